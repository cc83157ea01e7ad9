import { defaultLifecycleFile } from '../../src/lifecycle/default-file';
import { loadKeptLifecycle } from '../../src/lifecycle/kept';
import { checkReferences } from '../../src/lifecycle/references';
import { lifecycleSchema, type Lifecycle, type LifecycleFile } from '../../src/lifecycle/schema';

/** The default lifecycle, as the bot reads it at start. To parse its YAML anew in every test file would be a tenth of the whole run. */
export const partnerConnect: Lifecycle = loadKeptLifecycle(defaultLifecycleFile);

const tiny: LifecycleFile = {
  name: 'Tiny',
  programme: 'Tiny programme',
  zone: 'Europe/Lisbon',
  sides: { databricks: 'Host', partner: 'Guest' },
  teams: [
    { id: 'pdm', side: 'databricks', title: 'Partner development', role: 'Partner manager', coordinates: true },
    { id: 'psa', side: 'databricks', title: 'Architecture', role: 'Architect' },
    { id: 'partner-lead', side: 'partner', title: 'Partner lead', role: 'Partner lead', leads: true },
    { id: 'partner-engineering', side: 'partner', title: 'Partner engineering', role: 'Partner engineer' },
  ],
  integrationTypes: [
    { id: 'read', title: 'Read', connectApi: true },
    { id: 'desktop-application', title: 'Desktop application', connectApi: false },
  ],
  clouds: [{ id: 'aws', title: 'AWS', regions: ['us-west-2', 'us-gov-west-1'], optInRegions: ['us-gov-west-1'] }],
  phases: [
    {
      id: 'prepare',
      title: 'Prepare',
      items: [{ id: 'plan', title: 'Plan is made', doneBy: ['pdm'], due: { daysBeforeGa: 30 } }],
    },
    {
      id: 'build',
      title: 'Build',
      after: ['prepare'],
      items: [
        { id: 'built', title: 'Product is built', doneBy: ['partner-engineering'], due: { daysBeforeGa: 20 } },
        { id: 'docs', title: 'Docs are out', doneBy: ['partner-engineering'], mayBeNotNeeded: true, evidence: 'link' },
      ],
    },
    {
      id: 'launch',
      title: 'Launch',
      items: [
        {
          id: 'signoff-psa',
          kind: 'sign-off',
          title: 'Architect sign-off',
          doneBy: ['psa'],
          needs: ['built'],
          basis: { items: ['built'], configuration: true },
        },
        {
          id: 'signoff-partner',
          kind: 'sign-off',
          title: 'Partner sign-off',
          doneBy: ['partner-lead'],
          needs: ['built'],
          basis: { items: ['built'] },
        },
        {
          id: 'ga-date-agreed',
          title: 'GA date is agreed',
          doneBy: ['pdm', 'partner-lead'],
          needs: ['signoff-psa', 'signoff-partner'],
          value: 'ga-date',
        },
      ],
    },
  ],
  closeReasons: [{ id: 'paused', title: 'Paused' }],
  ga: { agreeDaysAhead: 7, rolloutFromDaysBefore: 7, rolloutCompleteDaysBefore: 1 },
  rollout: { maxWaves: 3, growth: 2, startAt: '10:00', startBy: '15:00', soakHours: 4 },
  calendar: { workingDays: [1, 2, 3, 4, 5] },
  reminders: {
    digestAt: '09:00',
    quietFrom: '18:00',
    quietUntil: '08:00',
    dueSoonDays: 5,
    staleInvitationDays: 3,
    ladder: [{ afterWorkingDays: 0, tell: 'owner' }],
  },
};

/** The smallest lifecycle worth testing with: three phases, six items, both sides. Overrides replace whole top keys. */
export function tinyLifecycle(overrides: Partial<LifecycleFile> = {}): Lifecycle {
  const lifecycle = lifecycleSchema.parse({ ...tiny, ...overrides });
  const faults = checkReferences(lifecycle);
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  return lifecycle;
}

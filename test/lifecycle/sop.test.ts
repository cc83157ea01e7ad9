import { stringify } from 'yaml';
import { parseLifecycle } from '../../src/lifecycle/load';
import type { LifecycleFile } from '../../src/lifecycle/schema';
import { partnerConnect } from '../support/lifecycle';

/** The procedure for bugs in the lifecycle file: what is asked of it, and what is said when it is wrong. */

type Sop = NonNullable<LifecycleFile['sop']>;
const { sop: standing } = partnerConnect;
if (!standing) throw new Error('The default lifecycle has no procedure');
const procedure: Sop = standing;

/** What is wrong with the default lifecycle under another procedure, without lines. */
function faultsUnder(sop: object, more: object = {}): readonly string[] {
  const parsed = parseLifecycle(stringify({ ...partnerConnect, sop: { ...procedure, ...sop }, ...more }), 'f.yml');
  return parsed.ok ? [] : parsed.faults.map((fault) => fault.replace(/^f\.yml: /, '').replace(/ \(line \d+\)/, ''));
}
const severities = (change: object) => ({
  severities: procedure.severities.map((one, n) => (n === 0 ? { ...one, ...change } : one)),
});
const teams = (onDuty: readonly string[]) => ({
  teams: { ...procedure.teams, databricks: { onDuty, engineer: ['engineering'] } },
});

test('the default has four severities, a ladder of five rungs and six steps', () => {
  expect(faultsUnder({})).toEqual([]);
  expect(procedure.severities.map(({ id, title }) => `${id} ${title}`)).toEqual([
    'S1 Outage or security',
    'S2 Main journey broken',
    'S3 Degraded',
    'S4 Cosmetic',
  ]);
  expect(procedure.ladder?.map(({ tell }) => tell)).toEqual(['on-duty', 'engineer', 'pdm', 'lead', 'leads']);
  expect(procedure.steps?.map(({ id }) => id)).toEqual([
    'confirm',
    'contain',
    'tell-customers',
    'fix',
    'verify',
    'review',
  ]);
  expect(procedure.severities.filter((one) => one.haltsRollout || one.passesQuietHours).map(({ id }) => id)).toEqual([
    'S1',
  ]);
});

test('it may be left out', () => {
  const { sop: _, ...rest } = partnerConnect;
  expect(parseLifecycle(stringify(rest), 'f.yml')).toMatchObject({ ok: true });
});

test.each<[what: string, sop: object, fault: string]>([
  [
    'a length of time that is none',
    severities({ acknowledge: 'soon' }),
    'sop.severities[0].acknowledge: must be a length of time such as 15 minutes, 4 hours or 2 working days',
  ],
  ['no time at all', severities({ resolve: '0 hours' }), 'sop.severities[0].resolve: must be a length of time such as'],
  [
    'a severity with another’s name',
    severities({ id: 'S2' }),
    "sop.severities[1].id: another severity is called 'S2' already",
  ],
  ['a severity in small letters', severities({ id: 's1' }), 'sop.severities[0].id: severities are named like S1'],
  ['no severity', { severities: [] }, 'sop.severities'],
  [
    'a team that is none',
    teams(['enginering']),
    "sop.teams.databricks.onDuty[0]: unknown team 'enginering'; did you mean",
  ],
  [
    'a team of the other side',
    teams(['partner-lead']),
    "sop.teams.databricks.onDuty[0]: team 'partner-lead' is on the other side",
  ],
  ['nobody on duty', teams([]), 'sop.teams.databricks.onDuty'],
  [
    'a ladder that does not climb',
    {
      ladder: [
        { at: 2, tell: 'pdm' },
        { at: 2, tell: 'lead' },
      ],
    },
    'sop.ladder[1].at: each rung comes later than the one before it',
  ],
  ['a rung for nobody', { ladder: [{ at: 1, tell: 'ceo' }] }, 'sop.ladder[0].tell'],
  [
    'the same step twice',
    {
      steps: [
        { id: 'fix', title: 'Fix' },
        { id: 'fix', title: 'Again' },
      ],
    },
    "another step is called 'fix'",
  ],
  [
    'a sign-off that is none',
    { signOffs: ['signoff-enginering'] },
    "sop.signOffs[0]: unknown item 'signoff-enginering'",
  ],
  ['a task among the sign-offs', { signOffs: ['tile-added'] }, "sop.signOffs[0]: 'tile-added' is no sign-off"],
])('refuses %s', (_, sop, fault) => {
  expect(faultsUnder(sop).join('\n')).toContain(fault);
});

test('refuses working hours that are over before they begin', () => {
  const calendar = { ...partnerConnect.calendar, workingHours: { from: '17:00', until: '09:00' } };
  expect(faultsUnder({}, { calendar })).toEqual([
    'calendar.workingHours.until: no hour would be a working hour: it is over before it begins (17:00)',
  ]);
});

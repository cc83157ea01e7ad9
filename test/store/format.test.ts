import { createHash } from 'node:crypto';
import { partnerEvent } from '../../src/domain/events';
import { catchUp } from '../../src/store/fold';
import { snapshotFormat } from '../../src/store/snapshot';

/** One of each event, with every optional part. Only ever add to it: these are logs as they lie in Redis. */
const named = { person: 'T0HOME:U0ANA', name: 'Ana' };
const guest = { person: 'T0GUEST:U0GIA', name: 'Gia' };
const events = [
  {
    type: 'PartnerCreated',
    id: 'p1',
    name: 'Acme',
    slug: 'acme',
    integrationType: 'read',
    clouds: ['aws'],
    targetGaDate: '2027-06-01',
    notes: 'n',
  },
  { type: 'PersonAssigned', ...named, team: 'pdm' },
  { type: 'InvitationPlanned', email: 'gia@example.com' },
  { type: 'InvitationPlanned', email: 'leo@example.com' },
  { type: 'ChannelNamed', name: 'pc-acme' },
  { type: 'ChannelReady', channel: 'C1', name: 'pc-acme' },
  { type: 'StepFailed', step: 'topic', problem: 'Slack was down', retryAt: 1_800_000_000_000 },
  { type: 'SetUpRetried' },
  { type: 'StepDone', step: 'topic' },
  { type: 'LivingMessageShown', message: 'card', channel: 'C1', ts: '1.1', shows: 'abc' },
  { type: 'InvitationSent', email: 'gia@example.com', invite: 'I1' },
  { type: 'InvitationAccepted', email: 'gia@example.com' },
  { type: 'InvitationApproved', email: 'gia@example.com' },
  { type: 'InvitationDeclined', email: 'leo@example.com' },
  { type: 'RoleClaimed', ...guest, team: 'partner-lead', inPlaceOf: 'T0GUEST:U0LEO' },
  { type: 'ClaimDeclined', ...guest, team: 'partner-lead' },
  { type: 'RoleClaimed', ...guest, team: 'partner-engineering' },
  { type: 'ItemDone', item: 'plan', evidence: { link: 'https://example.com/a', note: 'see' }, value: '2027Q2' },
  { type: 'ItemBlocked', item: 'built', reason: 'no staff' },
  { type: 'ItemUnblocked', item: 'built' },
  { type: 'ItemOwnerSet', item: 'built', owner: named },
  { type: 'ItemDueSet', item: 'built', due: '2027-04-01' },
  { type: 'ItemEvidenceSet', item: 'built', evidence: { note: 'a note' } },
  { type: 'ItemAudienceSet', item: 'built', internal: true },
  { type: 'ItemNotNeeded', item: 'docs', reason: 'no docs' },
  { type: 'ItemReopened', item: 'docs', reason: 'after all' },
  { type: 'ItemRenamed', from: 'docs', to: 'documentation' },
  {
    type: 'SignOffGiven',
    signOff: 'signoff-psa',
    team: 'psa',
    comment: 'fine',
    criteria: ['c1'],
    basis: { items: { plan: 18 }, configuration: 1 },
  },
  { type: 'DeliveryFailed', key: 'sign-off-given:signoff-psa', problem: 'gone', retryAt: 1_800_000_000_000 },
  { type: 'MessageDelivered', key: 'sign-off-given:signoff-psa', channel: 'C1', ts: '1.2' },
  { type: 'SignOffReopened', signOff: 'signoff-psa', because: 'plan' },
  { type: 'SignOffTakenBack', signOff: 'signoff-partner', reason: 'not yet' },
  { type: 'DetailsChanged', name: 'Acme 2', integrationType: 'write', clouds: ['gcp'], targetGaDate: null },
  { type: 'NotesChanged', notes: 'm' },
  { type: 'PersonRenamed', ...named, name: 'Ana Maria' },
  { type: 'PersonDeactivated', ...named },
  { type: 'PersonReactivated', ...named },
  { type: 'PersonAssigned', ...guest, team: 'partner-lead' },
  { type: 'PersonRemoved', ...guest, team: 'partner-lead' },
  { type: 'ChannelRenamed', name: 'pc-acme-2' },
  { type: 'ChannelIdChanged', channel: 'C2' },
  { type: 'ChannelArchived' },
  { type: 'ChannelUnarchived' },
  { type: 'ChannelDeleted' },
  { type: 'PartnerClosed', reason: 'other', note: 'for now' },
  { type: 'PartnerReopened', note: 'again' },
  { type: 'PersonAssigned', ...named, team: 'psa', zone: 'Europe/Lisbon' },
  { type: 'PersonMoved', ...named, zone: 'Asia/Tokyo' },
  { type: 'GaDateProposed', date: '2027-06-01', reason: 'fits' },
  { type: 'GaDateDeclined', date: '2027-06-01', reason: 'too early' },
  { type: 'GaDateProposed', date: '2027-06-08' },
  { type: 'GaDateWithdrawn', date: '2027-06-08' },
  { type: 'GaDateProposed', date: '2027-06-15' },
  { type: 'GaDateAccepted', date: '2027-06-15', item: 'ga-date-agreed' },
  {
    type: 'RolloutPlanned',
    ga: '2027-06-15',
    waves: [
      { wave: 'w1', regions: ['aws/us-west-2'], on: '2027-06-10' },
      { wave: 'w2', regions: ['aws/us-east-1', 'aws/us-east-2'], on: '2027-06-11' },
    ],
    reason: 'compressed',
  },
  { type: 'WaveStarted', wave: 'w1' },
  { type: 'RegionsLive', wave: 'w1', regions: ['aws/us-west-2'] },
  { type: 'WaveFinished', wave: 'w1' },
  { type: 'TileConfirmed', wave: 'w1' },
  { type: 'WaveStarted', wave: 'w2' },
  { type: 'RegionFailed', wave: 'w2', region: 'aws/us-east-1', note: 'no tile' },
  { type: 'RolloutHalted', reason: 'no tile' },
  { type: 'RolloutResumed', note: 'mended' },
  { type: 'WaveRolledBack', wave: 'w2', reason: 'again' },
  { type: 'RolloutCompleted', item: 'rollout' },
  { type: 'Launched', item: 'ga' },
  { type: 'ItemSnoozed', item: 'built', ...named, until: '2027-04-01' },
  { type: 'ItemMuted', item: 'built', ...named },
  { type: 'ItemUnmuted', item: 'built', ...named },
  { type: 'PartnerMuted', ...named, until: '2027-04-01' },
  { type: 'PartnerUnmuted', ...named },
  { type: 'ReminderSet', item: 'built', ...named, on: '2027-04-01' },
  {
    type: 'ConfigurationSubmitted',
    upload: { name: 'acme.json', size: 900, sha256: 'a'.repeat(64) },
    findings: [{ level: 'warning', field: 'colour', rule: 'is not known', mend: 'leave it out' }],
    facts: { name: 'Acme', clouds: ['aws', 'azure'], fields: { name: 'Acme', 'endpoints.connect_path': '/connect' } },
  },
  {
    type: 'CertificationReportSubmitted',
    upload: { name: 'report.zip', size: 9000, sha256: 'b'.repeat(64) },
    findings: [],
    facts: {
      cases: [
        { case: 'P100', result: 'pass', tests: 1, failed: [] },
        { case: 'P302', result: 'fail', tests: 2, failed: ['P302 Second user'] },
      ],
      suites: ['PartnerConnectTest'],
      ranWith: 'acme.json',
    },
  },
  {
    type: 'ImageSubmitted',
    kind: 'icon',
    upload: { name: 'icon.png', size: 900, sha256: 'c'.repeat(64) },
    findings: [{ level: 'fault', field: 'icon', rule: 'is square', mend: 'crop it' }],
    facts: { format: 'png', width: 128, height: 64 },
  },
  { type: 'Told', topic: 'countdown', marker: 'T-7', channel: 'C2', ts: '1.3' },
];

test('the fixed log has every kind of event', () => {
  const kinds = partnerEvent.options.map(({ shape }) => shape.type.value);
  expect([...new Set(events.map(({ type }) => type))].toSorted()).toEqual(kinds.toSorted());
});

test('the log still folds to what snapshots of this format hold; if not, raise snapshotFormat and note the new sum', () => {
  const by = { kind: 'person', ...named, side: 'databricks', teams: ['pdm'] };
  const log = events.map((event, n) => JSON.stringify({ at: 1_700_000_000_000 + n, by, event }));
  const state = JSON.stringify(catchUp(undefined, log)?.partner);
  const sum = createHash('sha256').update(state).digest('hex').slice(0, 16);
  expect({ snapshotFormat, sum }).toEqual({ snapshotFormat: 1, sum: 'b70699b78f0db48f' });
});

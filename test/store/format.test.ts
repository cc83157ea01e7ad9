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
  expect({ snapshotFormat, sum }).toEqual({ snapshotFormat: 1, sum: '96f54259aba36676' });
});

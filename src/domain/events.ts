import { z } from 'zod';
import { calendarDate, channelId, instant, itemId, partnerId, personKey, teamId } from './ids';

/** What happened to a partner. The log of these is the truth; everything else is folded from it. */

/** The longest text a person may write: what a text field of Slack takes. */
export const longestText = 3000;
const text = z.string().max(longestText);
const side = z.enum(['databricks', 'partner']);
const named = { person: personKey, name: z.string() };

export const evidence = z.union([
  z.strictObject({ link: z.string().max(500), note: text.optional() }),
  z.strictObject({ note: text }),
]);
export type Evidence = z.infer<typeof evidence>;

/** What a sign-off rested on when it was given: the revision of each item, and of the partner's configuration. */
export const basis = z.strictObject({ items: z.record(z.string(), z.number()), configuration: z.number().optional() });
export type Basis = z.infer<typeof basis>;

const created = z.strictObject({
  type: z.literal('PartnerCreated'),
  id: partnerId,
  name: z.string(),
  slug: z.string(),
  integrationType: z.string(),
  clouds: z.array(z.string()),
  targetGaDate: calendarDate.optional(),
  notes: text.optional(),
  adopt: z.strictObject({ channel: channelId, name: z.string() }).optional(),
});

const partnerChanges = [
  z.strictObject({
    type: z.literal('DetailsChanged'),
    name: z.string().optional(),
    integrationType: z.string().optional(),
    clouds: z.array(z.string()).optional(),
    targetGaDate: calendarDate.nullable().optional(),
  }),
  z.strictObject({ type: z.literal('NotesChanged'), notes: text }),
  z.strictObject({ type: z.literal('PartnerClosed'), reason: z.string(), note: text.optional() }),
  z.strictObject({ type: z.literal('PartnerReopened'), note: text.optional() }),
] as const;

const peopleChanges = [
  /** `zone` is the person's own time zone, as Slack knows it. */
  z.strictObject({ type: z.literal('PersonAssigned'), ...named, team: teamId, zone: z.string().optional() }),
  z.strictObject({ type: z.literal('PersonRemoved'), ...named, team: teamId }),
  z.strictObject({ type: z.literal('RoleClaimed'), ...named, team: teamId, inPlaceOf: personKey.optional() }),
  z.strictObject({ type: z.literal('ClaimDeclined'), ...named, team: teamId }),
  z.strictObject({ type: z.literal('PersonDeactivated'), ...named }),
  z.strictObject({ type: z.literal('PersonReactivated'), ...named }),
  z.strictObject({ type: z.literal('PersonRenamed'), ...named }),
  z.strictObject({ type: z.literal('PersonMoved'), ...named, zone: z.string() }),
] as const;

const item = { item: itemId };
const itemChanges = [
  z.strictObject({
    type: z.literal('ItemDone'),
    ...item,
    evidence: evidence.optional(),
    value: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('ItemReopened'), ...item, reason: text.optional() }),
  z.strictObject({ type: z.literal('ItemBlocked'), ...item, reason: text }),
  z.strictObject({ type: z.literal('ItemUnblocked'), ...item }),
  z.strictObject({ type: z.literal('ItemNotNeeded'), ...item, reason: text }),
  z.strictObject({ type: z.literal('ItemOwnerSet'), ...item, owner: z.strictObject(named).nullable() }),
  z.strictObject({ type: z.literal('ItemDueSet'), ...item, due: calendarDate.nullable() }),
  z.strictObject({ type: z.literal('ItemEvidenceSet'), ...item, evidence }),
  z.strictObject({ type: z.literal('ItemAudienceSet'), ...item, internal: z.boolean() }),
  z.strictObject({ type: z.literal('ItemRenamed'), from: itemId, to: itemId }),
] as const;

const signOff = { signOff: itemId };
const signOffChanges = [
  z.strictObject({
    type: z.literal('SignOffGiven'),
    ...signOff,
    team: teamId,
    comment: text.optional(),
    criteria: z.array(z.string()),
    basis,
  }),
  z.strictObject({ type: z.literal('SignOffTakenBack'), ...signOff, reason: text }),
  /** Something the sign-off rested on changed; it must be given again. */
  z.strictObject({
    type: z.literal('SignOffReopened'),
    ...signOff,
    because: z.union([itemId, z.literal('configuration')]),
  }),
] as const;

const email = { email: z.string() };
const setUpChanges = [
  z.strictObject({ type: z.literal('InvitationPlanned'), ...email }),
  z.strictObject({ type: z.literal('InvitationSent'), ...email, invite: z.string() }),
  z.strictObject({ type: z.literal('InvitationAccepted'), ...email }),
  z.strictObject({ type: z.literal('InvitationApproved'), ...email }),
  z.strictObject({ type: z.literal('InvitationDeclined'), ...email }),
  /** Written before Slack is asked, so that a channel made just before a crash is found again. */
  z.strictObject({ type: z.literal('ChannelNamed'), name: z.string() }),
  z.strictObject({ type: z.literal('ChannelReady'), channel: channelId, name: z.string() }),
  z.strictObject({ type: z.literal('ChannelIdChanged'), channel: channelId }),
  z.strictObject({ type: z.literal('ChannelRenamed'), name: z.string() }),
  z.strictObject({ type: z.literal('ChannelArchived') }),
  z.strictObject({ type: z.literal('ChannelUnarchived') }),
  z.strictObject({ type: z.literal('ChannelDeleted') }),
  z.strictObject({ type: z.literal('StepDone'), step: z.string() }),
  /** `retryAt` is absent when only a person can mend it. */
  z.strictObject({ type: z.literal('StepFailed'), step: z.string(), problem: text, retryAt: instant.optional() }),
  z.strictObject({ type: z.literal('SetUpRetried') }),
] as const;

const gaChanges = [
  /** One side proposes, the other accepts or declines; the sides are those of the authors. */
  z.strictObject({ type: z.literal('GaDateProposed'), date: calendarDate, reason: text.optional() }),
  z.strictObject({ type: z.literal('GaDateAccepted'), date: calendarDate, item: itemId }),
  z.strictObject({ type: z.literal('GaDateDeclined'), date: calendarDate, reason: text }),
  z.strictObject({ type: z.literal('GaDateWithdrawn'), date: calendarDate }),
  z.strictObject({ type: z.literal('Launched'), item: itemId }),
] as const;

const wave = { wave: z.string() };
/** A region of a cloud, as `aws/us-west-2`: region ids are unique within a cloud only. */
const region = z.string();
const rolloutChanges = [
  /** All waves that have not started, in order; those that have keep their place before them. */
  z.strictObject({
    type: z.literal('RolloutPlanned'),
    ga: calendarDate,
    waves: z.array(z.strictObject({ ...wave, regions: z.array(region), on: calendarDate })),
    reason: text.optional(),
  }),
  z.strictObject({ type: z.literal('WaveStarted'), ...wave }),
  z.strictObject({ type: z.literal('RegionsLive'), ...wave, regions: z.array(region) }),
  z.strictObject({ type: z.literal('RegionFailed'), ...wave, region, note: text }),
  z.strictObject({ type: z.literal('WaveFinished'), ...wave }),
  /** The partner saw the tile. */
  z.strictObject({ type: z.literal('TileConfirmed'), ...wave }),
  z.strictObject({ type: z.literal('WaveRolledBack'), ...wave, reason: text }),
  z.strictObject({ type: z.literal('RolloutHalted'), reason: text }),
  z.strictObject({ type: z.literal('RolloutResumed'), note: text.optional() }),
  z.strictObject({ type: z.literal('RolloutCompleted'), item: itemId }),
] as const;

const reminderChanges = [
  z.strictObject({ type: z.literal('ItemSnoozed'), ...item, ...named, until: calendarDate }),
  z.strictObject({ type: z.literal('ItemMuted'), ...item, ...named }),
  z.strictObject({ type: z.literal('ItemUnmuted'), ...item, ...named }),
  /** No reminders of this partner for this person, until a date or until they say otherwise. */
  z.strictObject({ type: z.literal('PartnerMuted'), ...named, until: calendarDate.optional() }),
  z.strictObject({ type: z.literal('PartnerUnmuted'), ...named }),
  z.strictObject({ type: z.literal('ReminderSet'), ...item, ...named, on: calendarDate }),
] as const;

const deliveries = [
  /** Something that comes with time was told: of a topic (`countdown`, `wave:w1`), this much (`T-7`, a date). */
  z.strictObject({
    type: z.literal('Told'),
    topic: z.string(),
    marker: z.string(),
    channel: channelId,
    ts: z.string(),
  }),
  z.strictObject({ type: z.literal('MessageDelivered'), key: z.string(), channel: channelId, ts: z.string() }),
  /** A living message (the card, the set-up report) now shows these facts. */
  z.strictObject({
    type: z.literal('LivingMessageShown'),
    message: z.string(),
    channel: channelId,
    ts: z.string(),
    shows: z.string(),
  }),
  z.strictObject({ type: z.literal('DeliveryFailed'), key: z.string(), problem: text, retryAt: instant.optional() }),
] as const;

export const partnerEvent = z.discriminatedUnion('type', [
  created,
  ...partnerChanges,
  ...peopleChanges,
  ...itemChanges,
  ...signOffChanges,
  ...gaChanges,
  ...rolloutChanges,
  ...reminderChanges,
  ...setUpChanges,
  ...deliveries,
]);
export type PartnerEvent = z.infer<typeof partnerEvent>;
export type PartnerCreated = z.infer<typeof created>;
export type DetailsEvent = z.infer<(typeof partnerChanges)[number]>;
export type PeopleEvent = z.infer<(typeof peopleChanges)[number]>;
export type ItemEvent = z.infer<(typeof itemChanges)[number]>;
export type SignOffEvent = z.infer<(typeof signOffChanges)[number]>;
export type GaEvent = z.infer<(typeof gaChanges)[number]>;
export type RolloutEvent = z.infer<(typeof rolloutChanges)[number]>;
export type ReminderEvent = z.infer<(typeof reminderChanges)[number]>;
export type SetUpEvent = z.infer<(typeof setUpChanges)[number]>;
export type DeliveryEvent = z.infer<(typeof deliveries)[number]>;

const typesOf = (events: readonly { shape: { type: { value: string } } }[]): ReadonlySet<string> =>
  new Set(events.map((event) => event.shape.type.value));
const [gaTypes, rolloutTypes, reminderTypes] = [typesOf(gaChanges), typesOf(rolloutChanges), typesOf(reminderChanges)];

export const isGaEvent = (event: PartnerEvent): event is GaEvent => gaTypes.has(event.type);
export const isRolloutEvent = (event: PartnerEvent): event is RolloutEvent => rolloutTypes.has(event.type);
export const isReminderEvent = (event: PartnerEvent): event is ReminderEvent => reminderTypes.has(event.type);

const botAuthor = z.strictObject({ kind: z.literal('bot') });
const personAuthor = z.strictObject({
  kind: z.literal('person'),
  person: personKey,
  name: z.string(),
  side,
  /** Teams held when it was committed. */
  teams: z.array(teamId),
});
export const author = z.discriminatedUnion('kind', [botAuthor, personAuthor]);
/** Who did it, as they were at that moment. */
export type Author = z.infer<typeof author>;

/** An event as the log keeps it. `onBehalfOf` names the team a coordinator or lead acted for. */
export const recordedEvent = z.strictObject({
  at: instant,
  by: author,
  onBehalfOf: teamId.optional(),
  event: partnerEvent,
});
export type RecordedEvent = z.infer<typeof recordedEvent>;

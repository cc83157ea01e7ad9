import type { Lifecycle } from '../../lifecycle/schema';
import { bugsToTell } from '../bugs/digest';
import type { Bug } from '../bugs/state';
import { dateOf, daysBetween } from '../calendar';
import { calendarDate, type CalendarDate, type Instant, type PersonKey } from '../ids';
import { isLaunched } from '../item-state';
import type { Assignment, Claim, Partner } from '../partner';
import { coordinators, isOnSide } from '../roles';
import { agreedDate } from '../rollout/standing';
import { workingDaysBetween } from '../working-days';
import { holderOf, isWanted, type Moment } from './court';
import { asIn, dutiesOf, isAsked, type Duty } from './duty';
import { climbed, daysLate, isForHolder, lastTold, leftLyingSince, rungsOf, type Mark } from './ladder';
import { zoneOf } from './mornings';
import { hears, isAway, wished } from './wishes';

/** What a digest says: to each person what is theirs, dated, and nothing when there is nothing. */

/** Why an item is in a digest, the most urgent first. */
const whys = ['overdue', 'today', 'sign', 'answer', 'soon', 'unassigned', 'escalated', 'asked'] as const;
export type Why = (typeof whys)[number];

export interface Entry {
  readonly view: Duty;
  readonly why: Why;
  /** For how many working days it is overdue, and for how many it has been the holder's turn. */
  readonly daysLate: number;
  readonly daysHeld: number;
  /** Worth a message; what is only ahead and was told of a short while ago is not, but comes along with what is. */
  readonly isNews: boolean;
  /** What this entry tells once. */
  readonly marks: readonly Mark[];
}

/** What one partner contributes to a person's digest. */
export interface Part {
  readonly partner: Partner;
  readonly entries: readonly Entry[];
  /** Open bugs that wait for this person. */
  readonly bugs: readonly Bug[];
  /** Addresses of people who never answered their invitation. */
  readonly unanswered: readonly string[];
  /** Claims of roles that wait for this person's answer. */
  readonly claims: readonly Claim[];
  /** Roles that somebody handed over to this person together with others, of which they have not heard yet. */
  readonly takenOver: readonly Assignment[];
  /** The target GA date, when it has passed and nothing was agreed or proposed in its place. */
  readonly passedTarget?: CalendarDate;
  readonly marks: readonly Mark[];
}

export interface Digest {
  readonly person: PersonKey;
  readonly parts: readonly Part[];
}

/** A digest is told of under this topic, with its date. In a channel, those who are told at another hour have their own. */
export const digestTopic = (to: PersonKey | 'channel' | `channel ${string}`): string => `digest:${to}`;

/** What a person of the databricks side is told of all their partners, by the calendar of their zone, the most urgent first. Nothing when empty. */
export function digestFor(
  person: PersonKey,
  partners: readonly Partner[],
  lifecycle: Lifecycle,
  now: Instant,
  zone = zoneOf(person, partners, lifecycle),
): Digest | undefined {
  const today = dateOf(now, zone);
  const parts = partners.flatMap((partner) => partFor(person, { partner, lifecycle, today, zone }) ?? []);
  return parts.length === 0 ? undefined : { person, parts: parts.toSorted((a, b) => urgency(a) - urgency(b)) };
}

/** A bug that waits is as urgent as what is overdue. */
const urgency = ({ entries, bugs }: Part): number =>
  bugs.length > 0 ? 0 : entries[0] ? whys.indexOf(entries[0].why) : whys.length;

function partFor(person: PersonKey, moment: Moment): Part | undefined {
  const { partner, lifecycle, today } = moment;
  if (partner.closed || isAway(partner, person, today)) return undefined;
  if (!isOnSide(person, 'databricks', partner, lifecycle)) return undefined;
  const coordinates = coordinators(partner, lifecycle).some((a) => a.person === person);
  const entries = dutiesOf(partner, lifecycle).flatMap((view) => entryFor(person, view, coordinates, moment) ?? []);
  const unanswered = coordinates ? unansweredInvitations(moment) : [];
  const claims = coordinates ? unansweredClaims(person, moment) : [];
  const takenOver = newRoles(person, moment);
  const passed = coordinates ? passedTarget(person, moment) : undefined;
  const others = [...unanswered, ...claims, ...takenOver, ...(passed ? [passed] : [])];
  const marks = [...entries.flatMap((entry) => entry.marks), ...others.map(({ mark }) => mark)];
  const bugs = bugsToTell(person, moment);
  return !entries.some(({ isNews }) => isNews) && others.length + bugs.length === 0
    ? undefined
    : {
        partner,
        entries: inOrder(entries),
        bugs,
        unanswered: unanswered.map(({ email }) => email),
        claims: claims.map(({ claim }) => claim),
        takenOver: takenOver.map(({ role }) => role),
        ...(passed && { passedTarget: passed.target }),
        marks,
      };
}

/** What a person is told of one item: that it is theirs, or nobody's, or late with others, or what they asked for. */
export function entryFor(person: PersonKey, duty: Duty, coordinates: boolean, moment: Moment): Entry | undefined {
  const view = asIn(moment.zone, duty);
  if (view.standing === 'done' || view.standing === 'not-needed' || !hears(person, view, moment)) return undefined;
  const asked = askedFor(person, view, moment);
  const [why, ...marks] = ownReason(person, view, coordinates, moment) ?? escalation(person, view, moment) ?? [];
  if (why === undefined) return asked && entryOf(view, 'asked', [asked], moment);
  const told = [...marks, ...(asked ? [asked] : [])];
  if (told.length > 0) return entryOf(view, why, told, moment);
  const { repeatAfterWorkingDays, repeatOverdueAfterWorkingDays } = moment.lifecycle.reminders;
  const lying = leftLyingSince(view, moment);
  if (lying === undefined && !isAhead(view, moment)) return entryOf(view, why, told, moment);
  const [kind, since, days] =
    lying === undefined
      ? ['ahead', dateOf(view.since, moment.zone), repeatAfterWorkingDays]
      : ['overdue', lying, repeatOverdueAfterWorkingDays];
  const topicOf = (id: string) => `${kind} ${id} ${person}`;
  const before = lastTold(view, moment.partner, topicOf);
  const mark = { topic: topicOf(view.id), marker: moment.today };
  return { ...entryOf(view, why, [mark], moment), isNews: isForgotten(before, since, days, moment) };
}

/** Neither due today nor late: enough to hear of when it comes up, and again some days later. */
function isAhead(view: Duty, moment: Moment): boolean {
  const urgency = urgencyOf(view, moment);
  return urgency !== 'today' && urgency !== 'overdue';
}

/** Whether something was told so many working days ago, or never since a day on which it began anew. */
function isForgotten(
  before: string | undefined,
  since: CalendarDate,
  days: number,
  { lifecycle, today }: Moment,
): boolean {
  const told = calendarDate.safeParse(before).data;
  if (told === undefined || told < since) return true;
  return workingDaysBetween(told, today, lifecycle.calendar) >= days;
}

type Reason = readonly [why: Why, ...marks: readonly Mark[]];

function ownReason(person: PersonKey, view: Duty, coordinates: boolean, moment: Moment): Reason | undefined {
  if (!isWanted(view)) return undefined;
  const holder = holderOf(view);
  const urgent = urgencyOf(view, moment);
  if (holder === person) return urgent && isForHolder(view, moment) ? [urgent] : undefined;
  return holder === undefined && coordinates && urgent ? ['unassigned'] : undefined;
}

function escalation(person: PersonKey, view: Duty, moment: Moment): Reason | undefined {
  if (!isWanted(view)) return undefined;
  const marks = rungsOf(person, view, moment).flatMap((tell) => climbed(view, tell, moment, person) ?? []);
  return marks.length === 0 ? undefined : ['escalated', ...marks];
}

/** How urgent a duty is: by its date; a sign-off waits to be given whatever its date, and so does the other side for an answer. */
export function urgencyOf(view: Duty, { today, lifecycle }: Moment): Why | undefined {
  const { inTimeUntil } = view;
  const waits = view.item.kind !== 'task' ? 'sign' : isAsked(view) ? 'answer' : undefined;
  if (inTimeUntil === undefined) return waits;
  const days = daysBetween(today, inTimeUntil);
  if (days < 0) return 'overdue';
  if (days === 0) return 'today';
  return waits ?? (days <= lifecycle.reminders.dueSoonDays ? 'soon' : undefined);
}

/** What a person asked to be reminded of by now, once. */
function askedFor(person: PersonKey, view: Duty, { partner, today }: Moment): Mark | undefined {
  const on = wished(partner.reminders.asked, person, view);
  if (on === undefined || on > today) return undefined;
  const topicOf = (id: string) => `asked ${id} ${person}`;
  return lastTold(view, partner, topicOf) === on ? undefined : { topic: topicOf(view.id), marker: on };
}

/** Late notes for everybody in the channel: what no response has come to for so long that both sides should see it. */
export function channelNotes(duties: readonly Duty[], moment: Moment): readonly Entry[] {
  return inOrder(
    duties.filter(isWanted).flatMap((duty) => {
      const view = asIn(moment.zone, duty);
      const mark = climbed(view, 'channel', moment);
      return mark ? entryOf(view, 'escalated', [mark], moment) : [];
    }),
  );
}

/** An entry that tells of a duty, and what it tells once. */
export function entryOf(view: Duty, why: Why, marks: readonly Mark[], moment: Moment): Entry {
  const { lifecycle, today, zone } = moment;
  const daysHeld = workingDaysBetween(dateOf(view.since, zone), today, lifecycle.calendar);
  return { view, why, daysLate: daysLate(view, moment), daysHeld: Math.max(0, daysHeld), isNews: true, marks };
}

/** What is most pressing first, and of that what is latest. */
export const inOrder = (entries: readonly Entry[]): readonly Entry[] =>
  entries.toSorted((a, b) => whys.indexOf(a.why) - whys.indexOf(b.why) || b.daysLate - a.daysLate);

/** Invitations that nobody answered for some days, each brought up once. */
function unansweredInvitations({ partner, lifecycle, today, zone }: Moment) {
  return Object.entries(partner.invitations).flatMap(([email, { status, at }]) => {
    const mark = { topic: `invitation ${email}`, marker: String(at) };
    const stale = daysBetween(dateOf(at, zone), today) >= lifecycle.reminders.staleInvitationDays;
    return status === 'invited' && stale && partner.told[mark.topic] !== mark.marker ? [{ email, mark }] : [];
  });
}

/** Claims that nobody answered for some days, now and again; at once for a coordinator who came after they were made. */
function unansweredClaims(person: PersonKey, { partner, lifecycle, today, zone }: Moment) {
  const { reminders, calendar } = lifecycle;
  const came = Math.min(...coordinators(partner, lifecycle).flatMap((a) => (a.person === person ? [a.since] : [])));
  return partner.claims.flatMap((claim) => {
    const mark = { topic: `claim ${claim.person} ${claim.team} ${person}`, marker: today };
    const made = dateOf(claim.at, zone);
    const before = calendarDate.safeParse(partner.told[mark.topic]).data;
    const told = before !== undefined && before >= made ? before : undefined;
    const waits = workingDaysBetween(told ?? made, today, calendar) >= reminders.repeatAfterWorkingDays;
    return waits || (told === undefined && came > claim.at) ? [{ claim, mark }] : [];
  });
}

/** A target that has passed, told once to each coordinator: nothing else would say that all dates count back from a day that is over. */
function passedTarget(person: PersonKey, { partner, lifecycle, today }: Moment) {
  const { targetGaDate: target, gaProposal } = partner;
  if (target === undefined || target >= today || gaProposal) return undefined;
  if (isLaunched(partner, lifecycle) || agreedDate(partner, lifecycle) !== undefined) return undefined;
  const mark = { topic: `target-passed ${person}`, marker: target };
  return partner.told[mark.topic] === mark.marker ? undefined : { target, mark };
}

/** What was handed over to a person since they were last told of it. */
function newRoles(person: PersonKey, { partner }: Moment) {
  return partner.people.flatMap((role) => {
    if (role.person !== person || !role.active || role.takenOverFrom === undefined) return [];
    const mark = { topic: `taken-over ${role.team} ${person}`, marker: String(role.since) };
    return partner.told[mark.topic] === mark.marker ? [] : [{ role, mark }];
  });
}

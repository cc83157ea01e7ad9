import { firstDue } from '../bugs/clocks';
import { isUnsolved } from '../bugs/numbers';
import { bugsOf } from '../bugs/order';
import type { Bug } from '../bugs/state';
import { byDate, dateOf } from '../calendar';
import { isOpen, type Call } from '../calls/state';
import type { CalendarDate, Instant, PersonKey } from '../ids';
import { lookup } from '../lookup';
import type { Claim, Partner } from '../partner';
import { holderOf, isWanted, type Moment } from '../reminders/court';
import { entryOf, urgencyOf, type Entry } from '../reminders/digest';
import { asIn, dutiesOf } from '../reminders/duty';
import { hears } from '../reminders/wishes';
import { fitOf } from '../rollout/fit';
import { nextOf, type NextMove } from '../rollout/next';
import { setUpSteps } from '../set-up';

/** What waits for a person of the databricks side with one partner: all that they could do now, not only what is news. */

/** How urgent it is, the most urgent first. */
const urgencies = ['at-once', 'overdue', 'today', 'answer', 'soon', 'nobody'] as const;
export type Urgency = (typeof urgencies)[number];

export type Waiting = Found & { readonly partner: Partner };

type Found = Matter & { readonly urgency: Urgency; readonly due?: CalendarDate | undefined };

type Matter =
  /** An item, a step or a to-do: theirs, or nobody's while they coordinate. */
  | { readonly is: 'duty'; readonly entry: Entry }
  | { readonly is: 'bug'; readonly bug: Bug }
  | { readonly is: 'rollout'; readonly move: NextMove }
  | { readonly is: 'call'; readonly call: Call }
  | { readonly is: 'claim'; readonly claim: Claim }
  /** So many things of the set-up that only a person can help with. */
  | { readonly is: 'set-up'; readonly problems: number };

/** A person's look at a partner. */
export interface Look extends Moment {
  readonly person: PersonKey;
  readonly now: Instant;
  readonly coordinates: boolean;
}

/** Returns what waits with one partner, the most urgent first. What was put off or muted is only counted. */
export function waitingWith(look: Look): { readonly waiting: readonly Waiting[]; readonly putOff: number } {
  const { partner, person, coordinates } = look;
  const moves = rolloutMoves(look);
  const duties = urgentDuties(look);
  const heard = duties.filter(({ entry }) => hears(person, entry.view, look));
  // A rollout's move says more than its item.
  const known = moves.length > 0 ? lookup(look.lifecycle).rollout?.id : undefined;
  const found: readonly Found[] = [
    ...moves,
    ...bugs(look),
    ...calls(look),
    ...(coordinates ? [...claims(look), ...setUp(look)] : []),
    ...heard.filter(({ entry }) => entry.view.id !== known),
  ];
  return {
    waiting: found.map((matter) => ({ ...matter, partner })).toSorted(byUrgency),
    putOff: duties.length - heard.length,
  };
}

/** By urgency, then by date; what has no date comes last. */
export function byUrgency(a: Found, b: Found): number {
  return urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) || byDate(a.due, b.due);
}

function urgentDuties(look: Look) {
  const { partner, lifecycle, person, coordinates } = look;
  return dutiesOf(partner, lifecycle).flatMap((duty) => {
    const view = asIn(look.zone, duty);
    const holder = holderOf(view);
    const mine = holder === person;
    const why = isWanted(view) && (mine || (holder === undefined && coordinates)) ? urgencyOf(view, look) : undefined;
    if (why === undefined) return [];
    const entry = entryOf(view, mine ? why : 'unassigned', [], look);
    return [{ is: 'duty', entry, urgency: mine ? urgencyOfDuty(why) : 'nobody', due: view.inTimeUntil } as const];
  });
}

const urgencyOfDuty = (why: Entry['why']): Urgency =>
  why === 'overdue' || why === 'today' || why === 'soon' ? why : 'answer';

function bugs({ person, partner, lifecycle, now, zone }: Look): readonly Found[] {
  return bugsOf(person, partner, lifecycle).map((bug) => {
    const at = firstDue(bug, lifecycle);
    const urgency = !isUnsolved(bug) ? 'answer' : at !== undefined && at <= now ? 'at-once' : 'today';
    return { is: 'bug', bug, urgency, due: at && dateOf(at, zone) };
  });
}

/** What is done on the wave board alone: gates and launch are items, the tile is confirmed by the partner. */
const onBoard: ReadonlySet<NextMove['do']> = new Set(['resume', 'compress', 'mark-regions', 'finish', 'start', 'move']);

/** The first thing that a team of this person can do about the rollout now. */
function rolloutMoves({ person, partner, lifecycle, now, today }: Look): readonly Found[] {
  const teams = new Set<string>(partner.people.flatMap((a) => (a.person === person && a.active ? a.team : [])));
  const move = nextOf(partner, lifecycle, now, fitOf(partner, lifecycle, now)).find(
    (next) => onBoard.has(next.do) && next.teams.some((team) => teams.has(team)),
  );
  return move ? [{ is: 'rollout', move, urgency: 'at-once', due: today }] : [];
}

/** Calls of today with this person, and earlier ones of which nobody has said how they went. */
function calls({ person, partner, today, zone }: Look): readonly Found[] {
  const theirs = partner.calls.filter((call) => isOpen(call) && call.attendees.some((a) => a.person === person));
  return theirs.flatMap((call): readonly Found[] => {
    const due = dateOf(call.starts, zone);
    return due <= today ? [{ is: 'call', call, urgency: 'today', due }] : [];
  });
}

const claims = ({ partner }: Look): readonly Found[] =>
  partner.claims.map((claim) => ({ is: 'claim', claim, urgency: 'answer' }));

function setUp({ partner, lifecycle }: Look): readonly Found[] {
  const failed = [
    ...setUpSteps(partner, lifecycle).flatMap(({ state }) => (state.is === 'failed' ? [state] : [])),
    ...Object.values(partner.outbox).flatMap((pending) => pending.failed ?? []),
    ...Object.values(partner.undelivered),
  ];
  const problems = failed.filter(({ retryAt }) => retryAt === undefined).length;
  return problems > 0 ? [{ is: 'set-up', problems, urgency: 'answer' }] : [];
}

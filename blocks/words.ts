import { DateTime } from 'luxon';
import { dateOf } from '../src/domain/calendar';
import type { Author, Evidence } from '../src/domain/events';
import { few } from '../src/domain/few';
import { calendarDate, instant, teamId, type CalendarDate, type TeamId } from '../src/domain/ids';
import { coordinatingTeam, roleTitle, teamTitle, type Placed } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import type { ItemView, Standing } from '../src/domain/progress';
import { isWanted } from '../src/domain/reminders/court';
import { asIn, type Duty } from '../src/domain/reminders/duty';
import { rolesIn } from '../src/domain/roles';
import { groupTeams } from '../src/domain/user-groups';
import { workingDaysBetween } from '../src/domain/working-days';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import type { Viewer } from './picture';
import { count, dateAndDays, link, longDate, moment, name, oneLine, since, typed } from './text';

/** The words that several surfaces share, for what is in a lifecycle and a partner. */

/** A mark beside an item; the words beside it say the same. */
export const marks: Readonly<Record<Standing, string>> = {
  done: '✅',
  ready: '⬜',
  blocked: '⛔',
  'not-needed': '➖',
  waiting: '🔒',
};

export const standingWords: Readonly<Record<Standing, string>> = {
  done: 'done',
  ready: 'ready',
  blocked: 'blocked',
  'not-needed': 'not needed',
  waiting: 'not yet',
};

/** An item's title, harmless and on one line, as all that follow. */
export const title = ({ item }: { readonly item: Pick<Placed['item'], 'title'> }): string => oneLine(item.title, 350);

export const team = (id: string, lifecycle: Lifecycle): string => oneLine(teamTitle(id, lifecycle), 200);

/** "Legal or Partner development". */
export const anyTeam = (teams: readonly string[], lifecycle: Lifecycle): string =>
  teams
    .slice(0, 5)
    .map((id) => team(id, lifecycle))
    .join(' or ');

/** What a person of a team is called, as in "Solution architect". */
export const role = (id: string, lifecycle: Lifecycle): string => oneLine(roleTitle(id, lifecycle), 200);

export const side = (which: Side, lifecycle: Lifecycle): string => oneLine(lifecycle.sides[which], 200);

/** A side by the name under which both know it. */
export const sideName = (which: Side, partner: Partner, lifecycle: Lifecycle): string =>
  which === 'partner' ? name(partner.name) : side(which, lifecycle);

/** Who holds one of the teams now: "Lee Park or the Slack user group of Legal (Engineering or Legal)", or that nobody does yet. */
export function whoCan(partner: Partner, lifecycle: Lifecycle, teams: readonly TeamId[]): string {
  const holders = [...new Set(rolesIn(teams, partner).map((a) => a.name))];
  const groups = groupTeams(teams, lifecycle).map((held) => `the Slack user group of ${team(held.id, lifecycle)}`);
  if (holders.length + groups.length === 0) return `${anyTeam(teams, lifecycle)} (nobody on the people list yet)`;
  return `${[...few(holders.map(name), 5), ...groups].join(' or ')} (${anyTeam(teams, lifecycle)})`;
}

/** Who may coordinate the onboarding: "Ana Lima (Partner development)". */
export const whoCoordinates = (partner: Partner, lifecycle: Lifecycle): string =>
  whoCan(partner, lifecycle, [teamId.parse(coordinatingTeam(lifecycle).id)]);

/** Who did something, by name: it pings nobody. */
export const author = (by: Author): string => (by.kind === 'bot' ? 'The bot' : name(by.name));

/** Side, team and person whose turn it is: "Partner · Partner marketing · Ana Lima"; to that person, "you". */
export function turn(view: ItemView, lifecycle: Lifecycle, { who }: Viewer): string {
  const { side: which, team: id, person } = view.turn;
  const whose = person?.person === who.person ? ['*you*'] : person ? [name(person.name)] : [];
  return [side(which, lifecycle), team(id, lifecycle), ...whose].join(' · ');
}

/** Who is to do an item, as briefly as a row allows. */
export const doer = (view: Pick<ItemView, 'turn'>, lifecycle: Lifecycle): string =>
  view.turn.person ? name(view.turn.person.name) : team(view.turn.team, lifecycle);

/**
 * What must be finished first, by title. Of items that a side may not see, its views leave out the names: then it is
 * said only that the other side has something to do.
 */
export function missing({ missing: seen, awaits, standing }: ItemView, lifecycle: Lifecycle): string {
  if (seen.length + awaits.length === 0 && standing === 'waiting')
    return `something on the ${side('databricks', lifecycle)} side`;
  const named = seen.map((placed) => `${title(placed)} (${team(placed.teams[0] ?? '', lifecycle)})`);
  const results = awaits.length > 0 ? [`${awaits.slice(0, 5).join(' and ')} passed`] : [];
  return [...few(named, 3), ...results].join(', ');
}

/** Since when, for a reader: "for 3 days". */
export const sinceWhen = (at: ItemView['since'], viewer: Viewer, lifecycle: Lifecycle): string =>
  since(at, viewer.today, lifecycle.zone);

/**
 * When something open is due, by the calendar of whoever looks: as their digest and their desk say it. What is optional and nobody
 * took on is late for nobody.
 */
export function dueFor(duty: Duty, { now, zone }: Pick<Viewer, 'now' | 'zone'>): string {
  const { due, inTimeUntil } = asIn(zone, duty);
  return dueWords({ due, inTimeUntil: isWanted(duty) ? inTimeUntil : undefined }, { today: dateOf(now, zone) });
}

/**
 * When something open is due, on a day. Only what could have been done is called overdue; of the rest, the plan's date is told. That
 * one is told, too, of what the plan was behind with before anybody could do it: nobody has ever named another day.
 */
export function dueWords(
  { due, inTimeUntil }: { readonly due?: CalendarDate | undefined; readonly inTimeUntil?: CalendarDate | undefined },
  { today }: { readonly today: CalendarDate },
): string {
  if (due === undefined) return '';
  if (inTimeUntil !== undefined && inTimeUntil < today)
    return due < inTimeUntil ? `*overdue* (planned for ${longDate(due)})` : `*overdue* since ${longDate(due)}`;
  return due < today ? `planned for ${longDate(due)}` : `due ${dateAndDays(due, today)}`;
}

/** For how long it has been somebody's turn, in working days by the calendar of whoever looks: "since today", "for 3 working days". */
export function held(
  view: Pick<ItemView, 'since'>,
  { now, zone }: Pick<Viewer, 'now' | 'zone'>,
  { calendar }: Lifecycle,
): string {
  const days = workingDaysBetween(dateOf(view.since, zone), dateOf(now, zone), calendar);
  return days <= 0 ? 'since today' : `for ${count(days, 'working day')}`;
}

/** A link with its note, in few words. */
export function shownEvidence(evidence: Evidence, most = 150): string {
  const note = evidence.note ? oneLine(evidence.note, most) : '';
  if (!('link' in evidence)) return note;
  return note ? `${link(evidence.link)} – ${note}` : link(evidence.link);
}

/** An item's value as people read it: dates written out, instants in the reader's zone. */
function shownValue({ item }: Pick<Placed, 'item'>, value: string, zone: string): string {
  const kind = item.kind === 'task' ? item.value : undefined;
  if (kind === 'date-time') {
    const at = DateTime.fromISO(value, { zone });
    return at.isValid && at.toMillis() >= 0 ? moment(instant.parse(at.toMillis())) : oneLine(value);
  }
  const date = kind === 'ga-date' ? calendarDate.safeParse(value) : undefined;
  return date?.success ? longDate(date.data) : typed(value, 750);
}

/** "Quarter: 2027Q1". */
export function labelledValue(placed: Pick<Placed, 'item'>, value: string, zone: string): string {
  const label = placed.item.kind === 'task' ? placed.item.valueLabel : undefined;
  const shown = shownValue(placed, value, zone);
  return label ? `${oneLine(label, 350)}: ${shown}` : shown;
}

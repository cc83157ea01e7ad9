import type { KnownBlock } from '@slack/types';
import { addDays, dateOf, daysBetween } from '../src/domain/calendar';
import type { CalendarDate, Instant } from '../src/domain/ids';
import { lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { itemsFor, type ItemView } from '../src/domain/progress';
import { waveBoard } from '../src/domain/rollout/board';
import { gaStanding } from '../src/domain/rollout/ga-standing';
import { seesRollout } from '../src/domain/rollout/powers';
import { isComplete, rolloutItem } from '../src/domain/rollout/standing';
import { isWorkingDay } from '../src/domain/working-days';
import type { Lifecycle } from '../src/lifecycle/schema';
import { riskLines } from './ga';
import { header, row, section, titled } from './kit';
import { show, showRollout } from './navigation';
import { picture, type Picture } from './picture';
import { mostMentions } from './pings';
import { count, fitLines, inDays, mention, name, oneLine, someOf } from './text';
import { goalOf, misfitLines, waveLine, weekday } from './wave-words';
import { doer, marks, team, title } from './words';

/** So many days to go: what is done and what is missing, for both sides; on the eve, go or no-go by team. */
export function countdownMessage(days: number, partner: Partner, lifecycle: Lifecycle, now: Instant): Picture {
  const today = dateOf(now, lifecycle.zone);
  const standing = gaStanding(partner, lifecycle, today);
  const { agreed } = standing;
  const items = itemsFor('partner', partner, lifecycle).filter((i) => isBeforeLaunch(i, lifecycle));
  const open = items.filter((i) => i.standing !== 'done' && i.standing !== 'not-needed');
  const done = items.length - open.length;
  // Told a little early or late, around a weekend say, the days are those that are left.
  const left = agreed ? inDays(agreed, today) : '';
  const told = `T-${agreed ? daysBetween(today, agreed) : days}`;
  const dated = `is on *${agreed ? weekday(agreed) : 'a date to be agreed'}*${left && `, ${left}`}.${agreed ? moved(days, agreed, today, lifecycle) : ''}`;
  const risks = riskLines(standing, partner, lifecycle, 'partner');
  const rollout = rolloutLines(partner, lifecycle, now);
  const isEve = days <= Math.min(...lifecycle.ga.countdown);
  const verdict = isEve ? verdicts(items, partner, lifecycle) : [];
  const missing = missingLines(open, partner, lifecycle);
  // It would be untrue while a rollout is open that the channel may not know of.
  const hides = !seesRollout('partner', partner, lifecycle) && !isComplete(partner, lifecycle);
  const all = standing.atRisk.length > 0 || hides ? '' : ': nothing is missing';
  const rest = open.length > 0 ? `, ${open.length} missing` : all;
  const stands = `✅ ${done} of ${count(items.length, 'item')} done${rest}.`;
  const blocks: KnownBlock[] = [
    header(`${told} · ${partner.name}`),
    section(fitLines([`⏱️ GA ${dated}`, stands, ...risks])),
    ...titled('Missing', missing),
    ...titled('Rollout', rollout),
    ...titled('Go or no-go', verdict),
    ...row(
      show(partner.id, { s: 'ga' }),
      showRollout(partner, lifecycle, 'partner'),
      show(partner.id, { s: 'checklist', page: 0 }),
    ),
  ];
  return picture(
    [
      `⏱️ ${told} · GA of ${name(partner.name)} ${dated}`,
      stands,
      ...risks,
      ...missing,
      ...rollout.slice(0, 1),
      ...verdict,
    ],
    blocks,
  );
}

/** Which look it is, and why it is told today, when it is not that many days before. */
function moved(days: number, agreed: CalendarDate, today: CalendarDate, { calendar }: Lifecycle): string {
  const on = addDays(agreed, -days);
  if (on === today) return '';
  const why = isWorkingDay(on, calendar) ? 'It comes late.' : 'Nobody works on that day.';
  return ` This is the look at T-${days}, which ${on > today ? 'is' : 'was'} on ${weekday(on)}. ${why}`;
}

/** The rollout has lines of its own, and the launch is what is counted down to. */
function isBeforeLaunch(i: ItemView, lifecycle: Lifecycle): boolean {
  const { launch, rollout } = lookup(lifecycle);
  return !i.optional && i.id !== launch?.id && i.id !== rollout?.id && (launch === undefined || i.order < launch.order);
}

/** What is missing, with the first whose turn it is mentioned, each once. */
function missingLines(open: readonly ItemView[], partner: Partner, lifecycle: Lifecycle): readonly string[] {
  const pinged = new Set<string>();
  return open.map((i) => {
    const { person, team: id } = i.turn;
    const here = person && partner.people.some((a) => a.person === person.person && a.active);
    const ping = here && i.standing === 'ready' && pinged.size < mostMentions && !pinged.has(person.person);
    if (ping) pinged.add(person.person);
    const who = ping ? mention(person.person) : person ? doer(i, lifecycle) : 'nobody yet';
    return `${marks[i.standing]} *${title(i)}* · ${team(id, lifecycle)} · ${who}`;
  });
}

function rolloutLines(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly string[] {
  const board = seesRollout('partner', partner, lifecycle) ? waveBoard(partner, lifecycle, now) : undefined;
  if (!board) return [];
  if (board.complete) return ['✅ Complete: every region is live.'];
  const halted = board.halted ? [`⏸️ Halted: “${oneLine(board.halted.reason, 300)}”`] : [];
  const unfit = board.fits.fits ? [] : misfitLines(board.fits, goalOf(board));
  return [...halted, ...unfit, ...board.waves.slice(0, 20).map(waveLine)];
}

/** Each team that has something to answer for: go when all of it is done. Who rolls out waits for the last wave. */
function verdicts(items: readonly ItemView[], partner: Partner, lifecycle: Lifecycle): readonly string[] {
  const rolls = isComplete(partner, lifecycle) ? [] : (rolloutItem(partner, lifecycle)?.teams ?? []);
  const why = seesRollout('partner', partner, lifecycle) ? ', the rollout is not complete' : '';
  return lifecycle.teams.flatMap(({ id }): readonly string[] => {
    const own = items.filter((i) => i.turn.team === id || i.teams[0] === id);
    const waits = rolls.some((one) => one === id);
    if (own.length === 0 && !waits) return [];
    const open = own.filter((i) => i.standing !== 'done' && i.standing !== 'not-needed').map(title);
    if (open.length === 0 && waits) return [`⏳ ${team(id, lifecycle)}: *not yet*${why}`];
    if (open.length === 0) return [`✅ ${team(id, lifecycle)}: go`];
    return [`⛔ ${team(id, lifecycle)}: *no-go*, missing ${someOf(open, 3)}`];
  });
}

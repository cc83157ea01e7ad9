import type { Button, KnownBlock } from '@slack/types';
import { againstDay } from '../src/domain/back-plan';
import { addDays } from '../src/domain/calendar';
import { isReadyToLaunch } from '../src/domain/countdown';
import { launchedOn } from '../src/domain/ga-date';
import type { CalendarDate } from '../src/domain/ids';
import { isTeamOf, lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { itemsFor } from '../src/domain/progress';
import { gaStanding, type GaStanding, type Risk } from '../src/domain/rollout/ga-standing';
import { canMoveGa, latestGa, startedWaves } from '../src/domain/rollout/plan';
import { powersOf, seesRollout, type Powers } from '../src/domain/rollout/powers';
import { rolloutItem } from '../src/domain/rollout/standing';
import { otherSide } from '../src/domain/sides';
import { sees } from '../src/domain/visibility';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { from, missingBlocks, onceDone } from './ga-missing';
import { heading } from './heading';
import { button, confirmation, context, row, section } from './kit';
import { show, showRollout, surfaces } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import { launchButton } from './rollout';
import { count, dateAndDays, fitLines, inDays, longDate, name, oneLine } from './text';
import { author, side, sideName, sinceWhen, title, whoCan } from './words';

/** Where the GA date stands, what is missing, and what this viewer may do about it. */
export function gaMessage(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): Picture {
  const { gaDate: placed } = lookup(lifecycle);
  const reader = viewer.who.side;
  const opening = heading(partner, 'GA date');
  if (!placed || !sees(reader, partner, placed)) {
    const target = partner.targetGaDate
      ? `Target: *${dateAndDays(partner.targetGaDate, viewer.today)}*`
      : 'No GA date yet.';
    return picture(`GA date of ${name(partner.name)}: ${target}`, [
      ...opening,
      section(target),
      ...row(...surfaces(partner.id, lifecycle, 'ga')),
    ]);
  }
  const standing = gaStanding(partner, lifecycle, viewer.today);
  const powers = powersOf(viewer.who, partner, lifecycle);
  const lines = dateLines(standing, partner, lifecycle, viewer);
  const risks = riskLines(standing, partner, lifecycle, reader);
  const seen = new Set(standing.missing.map((m) => m.id));
  const missing = itemsFor(reader, partner, lifecycle).filter((i) => seen.has(i.id));
  const hidden = standing.missing.length - missing.length;
  const blocks: KnownBlock[] = [
    ...opening,
    section(fitLines(lines)),
    ...(risks.length > 0 ? [section(`*At risk*\n${risks.join('\n')}`)] : []),
    ...answers(standing, partner, lifecycle, viewer, powers),
    ...missingBlocks(missing, hidden, standing, partner, lifecycle, powers),
    ...moving(standing, partner, lifecycle, viewer),
    ...row(...deeds(standing, partner, lifecycle, viewer, powers)),
    ...row(...surfaces(partner.id, lifecycle, 'ga')),
  ];
  const said = missing.map((i) => `Missing: ${title(i)}`);
  return picture([`GA date of ${name(partner.name)}: ${lines.join(' ')}`, ...risks, ...said], blocks);
}

/** Why an agreed date is at risk, a line each; nothing of a rollout that the reader may not know of. */
export function riskLines(
  { atRisk }: GaStanding,
  partner: Partner,
  lifecycle: Lifecycle,
  reader: Side,
): readonly string[] {
  const seen = seesRollout(reader, partner, lifecycle);
  return atRisk.flatMap((risk) => {
    const words = seen ? riskWords[risk] : wordsWithoutRollout[risk];
    return words === undefined ? [] : [`⚠️ ${words}`];
  });
}

const fell = 'Something that the date rests on fell';
const riskWords: Readonly<Record<Risk, string>> = {
  'gates-fell': `${fell}: waves that have not started are held.`,
  halted: 'The rollout is halted.',
  'does-not-fit': 'The rollout no longer fits before GA.',
  'date-is-past': 'The date is past, and it was not launched.',
};
const wordsWithoutRollout: Readonly<Partial<Record<Risk, string>>> = {
  'gates-fell': `${fell}.`,
  'date-is-past': riskWords['date-is-past'],
};

function dateLines(standing: GaStanding, partner: Partner, lifecycle: Lifecycle, viewer: Viewer): readonly string[] {
  const { launched, agreed, target, proposal, agreeBy } = standing;
  const { today } = viewer;
  if (launched) return [launchedLine(agreed, launchedOn(viewer.who.side, partner, lifecycle), today)];
  const dates = [
    ...(agreed ? [`✅ Agreed: *${longDate(agreed)}*, ${inDays(agreed, today)}`] : ['No date is agreed yet.']),
    ...(target && target !== agreed ? [`Target: *${longDate(target)}*, ${inDays(target, today)} (a plan)`] : []),
  ];
  if (!proposal) {
    const by =
      !agreed && agreeBy
        ? [agreeBy < today ? tooLate(lifecycle) : `To keep it, agree by *${dateAndDays(agreeBy, today)}*.`]
        : [];
    return [...dates, ...by];
  }
  const reason = proposal.reason ? [`“${oneLine(proposal.reason, 600)}”`] : [];
  return [
    ...dates,
    `Proposed: *${longDate(proposal.date)}*, ${inDays(proposal.date, today)} · by ${author(proposal.by)} (${side(proposal.side, lifecycle)}), ${sinceWhen(proposal.at, viewer, lifecycle)}`,
    ...reason,
    ...warnings(proposal.date, lifecycle),
    ...(partner.closed ? [] : [turnLine(proposal, partner, lifecycle, today), ...onceDone(partner, lifecycle)]),
  ];
}

function launchedLine(agreed: CalendarDate | undefined, on: CalendarDate | undefined, today: CalendarDate): string {
  const when = on ? ` on ${dateAndDays(on, today)}` : '';
  return `✅ *Launched*${when}${agreed && on && agreed !== on ? `; the agreed date was ${longDate(agreed)}` : ''}.`;
}

/** What speaks against a day, before it is agreed. */
export const warnings = (date: CalendarDate, lifecycle: Lifecycle): readonly string[] =>
  againstDay(date, lifecycle).map((why) => `⚠️ ${oneLine(why, 300)}`);

function turnLine(
  { date, side: asked }: NonNullable<GaStanding['proposal']>,
  partner: Partner,
  lifecycle: Lifecycle,
  today: CalendarDate,
): string {
  if (isTooNear(date, lifecycle, today))
    return `That is too near to be agreed now: it takes ${count(lifecycle.ga.agreeDaysAhead, 'day')}. Next: propose another date.`;
  return `It waits for the answer of *${sideName(otherSide(asked), partner, lifecycle)}*.`;
}

/** Nobody can accept a date any more that was left without an answer for too long. */
const isTooNear = (date: CalendarDate, { ga }: Lifecycle, today: CalendarDate): boolean =>
  date < addDays(today, ga.agreeDaysAhead);

const tooLate = ({ ga }: Lifecycle): string =>
  `The target is too near to be agreed: that takes ${count(ga.agreeDaysAhead, 'day')}.`;

/** The answers to a proposal, for the side that was asked; for the one that asked, to withdraw it. */
function answers(
  { proposal }: GaStanding,
  partner: Partner,
  lifecycle: Lifecycle,
  { who, today }: Viewer,
  powers: Powers,
): KnownBlock[] {
  if (!proposal || partner.closed) return [];
  if (powers.dates)
    return proposal.side === who.side
      ? row(
          button(
            'Withdraw',
            'ga-withdraw',
            { p: partner.id, date: proposal.date, from },
            { label: 'Withdraw the proposal' },
          ),
        )
      : row(
          ...answerButtons(partner, lifecycle, proposal.date).slice(isTooNear(proposal.date, lifecycle, today) ? 1 : 0),
        );
  const { gaDate: placed } = lookup(lifecycle);
  const teams = (placed?.teams ?? []).filter((id) => !isTeamOf(proposal.side, id, lifecycle));
  return [context(`It can be answered by ${whoCan(partner, lifecycle, teams)}.`)];
}

/** Accept and decline. They stand in the channel too, so that they tell of the rollout only where both sides see it. */
export function answerButtons(partner: Partner, lifecycle: Lifecycle, date: CalendarDate): readonly Button[] {
  const value = { p: partner.id, date, from };
  const rolls = rolloutItem(partner, lifecycle) && seesRollout('partner', partner, lifecycle);
  const agreed = `${longDate(date)} is then agreed by both sides${rolls ? ', and the rollout is planned' : ''}.`;
  return [
    button('Accept', 'ga-accept', value, {
      style: 'primary',
      label: `Accept ${longDate(date)} as the GA date`,
      confirm: confirmation('Agree on this GA date?', [...againstDay(date, lifecycle), agreed].join(' '), 'Agree'),
    }),
    button('Decline…', 'ga-decline', value, { label: `Decline ${longDate(date)} as the GA date` }),
  ];
}

/** What moving an agreed date would do. */
function moving(
  { agreed, launched }: GaStanding,
  partner: Partner,
  lifecycle: Lifecycle,
  { today, who }: Viewer,
): KnownBlock[] {
  if (!agreed || launched || partner.closed) return [];
  const { ga } = lifecycle;
  const open = (partner.rollout?.waves.length ?? 0) - startedWaves(partner).length;
  const seen = partner.rollout && seesRollout(who.side, partner, lifecycle);
  const waves = seen
    ? ` ${count(open, 'wave')} not started ${open === 1 ? 'is' : 'are'} planned anew.${startedWords(partner, lifecycle, today)}`
    : '';
  const told = ga.countdown.map((days) => `T-${days}`).join(', ');
  return [
    context(
      `Moving the date needs both sides again, at least ${ga.agreeDaysAhead} days ahead; until then ${longDate(agreed)} stands.${waves} The countdown (${told}) and the launch day begin anew, and due dates move with it. The channel is told.`,
    ),
  ];
}

/** Waves run in the days before GA: what has started holds the date near. */
function startedWords(partner: Partner, lifecycle: Lifecycle, today: CalendarDate): string {
  const latest = latestGa(partner, lifecycle);
  if (latest === undefined) return '';
  const started = startedWaves(partner).length;
  const [which, it] = started === 1 ? ['1 has started', 'it is'] : [`${started} have started`, 'they are'];
  return !canMoveGa(partner, lifecycle, today)
    ? ` ${which}: the date moves only after ${it} rolled back.`
    : ` ${which}: the date moves to ${longDate(latest)} at the latest, unless ${it} rolled back.`;
}

function deeds(
  { agreed, proposal, launched }: GaStanding,
  partner: Partner,
  lifecycle: Lifecycle,
  { today, who }: Viewer,
  powers: Powers,
): readonly (Button | undefined)[] {
  const { id } = partner;
  const launches = powers.coordinates && agreed !== undefined && today >= agreed && isReadyToLaunch(partner, lifecycle);
  const propose = agreed ? 'Move the date…' : proposal ? 'Propose another date…' : 'Propose a date…';
  return [
    launches ? launchButton({ p: id, from }) : undefined,
    powers.dates && canMoveGa(partner, lifecycle, today) ? button(propose, 'ga-propose', { p: id, from }) : undefined,
    launched ? undefined : show(id, { s: 'plan' }),
    showRollout(partner, lifecycle, who.side),
  ];
}

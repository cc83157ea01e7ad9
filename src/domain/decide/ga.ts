import type { Side } from '../../lifecycle/schema';
import { addDays, longDate } from '../calendar';
import type { GaCommand } from '../commands';
import type { CalendarDate, TeamId } from '../ids';
import { applies, isLaunched, missingFor, stateOf } from '../item-state';
import { coordinatingTeam, isTeamOf, lookup, type Placed } from '../lookup';
import { may } from '../policy';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { windowOf } from '../rollout/days';
import { latestGa, planRollout, recordedWaves, startedOutside } from '../rollout/plan';
import { seesRollout, whyNoRoom } from '../rollout/powers';
import { agreedDate, rolloutItem } from '../rollout/standing';
import { sideOfProposal, waveNumber, type GaProposal } from '../rollout/state';
import { otherSide } from '../sides';
import { sees } from '../visibility';
import { freezeOn } from '../working-days';
import { accept, already, missingList, readNeeded, readText, whoCan } from './context';
import type { Context, Decision } from './context';
import { launch } from './launch';

type Of<T extends GaCommand['type']> = Extract<GaCommand, { type: T }>;

/** Decides on the GA date: one side proposes, the other accepts or declines; and on the launch. */
export function decideGa(command: GaCommand, context: Context): Decision {
  if (command.type === 'Launch') return launch(context);
  const placed = dated(context);
  if (isRefusal(placed)) return placed;
  const { partner, lifecycle, who } = context;
  if (!may.sign(who, placed))
    return refuse(`The GA date is agreed between the two sides by ${whoCan(context, placed.teams)}.`);
  if (isLaunched(partner, lifecycle)) return refuse(`${partner.name} is launched: the GA date is history.`);
  switch (command.type) {
    case 'ProposeGaDate':
      return propose(command, placed, context);
    case 'AcceptGaDate':
      return acceptDate(command, placed, context);
    case 'DeclineGaDate':
      return decline(command, placed, context);
    case 'WithdrawGaDate':
      return withdraw(command, placed, context);
  }
}

/** The item that is done by agreeing on the date. */
function dated({ partner, lifecycle, who }: Context): Placed | Refusal {
  const { gaDate } = lookup(lifecycle);
  return gaDate && applies(gaDate, partner) && sees(who.side, partner, gaDate)
    ? gaDate
    : refuse('No GA date is agreed in this lifecycle.');
}

function propose({ date, reason }: Of<'ProposeGaDate'>, placed: Placed, context: Context): Decision {
  const { partner, lifecycle, who } = context;
  const why = readText(reason, 'reason');
  if (isRefusal(why)) return why;
  const open = partner.gaProposal;
  const agreed = agreedDate(partner, lifecycle);
  if (date === agreed) {
    return open
      ? refuse(
          `${longDate(date)} is agreed already. Decline or withdraw ${longDate(open.date)} to leave it at that.`,
          'date',
        )
      : already;
  }
  if (open?.date === date) {
    // Both sides say the same: that is an agreement, without another click.
    return sideOfProposal(open) === who.side ? already : agree(date, placed, context);
  }
  const problem = dateProblem(date, context);
  if (problem) return problem;
  return accept({ type: 'GaDateProposed', date, ...(why && { reason: why }) });
}

function acceptDate({ date }: Of<'AcceptGaDate'>, placed: Placed, context: Context): Decision {
  const { partner, lifecycle, who } = context;
  const open = partner.gaProposal;
  if (open?.date !== date) return agreedDate(partner, lifecycle) === date ? already : stale(date, open);
  if (sideOfProposal(open) === who.side) return refuse(othersTurn(placed, open, context));
  return agree(date, placed, context);
}

/** Both sides want this date: checked again, as of today. */
function agree(date: CalendarDate, placed: Placed, context: Context): Decision {
  const { partner, lifecycle, at } = context;
  const problem = dateProblem(date, context);
  if (problem) return problem;
  const { status } = stateOf(placed, partner);
  if (status.is === 'blocked') return refuse(`“${placed.item.title}” is blocked: ${status.reason}. Unblock it first.`);
  const missing = missingFor(placed, partner, lifecycle);
  if (missing.length > 0) return refuse(notYet(date, missingList(missing, context), context), 'date');
  const agreed = { type: 'GaDateAccepted', date, item: placed.id } as const;
  if (!rolloutItem(partner, lifecycle)) return accept(agreed);
  const plan = planRollout({ partner, lifecycle, ga: date, now: at });
  if (!plan.possible) return noRoom(date, plan.why, context);
  return accept(agreed, { type: 'RolloutPlanned', ga: date, waves: recordedWaves(plan.waves) });
}

/** A date rests on all gates whether it is the first or another one: what to do meanwhile is said to those who wait for it. */
function notYet(date: CalendarDate, missing: string, { partner, lifecycle, who }: Context): string {
  const stands = agreedDate(partner, lifecycle);
  const waves = rolloutItem(partner, lifecycle) && seesRollout(who.side, partner, lifecycle);
  const held = waves ? 'no wave starts and nothing is launched' : 'nothing is launched';
  const until = stands === undefined ? '' : ` Until then ${longDate(stands)} stands, but ${held}.`;
  return `The GA date cannot be agreed yet. First: ${missing}. ${longDate(date)} stays proposed, and can be accepted then.${until}`;
}

function decline({ date, reason }: Of<'DeclineGaDate'>, placed: Placed, context: Context): Decision {
  const open = context.partner.gaProposal;
  if (open?.date !== date) return stale(date, open);
  if (sideOfProposal(open) === context.who.side)
    return refuse(`${othersTurn(placed, open, context)} You can withdraw it.`);
  const why = readNeeded(reason, 'reason', 'Please say why, and what would suit you better.');
  if (isRefusal(why)) return why;
  return accept({ type: 'GaDateDeclined', date, reason: why });
}

function withdraw({ date }: Of<'WithdrawGaDate'>, placed: Placed, context: Context): Decision {
  const open = context.partner.gaProposal;
  if (open?.date !== date) return already;
  if (sideOfProposal(open) !== context.who.side)
    return refuse(
      `This date was proposed by the other side: ${whoCan(context, teamsOf(sideOfProposal(open), placed, context))} can withdraw it, you can decline it.`,
    );
  return accept({ type: 'GaDateWithdrawn', date });
}

const stale = (date: CalendarDate, open: GaProposal | undefined): Refusal =>
  refuse(
    open
      ? `${longDate(date)} is no longer proposed: ${longDate(open.date)} is, and waits for an answer.`
      : `${longDate(date)} is not proposed any more. Propose a date if you have one.`,
  );

function othersTurn(placed: Placed, open: GaProposal, context: Context): string {
  const other = otherSide(sideOfProposal(open));
  return `Your side proposed ${longDate(open.date)}; the answer is up to ${whoCan(context, teamsOf(other, placed, context))}.`;
}

const teamsOf = (side: Side, { teams }: Placed, { lifecycle }: Context): readonly TeamId[] =>
  teams.filter((team) => isTeamOf(side, team, lifecycle));

/** What is wrong with a date, as of today, whoever proposes it. */
function dateProblem(date: CalendarDate, context: Context): Refusal | undefined {
  const { partner, lifecycle, today, at } = context;
  const { agreeDaysAhead } = lifecycle.ga;
  const earliest = addDays(today, agreeDaysAhead);
  if (date < earliest)
    return refuse(
      `A GA date is agreed at least ${agreeDaysAhead} days ahead: today that is ${longDate(earliest)} or later.`,
      'date',
    );
  const freeze = freezeOn(date, lifecycle.calendar);
  if (freeze)
    return refuse(
      `Nobody launches in a freeze, and ${longDate(date)} is in one: ${freeze.title}, ${freeze.from} to ${freeze.to}.`,
      'date',
    );
  const outside = windowProblem(date, context);
  if (outside) return outside;
  if (!rolloutItem(partner, lifecycle)) return undefined;
  const plan = planRollout({ partner, lifecycle, ga: date, now: at });
  return plan.possible ? undefined : noRoom(date, plan.why, context);
}

function noRoom(date: CalendarDate, why: string, { partner, lifecycle, who }: Context): Refusal {
  return refuse(whyNoRoom(date, why, who.side, partner, lifecycle), 'date');
}

function windowProblem(date: CalendarDate, context: Context): Refusal | undefined {
  const { partner, lifecycle, today, who } = context;
  const [first] = startedOutside(date, partner, lifecycle);
  if (!first) return undefined;
  const { from, to } = windowOf(date, lifecycle);
  const latest = latestGa(partner, lifecycle);
  const isNear = latest === undefined || latest < addDays(today, lifecycle.ga.agreeDaysAhead);
  const choose = isNear ? '' : `choose ${longDate(latest)} at the latest`;
  if (!seesRollout(who.side, partner, lifecycle))
    return refuse(
      `What has begun for the date that stands holds it${choose && `: ${choose}`}. Ask ${whoCan(context, [coordinatingTeam(lifecycle).id])}.`,
      'date',
    );
  return refuse(
    `Wave ${waveNumber(first.id)} has started, and for GA on ${longDate(date)} waves run from ${longDate(from)} to ${longDate(to)} only. Roll it back first${choose && `, or ${choose}`}.`,
    'date',
  );
}

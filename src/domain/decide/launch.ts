import { longDate } from '../calendar';
import { latestOf } from '../earliest';
import type { Instant } from '../ids';
import { applies, isLaunched, missingFor, stateOf } from '../item-state';
import { lookup, type Placed } from '../lookup';
import { may } from '../policy';
import { refuse } from '../refusal';
import { agreedDate, fallenGates, soakOf } from '../rollout/standing';
import { freezeOn, timeOfDay } from '../working-days';
import { accept, already, missingList, onlyCoordinator } from './context';
import type { Context, Decision } from './context';

/** Decides the launch: from the agreed day on, when everything is live and nothing that was signed off has fallen. */
export function launch(context: Context): Decision {
  const { partner, lifecycle, who, today } = context;
  const { launch: placed } = lookup(lifecycle);
  if (!placed || !applies(placed, partner)) return refuse('This lifecycle has no launch to record.');
  if (!may.coordinate(who)) return onlyCoordinator(context, 'launch');
  if (isLaunched(partner, lifecycle)) return already;
  const problem = partnerProblem(placed, context);
  if (problem) return refuse(problem);
  const date = agreedDate(partner, lifecycle);
  if (!date) return refuse('No GA date is agreed yet. Propose one first.');
  if (today < date)
    return refuse(`The launch is agreed for ${longDate(date)}. To launch earlier, agree on another date.`);
  const freeze = freezeOn(today, lifecycle.calendar);
  if (freeze) return refuse(`Nobody launches in a freeze (${freeze.title}). Agree on a date after it.`);
  return accept({ type: 'Launched', item: placed.id });
}

/** What stands in the way whatever the day is. */
function partnerProblem(placed: Placed, context: Context): string | undefined {
  const { partner, lifecycle, at } = context;
  const halted = partner.rollout?.halted;
  if (halted) return `The rollout is halted: ${halted.reason}. It must be resumed first.`;
  const { status } = stateOf(placed, partner);
  if (status.is === 'blocked') return `“${placed.item.title}” is blocked: ${status.reason}. Unblock it first.`;
  const missing = [...new Set([...fallenGates(partner, lifecycle), ...missingFor(placed, partner, lifecycle)])];
  if (missing.length > 0) return `The launch is not possible yet. First: ${missingList(missing, context)}.`;
  const soaking = soakEnd(context);
  return soaking !== undefined && soaking > at
    ? `The last wave is watched until ${timeOfDay(soaking, lifecycle.zone)} (${lifecycle.zone}). Launch after that.`
    : undefined;
}

const soakEnd = ({ partner, lifecycle }: Context): Instant | undefined =>
  latestOf((partner.rollout?.waves ?? []).map((wave) => soakOf(wave, lifecycle)));

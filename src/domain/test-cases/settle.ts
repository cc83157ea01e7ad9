import type { Lifecycle } from '../../lifecycle/schema';
import { isoTime } from '../calendar';
import type { PartnerEvent } from '../events';
import { applies, isLaunched, missingFor, stateOf } from '../item-state';
import type { Placed } from '../lookup';
import type { Partner } from '../partner';
import { itemOfRun, standingOf, type RunKind, type RunStanding } from './standing';

/** The item of a run is done when the run is passed and all that it needs is there, and open again when it no longer is passed. */
export function settleRun(run: RunKind, partner: Partner, lifecycle: Lifecycle): readonly PartnerEvent[] {
  const placed = itemOfRun(run, lifecycle);
  if (!placed || !applies(placed, partner) || isLaunched(partner, lifecycle)) return [];
  const { is } = stateOf(placed, partner).status;
  if (is !== 'open' && is !== 'done') return [];
  if (is === 'open' && missingFor(placed, partner, lifecycle).length > 0) return [];
  const standing = standingOf(run, partner, lifecycle);
  const tried = hasBegun(run, partner);
  if (is === 'done') return standing.passed || !tried ? [] : [reopened(placed, standing)];
  // With nothing to try, nothing is waited for.
  const passed = standing.passed && (tried || standing.applicable.length === 0);
  if (!passed) return [];
  return [{ type: 'ItemDone', item: placed.id, ...valueOf(placed, partner, lifecycle) }];
}

const hasBegun = (run: RunKind, { tests }: Partner): boolean =>
  run === 'partner-run' ? Object.keys(tests.partnerRun).length > 0 : tests.rounds.length > 0;

function reopened({ id }: Placed, { failed, open, unknown }: RunStanding): PartnerEvent {
  const named = (cases: RunStanding['failed']) => cases.map((c) => c.id).join(', ');
  const why = [
    ...(failed.length > 0 ? [`${named(failed)} failed`] : []),
    ...(open.length > 0 ? [`${named(open)} to be tried`] : []),
    ...(unknown.length > 0 ? [`not known whether ${named(unknown)} applies`] : []),
  ];
  return { type: 'ItemReopened', item: id, reason: `${why.join('; ')}.` };
}

/** An item that asks for a date and time has that of the last round. */
function valueOf({ item }: Placed, { tests }: Partner, { zone }: Lifecycle): { value?: string } {
  const at = tests.rounds.at(-1)?.at;
  if (item.kind !== 'task' || item.value !== 'date-time' || at === undefined) return {};
  return { value: isoTime(at, zone) };
}

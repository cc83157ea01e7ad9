import type { Lifecycle } from '../../lifecycle/schema';
import type { SignOffCommand } from '../commands';
import type { Basis, PartnerEvent } from '../events';
import { gatesOf, lookup } from '../lookup';
import type { Partner } from '../partner';
import { may } from '../policy';
import { isFinished, missingFor, signOffOf, stateOf } from '../progress';
import { refuse } from '../refusal';
import { accept, already, anyOf, missingList, tidy, whoCan } from './context';
import type { Context, Decision } from './context';

type Gate = ReturnType<typeof gatesOf>[number];

/** Decides who may give or take back a sign-off, and when. */
export function decideSignOff(command: SignOffCommand, context: Context): Decision {
  const { partner, lifecycle, who } = context;
  const gate = gatesOf(lifecycle).find((g) => g.id === command.signOff);
  if (!gate) return refuse('This sign-off is no longer part of the lifecycle. Open Sign-offs again to see what is.');
  if (!may.sign(who, gate)) {
    const deed = command.type === 'GiveSignOff' ? 'give' : 'take back';
    return refuse(
      `Only ${anyOf(lifecycle, gate.teams)} can ${deed} “${gate.item.title}”: ${whoCan({ partner, lifecycle }, gate.teams)}.`,
    );
  }
  return command.type === 'GiveSignOff' ? give(command, gate, context) : takeBack(command, gate, context);
}

function give(
  { comment, criteria }: Extract<SignOffCommand, { type: 'GiveSignOff' }>,
  gate: Gate,
  { partner, lifecycle, who }: Context,
): Decision {
  if (signOffOf(gate, partner)?.is === 'given') return already;
  const { status } = stateOf(gate, partner);
  if (status.is === 'blocked') return refuse(`“${gate.item.title}” is blocked: ${status.reason}. Unblock it first.`);
  const missing = missingFor(gate, partner, lifecycle);
  if (missing.length > 0)
    return refuse(`“${gate.item.title}” is not possible yet. First: ${missingList(missing, lifecycle)}.`);
  const unticked = gate.item.criteria.filter((criterion) => !criteria.includes(criterion.id));
  if (unticked.length > 0)
    return refuse(`Please tick what holds. Still open: ${unticked.map((c) => c.text).join(' · ')}`, 'criteria');
  const team = gate.teams.find((t) => who.teams.has(t));
  if (!team) throw new Error(`Allowed to sign ${gate.id} without holding one of its teams`);
  const said = comment && tidy(comment);
  return accept({
    type: 'SignOffGiven',
    signOff: gate.id,
    team,
    ...(said && { comment: said }),
    criteria: gate.item.criteria.map((c) => c.id),
    basis: basisOf(gate, partner, lifecycle),
  });
}

function takeBack(
  { reason }: Extract<SignOffCommand, { type: 'TakeBackSignOff' }>,
  gate: Gate,
  { partner, lifecycle }: Context,
): Decision {
  if (signOffOf(gate, partner)?.is !== 'given') return already;
  if (isLaunched(partner, lifecycle))
    return refuse('GA is over: a sign-off cannot be taken back any more. Report a bug instead.');
  const why = tidy(reason);
  if (!why) return refuse('Please say why it is taken back; everybody who relied on it will want to know.', 'reason');
  return accept({ type: 'SignOffTakenBack', signOff: gate.id, reason: why });
}

/** Launched: the last item of the phase in which GA is agreed is done. */
function isLaunched(partner: Partner, lifecycle: Lifecycle): boolean {
  const { placed } = lookup(lifecycle);
  const agreed = placed.find(({ item }) => item.kind === 'task' && item.value === 'ga-date');
  const launch = agreed && placed.findLast((p) => p.phase.id === agreed.phase.id);
  return launch !== undefined && isFinished(launch, partner);
}

function basisOf(gate: Gate, partner: Partner, lifecycle: Lifecycle): Basis {
  const { items, configuration } = gate.item.basis;
  const { byId } = lookup(lifecycle);
  const revisions = items.flatMap((id) => byId.get(id) ?? []).map((p) => [p.id, stateOf(p, partner).revision]);
  return { items: Object.fromEntries(revisions), ...(configuration && { configuration: partner.configuration }) };
}

/** Returns what must follow a change: every given sign-off whose basis is no longer the one it was given on reopens. */
export function reopenSignOffs(partner: Partner, lifecycle: Lifecycle): readonly PartnerEvent[] {
  return gatesOf(lifecycle).flatMap((gate): readonly PartnerEvent[] => {
    const state = signOffOf(gate, partner);
    if (state?.is !== 'given' || isLaunched(partner, lifecycle)) return [];
    const { byId } = lookup(lifecycle);
    const changed = Object.entries(state.basis.items)
      .flatMap(([id, revision]) => {
        const placed = byId.get(id);
        return placed && stateOf(placed, partner).revision !== revision ? [placed.id] : [];
      })
      .at(0);
    const reconfigured = state.basis.configuration !== undefined && state.basis.configuration !== partner.configuration;
    const because = changed ?? (reconfigured ? 'configuration' : undefined);
    return because === undefined ? [] : [{ type: 'SignOffReopened', signOff: gate.id, because }];
  });
}

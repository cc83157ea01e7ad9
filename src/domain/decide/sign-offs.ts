import type { Lifecycle } from '../../lifecycle/schema';
import type { SignOffCommand } from '../commands';
import { caseRevision, criteriaOf, unmetGuidelines } from '../criteria';
import type { Basis, PartnerEvent } from '../events';
import type { CaseId, ItemId } from '../ids';
import { isLaunched, missingFor, signOffOf, stateOf } from '../item-state';
import { coordinatingTeam, gatesOf, lookup } from '../lookup';
import type { Partner } from '../partner';
import { may } from '../policy';
import { isRefusal, refuse } from '../refusal';
import { casesOf } from '../test-cases/standing';
import { guidelinesOf } from '../ux/review';
import { sees } from '../visibility';
import { accept, already, anyOf, missingList, readNeeded, readText, whoCan } from './context';
import type { Context, Decision } from './context';

type Gate = ReturnType<typeof gatesOf>[number];

/** Decides who may give or take back a sign-off, and when. */
export function decideSignOff(command: SignOffCommand, context: Context): Decision {
  const { partner, lifecycle, who } = context;
  const id = lookup(lifecycle).byId.get(command.signOff)?.id;
  const gate = gatesOf(lifecycle).find((g) => g.id === id);
  if (!gate || !sees(who.side, partner, gate))
    return refuse('This sign-off is no longer part of the lifecycle. Open Sign-offs again to see what is.');
  if (!may.sign(who, gate)) {
    const deed = command.type === 'GiveSignOff' ? 'give' : 'take back';
    return refuse(
      `Only ${anyOf(gate.teams, lifecycle)} can ${deed} “${gate.item.title}”: ${whoCan({ partner, lifecycle }, gate.teams)}.`,
    );
  }
  return command.type === 'GiveSignOff' ? give(command, gate, context) : takeBack(command, gate, context);
}

function give(
  { comment, criteria }: Extract<SignOffCommand, { type: 'GiveSignOff' }>,
  gate: Gate,
  context: Context,
): Decision {
  const { partner, lifecycle, who } = context;
  if (signOffOf(gate, partner)?.is === 'given') return already;
  if (!may.signOnTrust(who, gate)) return refuse(ownWord(gate, lifecycle));
  const { status } = stateOf(gate, partner);
  if (status.is === 'blocked') return refuse(`“${gate.item.title}” is blocked: ${status.reason}. Unblock it first.`);
  const missing = missingFor(gate, partner, lifecycle);
  if (missing.length > 0)
    return refuse(`“${gate.item.title}” is not possible yet. First: ${missingList(missing, context)}.`);
  const asked = criteriaOf(gate, partner, lifecycle);
  const failing = asked.flatMap(({ testCase, holds }) => (testCase && !holds ? [testCase.id] : []));
  if (failing.length > 0)
    return refuse(
      `“${gate.item.title}” is not possible yet. First: ${failing.join(', ')} passed (Tests shows the results).`,
    );
  const unmet = unmetGuidelines(asked);
  if (unmet.length > 0)
    return refuse(
      `“${gate.item.title}” is not possible yet. UX guidelines are not met or not reviewed: ${unmet.map((g) => g.guideline.id).join(', ')}.`,
      'criteria',
    );
  const unticked = asked.filter(({ testCase, criterion }) => !testCase && !criteria.includes(criterion.id));
  if (unticked.length > 0) {
    const open = unticked.map(({ criterion }) => criterion.text).join(' · ');
    return refuse(`Please tick what holds. Still open: ${open}`, 'criteria');
  }
  const team = gate.teams.find((t) => who.teams.has(t) && !who.onOwnWord.has(t));
  if (!team) throw new Error(`Allowed to sign ${gate.id} without holding one of its teams`);
  const said = readText(comment, 'comment');
  if (isRefusal(said)) return said;
  return accept({
    type: 'SignOffGiven',
    signOff: gate.id,
    team,
    ...(said && { comment: said }),
    criteria: gate.item.criteria.map((c) => c.id),
    basis: basisOf(gate, partner, lifecycle),
  });
}

/** Who could help: another coordinator, or whoever takes the role. */
export function ownWord({ teams }: Pick<Gate, 'teams'>, lifecycle: Lifecycle): string {
  const { role } = coordinatingTeam(lifecycle);
  return `You gave yourself the role for ${anyOf(teams, lifecycle)}, and a sign-off needs somebody else's word. Let another ${role} assign you, or let a colleague take the role and sign.`;
}

function takeBack(
  { reason }: Extract<SignOffCommand, { type: 'TakeBackSignOff' }>,
  gate: Gate,
  { partner, lifecycle }: Context,
): Decision {
  if (signOffOf(gate, partner)?.is !== 'given') return already;
  if (isLaunched(partner, lifecycle))
    return refuse('GA is over: a sign-off cannot be taken back any more. Report a bug instead.');
  const why = readNeeded(
    reason,
    'reason',
    'Please say why it is taken back; everybody who relied on it will want to know.',
  );
  if (isRefusal(why)) return why;
  return accept({ type: 'SignOffTakenBack', signOff: gate.id, reason: why });
}

function basisOf(gate: Gate, partner: Partner, lifecycle: Lifecycle): Basis {
  const { items, configuration } = gate.item.basis;
  const { byId } = lookup(lifecycle);
  const revisions = items.flatMap((id) => byId.get(id) ?? []).map((p) => [p.id, stateOf(p, partner).revision]);
  const asked = criteriaOf(gate, partner, lifecycle);
  const cases = asked.flatMap(({ testCase }) => testCase ?? []);
  const guidelines = asked.flatMap((c) => c.guidelines.map((g) => [g.guideline.id, g.verdict?.revision ?? 0] as const));
  return {
    items: Object.fromEntries(revisions),
    ...(guidelines.length > 0 && { guidelines: Object.fromEntries(guidelines) }),
    ...(cases.length > 0 && { cases: Object.fromEntries(cases.map((c) => [c.id, caseRevision(c)])) }),
    ...(configuration && { configuration: partner.configuration }),
  };
}

/** Returns what must follow a change: every given sign-off whose basis is no longer the one it was given on reopens. */
export function reopenSignOffs(partner: Partner, lifecycle: Lifecycle): readonly PartnerEvent[] {
  if (isLaunched(partner, lifecycle)) return [];
  return gatesOf(lifecycle).flatMap((gate): readonly PartnerEvent[] => {
    const state = signOffOf(gate, partner);
    const because = state?.is === 'given' ? changedSince(state.basis, partner, lifecycle) : undefined;
    return because === undefined ? [] : [{ type: 'SignOffReopened', signOff: gate.id, because }];
  });
}

/** The first part of a basis that has changed since. What left the lifecycle changes no more. */
function changedSince(
  basis: Basis,
  partner: Partner,
  lifecycle: Lifecycle,
): ItemId | CaseId | 'configuration' | 'ux-review' | undefined {
  const { byId } = lookup(lifecycle);
  const items = Object.entries(basis.items).flatMap(([id, revision]) => {
    const placed = byId.get(id);
    return placed && stateOf(placed, partner).revision !== revision ? [placed.id] : [];
  });
  const reconfigured = basis.configuration !== undefined && basis.configuration !== partner.configuration;
  const known = casesOf(partner, lifecycle);
  const cases = Object.entries(basis.cases ?? {}).flatMap(([id, revision]) => {
    const view = known.find((c) => c.id === id);
    return view && caseRevision(view) !== revision ? [view.id] : [];
  });
  const reviewed = guidelinesOf(partner, lifecycle).some(({ guideline: { id }, verdict }) => {
    const revision = basis.guidelines?.[id];
    return revision !== undefined && revision !== (verdict?.revision ?? 0);
  });
  return items[0] ?? cases[0] ?? (reviewed ? 'ux-review' : reconfigured ? 'configuration' : undefined);
}

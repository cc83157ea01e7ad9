import { listed } from '../actor';
import { longDate } from '../calendar';
import type { ItemCommand } from '../commands';
import { applies, missingFor, signOffOf, stateOf } from '../item-state';
import { lookup, milestoneOf, type Milestone, type Placed } from '../lookup';
import { may } from '../policy';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { isInternal, sees } from '../visibility';
import {
  accept,
  already,
  anyOf,
  forItem,
  missingList,
  notOnTheList,
  onlyCoordinator,
  readNeeded,
  readText,
  whoCan,
} from './context';
import type { Context, Decision } from './context';
import { readEvidence, readValue, sameEvidence } from './readings';

type Of<T extends ItemCommand['type']> = Extract<ItemCommand, { type: T }>;

/** Decides a command on one item of the lifecycle. */
export function decideItem(command: ItemCommand, context: Context): Decision {
  const placed = find(command.item, context);
  if (isRefusal(placed)) return placed;
  switch (command.type) {
    case 'CompleteItem':
      return asWorker(placed, context, () => complete(command, placed, context));
    case 'ReopenItem':
      return asWorker(placed, context, () => reopen(command, placed, context));
    case 'SetItemOwner':
      return asWorker(placed, context, () => setOwner(command, placed, context));
    case 'SetItemDue':
      return asWorker(placed, context, () => setDue(command, placed, context));
    case 'SetItemEvidence':
      return asWorker(placed, context, () => setEvidence(command, placed, context));
    case 'BlockItem':
      return block(command, placed, context);
    case 'UnblockItem':
      return unblock(placed, context);
    case 'MarkItemNotNeeded':
      return markNotNeeded(command, placed, context);
    case 'SetItemAudience':
      return setAudience(command, placed, context);
  }
}

/** Returns the item, or a refusal when it is gone, does not apply, or is not for this person's eyes. */
function find(id: string, { partner, lifecycle, who }: Context): Placed | Refusal {
  const placed = lookup(lifecycle).byId.get(id);
  if (!placed || !sees(who.side, partner, placed))
    return refuse('This item is no longer on the checklist. Open the checklist again to see what is.');
  if (!applies(placed, partner)) return refuse(`“${placed.item.title}” does not apply to this kind of integration.`);
  return placed;
}

function asWorker(placed: Placed, context: Context, decide: () => Decision): Decision {
  const { who, lifecycle } = context;
  if (!may.workOn(who, placed, lifecycle))
    return refuse(
      `This one is for ${anyOf(placed.teams, lifecycle)}. It can be done by ${whoCan(context, placed.teams)}.`,
    );
  return forItem(placed, context, decide());
}

function complete(command: Of<'CompleteItem'>, placed: Placed, context: Context): Decision {
  const { item, id } = placed;
  const { partner, lifecycle } = context;
  if (item.kind !== 'task') return refuse(`“${item.title}” is given with Sign off, not ticked.`);
  const milestone = milestoneOf(item);
  if (milestone) return refuse(`“${item.title}” is not ticked: ${doneByDoing[milestone]}`);
  if (item.review && context.who.side !== 'databricks')
    return refuse(`“${item.title}” is for ${lifecycle.sides.databricks} to pass. Hand in the design with \`/pc ux\`.`);
  const state = stateOf(placed, partner);
  const missing = missingFor(placed, partner, lifecycle);
  if (state.status.is === 'done' && !command.link && !command.note && !command.value) return already;
  if (state.status.is === 'blocked')
    return refuse(`“${item.title}” is blocked: ${state.status.reason}. Unblock it first.`);
  if (missing.length > 0)
    return refuse(`“${item.title}” is not possible yet. First: ${missingList(missing, context)}.`);

  const evidence = readEvidence(command);
  if (isRefusal(evidence)) return evidence;
  const shown = evidence ?? state.evidence;
  if (item.evidence === 'link' && !(shown && 'link' in shown))
    return refuse('Please give the link that shows it, such as https://example.com/page.', 'link');
  if (item.evidence === 'link-or-note' && !shown) return refuse('Please give a link or a note that shows it.', 'link');

  const value = item.value ? readValue(item.value, command.value ?? '', context) : undefined;
  if (isRefusal(value)) return value;
  if (
    state.status.is === 'done' &&
    state.status.value === value &&
    (evidence === undefined || sameEvidence(evidence, state.evidence))
  )
    return already;
  return accept({ type: 'ItemDone', item: id, ...(evidence && { evidence }), ...(value !== undefined && { value }) });
}

/** Milestones are reached by doing, not by ticking. */
const doneByDoing: Readonly<Record<Milestone, string>> = {
  'ga-date': 'one side proposes a date with `/pc ga`, and the other one accepts it.',
  rollout: 'it is done when every wave is finished and every region is live.',
  launch: 'launch with `/pc ga` on the agreed day.',
  'partner-run': 'it is done when the partner has tried every case that applies, with `/pc tests`.',
  'joint-rounds': 'it is done when no case fails in the last joint round, with `/pc tests`.',
};
const undoneByDoing: Readonly<Record<Milestone, string>> = {
  'ga-date': 'propose another date with `/pc ga`; when the other side accepts it, it takes the place of this one.',
  rollout: 'roll the wave back that went wrong.',
  launch: 'what is launched stays launched.',
  'partner-run': 'record what fails with `/pc tests`.',
  'joint-rounds': 'record what fails with `/pc tests`.',
};

function reopen({ reason }: Of<'ReopenItem'>, placed: Placed, { partner }: Context): Decision {
  if (placed.item.kind !== 'task') return refuse(`“${placed.item.title}” is taken back with Take back, not reopened.`);
  const { is } = stateOf(placed, partner).status;
  if (is !== 'done' && is !== 'not-needed') return already;
  const milestone = milestoneOf(placed.item);
  if (milestone && is === 'done') return refuse(`“${placed.item.title}” is not reopened: ${undoneByDoing[milestone]}`);
  const why = readText(reason, 'reason');
  if (isRefusal(why)) return why;
  return accept({ type: 'ItemReopened', item: placed.id, ...(why && { reason: why }) });
}

function block({ reason }: Of<'BlockItem'>, placed: Placed, context: Context): Decision {
  if (!may.takePart(context.who)) return notOnTheList(context);
  const why = readNeeded(reason, 'reason', 'Please say what blocks it, so that others can help.');
  if (isRefusal(why)) return why;
  const { status } = stateOf(placed, context.partner);
  if (status.is === 'blocked' && status.reason === why) return already;
  if (status.is === 'not-needed')
    return refuse(`“${placed.item.title}” is not needed. Reopen it first if it is after all.`);
  if (status.is === 'done' || signOffOf(placed, context.partner)?.is === 'given')
    return refuse(`“${placed.item.title}” is done already. Reopen it first if it is not.`);
  return accept({ type: 'ItemBlocked', item: placed.id, reason: why });
}

function unblock(placed: Placed, context: Context): Decision {
  if (!may.takePart(context.who)) return notOnTheList(context);
  return stateOf(placed, context.partner).status.is === 'blocked'
    ? accept({ type: 'ItemUnblocked', item: placed.id })
    : already;
}

function markNotNeeded({ reason }: Of<'MarkItemNotNeeded'>, placed: Placed, context: Context): Decision {
  const { item } = placed;
  if (item.kind !== 'task' || item.milestone || !(item.mayBeNotNeeded || item.optional))
    return refuse(`“${item.title}” cannot be left out: the lifecycle needs it.`);
  if (!may.coordinate(context.who)) return onlyCoordinator(context, 'say that an item is not needed');
  const why = readNeeded(reason, 'reason', 'Please say why it is not needed; it is kept in the log.');
  if (isRefusal(why)) return why;
  const { status } = stateOf(placed, context.partner);
  if (status.is === 'not-needed' && status.reason === why) return already;
  return accept({ type: 'ItemNotNeeded', item: placed.id, reason: why });
}

function setOwner({ owner }: Of<'SetItemOwner'>, placed: Placed, { partner, lifecycle }: Context): Decision {
  if (owner === (stateOf(placed, partner).owner?.person ?? null)) return already;
  if (owner === null) return accept({ type: 'ItemOwnerSet', item: placed.id, owner: null });
  const known = listed(owner, partner, lifecycle);
  if (!known) return refuse('Only somebody on the people list can own an item. Add them with People first.', 'owner');
  const can = placed.item.kind === 'task' ? may.workOn(known, placed, lifecycle) : may.sign(known, placed);
  if (!can || !sees(known.side, partner, placed))
    return refuse(`${known.name} could not do it: this one is for ${anyOf(placed.teams, lifecycle)}.`, 'owner');
  return accept({ type: 'ItemOwnerSet', item: placed.id, owner: { person: owner, name: known.name } });
}

function setDue({ due }: Of<'SetItemDue'>, placed: Placed, { partner, today }: Context): Decision {
  if (due === (stateOf(placed, partner).due ?? null)) return already;
  if (due !== null && due < today) return refuse(`${longDate(due)} is in the past. Please choose a later date.`, 'due');
  return accept({ type: 'ItemDueSet', item: placed.id, due });
}

function setEvidence(command: Of<'SetItemEvidence'>, placed: Placed, { partner }: Context): Decision {
  const evidence = readEvidence(command);
  if (isRefusal(evidence)) return evidence;
  if (!evidence) return refuse('Please give a link or a note.', 'link');
  if (sameEvidence(evidence, stateOf(placed, partner).evidence)) return already;
  return accept({ type: 'ItemEvidenceSet', item: placed.id, evidence });
}

function setAudience({ internal }: Of<'SetItemAudience'>, placed: Placed, context: Context): Decision {
  if (!may.coordinate(context.who)) return onlyCoordinator(context, 'hide items from the partner or show them');
  return isInternal(context.partner, placed) === internal
    ? already
    : accept({ type: 'ItemAudienceSet', item: placed.id, internal });
}

import type { ItemCommand } from '../commands';
import { addDays, longDate, parseDate, parseQuarter } from '../calendar';
import type { Evidence } from '../events';
import { lookup, type Placed } from '../lookup';
import { untouched, type ItemState } from '../partner';
import { may, onBehalfOf } from '../policy';
import { applies, missingFor, stateOf } from '../progress';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { sees } from '../visibility';
import { accept, already, anyOf, missingList, onlyCoordinator, tidy, whoCan } from './context';
import type { Accepted, Context, Decision } from './context';

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
      `This one is for ${anyOf(lifecycle, placed.teams)}. It can be done by ${whoCan(context, placed.teams)}.`,
    );
  const decision = decide();
  const team = onBehalfOf(who, placed);
  return isRefusal(decision) || team === undefined ? decision : { ...decision, onBehalfOf: team };
}

function complete(command: Of<'CompleteItem'>, placed: Placed, context: Context): Decision {
  const { item, id } = placed;
  const { partner, lifecycle } = context;
  if (item.kind !== 'task') return refuse(`“${item.title}” is given with Sign off, not ticked.`);
  const state = stateOf(placed, partner);
  const missing = missingFor(placed, partner, lifecycle);
  if (state.status.is === 'done' && !command.link && !command.note && !command.value) return already;
  if (missing.length > 0)
    return refuse(`“${item.title}” is not possible yet. First: ${missingList(missing, lifecycle)}.`);

  const evidence = readEvidence(command);
  if (isRefusal(evidence)) return evidence;
  const shown = evidence ?? state.evidence;
  if (item.evidence === 'link' && !(shown && 'link' in shown))
    return refuse('Please give the link that shows it, such as https://example.com/page.', 'link');
  if (item.evidence === 'link-or-note' && !shown) return refuse('Please give a link or a note that shows it.', 'link');

  const value = item.value ? readValue(item.value, command.value ?? '', context) : undefined;
  if (isRefusal(value)) return value;
  if (state.status.is === 'done' && state.status.value === value && same(evidence, state)) return already;
  return accept({ type: 'ItemDone', item: id, ...(evidence && { evidence }), ...(value !== undefined && { value }) });
}

function reopen({ reason }: Of<'ReopenItem'>, placed: Placed, { partner }: Context): Decision {
  if (placed.item.kind !== 'task') return refuse(`“${placed.item.title}” is taken back with Take back, not reopened.`);
  const { is } = stateOf(placed, partner).status;
  if (is !== 'done' && is !== 'not-needed') return already;
  const why = reason && tidy(reason);
  return accept({ type: 'ItemReopened', item: placed.id, ...(why && { reason: why }) });
}

function block({ reason }: Of<'BlockItem'>, placed: Placed, context: Context): Decision {
  if (!may.block(context.who)) return notOnTheList(context);
  const why = tidy(reason);
  if (!why) return refuse('Please say what blocks it, so that others can help.', 'reason');
  const { status } = stateOf(placed, context.partner);
  if (status.is === 'blocked' && status.reason === why) return already;
  if (status.is === 'done' || context.partner.signOffs[placed.id]?.is === 'given')
    return refuse(`“${placed.item.title}” is done already. Reopen it first if it is not.`);
  return accept({ type: 'ItemBlocked', item: placed.id, reason: why });
}

function unblock(placed: Placed, context: Context): Decision {
  if (!may.block(context.who)) return notOnTheList(context);
  return stateOf(placed, context.partner).status.is === 'blocked'
    ? accept({ type: 'ItemUnblocked', item: placed.id })
    : already;
}

function markNotNeeded({ reason }: Of<'MarkItemNotNeeded'>, placed: Placed, context: Context): Decision {
  const { item } = placed;
  if (item.kind !== 'task' || !(item.mayBeNotNeeded || item.optional))
    return refuse(`“${item.title}” cannot be left out: the lifecycle needs it.`);
  if (!may.coordinate(context.who)) return onlyCoordinator(context, 'say that an item is not needed');
  const why = tidy(reason);
  if (!why) return refuse('Please say why it is not needed; it is kept in the log.', 'reason');
  const { status } = stateOf(placed, context.partner);
  if (status.is === 'not-needed' && status.reason === why) return already;
  return accept({ type: 'ItemNotNeeded', item: placed.id, reason: why });
}

function setOwner({ owner }: Of<'SetItemOwner'>, placed: Placed, { partner }: Context): Decision {
  if (owner === (stateOf(placed, partner).owner?.person ?? null)) return already;
  if (owner === null) return accept({ type: 'ItemOwnerSet', item: placed.id, owner: null });
  const known = partner.people.find((a) => a.person === owner && a.active);
  if (!known) return refuse('Only somebody on the people list can own an item. Add them with People first.', 'owner');
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
  if (same(evidence, stateOf(placed, partner))) return already;
  return accept({ type: 'ItemEvidenceSet', item: placed.id, evidence });
}

function setAudience({ internal }: Of<'SetItemAudience'>, placed: Placed, context: Context): Decision {
  if (!may.coordinate(context.who)) return onlyCoordinator(context, 'hide items from the partner or show them');
  const now = (context.partner.items[placed.id] ?? untouched).internal ?? placed.item.audience === 'internal';
  return now === internal ? already : accept({ type: 'ItemAudienceSet', item: placed.id, internal });
}

const notOnTheList = (context: Context): Refusal =>
  refuse(`You are not on the people list of ${context.partner.name} yet. Open People and choose a role to claim it.`);

const same = (evidence: Evidence | undefined, state: ItemState): boolean =>
  evidence === undefined || JSON.stringify(evidence) === JSON.stringify(state.evidence);

function readEvidence({ link, note }: { link?: string; note?: string }): Evidence | undefined | Refusal {
  const said = note && tidy(note);
  const address = link?.trim();
  if (!address) return said ? { note: said } : undefined;
  const problem = linkProblem(address);
  if (problem) return refuse(problem, 'link');
  return { link: address, ...(said && { note: said }) };
}

function linkProblem(link: string): string | undefined {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (link.length > 500) return 'That link is longer than 500 characters. Please use a shorter one.';
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname.includes('.'))
    return 'That is not a web address. It should look like https://example.com/page.';
  if (url.username || url.password) return 'Please leave user name and password out of the link.';
  return undefined;
}

type ValueKind = NonNullable<Extract<Placed['item'], { kind: 'task' }>['value']>;

function readValue(kind: ValueKind, typed: string, { lifecycle, today }: Context): string | Refusal {
  const text = tidy(typed);
  switch (kind) {
    case 'text':
      return text && text.length <= 150 ? text : refuse('Please fill this in, with at most 150 characters.', 'value');
    case 'date-time':
      return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text))
        ? text
        : refuse('Please choose the date and time.', 'value');
    case 'quarter': {
      const parsed = parseQuarter(text);
      if (!parsed) return refuse('A quarter looks like 2027Q1.', 'value');
      return parsed.ends < today
        ? refuse(`${parsed.quarter} is over. Please choose a later one.`, 'value')
        : parsed.quarter;
    }
    case 'ga-date': {
      const date = parseDate(text);
      if (!date) return refuse('That is not a date of the calendar. Please choose one.', 'value');
      const earliest = addDays(today, lifecycle.ga.agreeDaysAhead);
      return date < earliest
        ? refuse(
            `An agreed GA date is at least ${lifecycle.ga.agreeDaysAhead} days ahead: ${longDate(earliest)} or later.`,
            'value',
          )
        : date;
    }
  }
}

export type { Accepted };

import type { Author, ItemEvent } from '../events';
import type { Instant } from '../ids';
import { untouched, type ItemState, type ItemStatus, type Partner } from '../partner';
import { renameNotices } from './outbox';
import { renameKey } from './records';

/** Keeps what became of an item. What sign-offs may rest on gets a new revision. */
export function evolveItem(partner: Partner, event: ItemEvent, at: Instant, by: Author): Partner {
  switch (event.type) {
    case 'ItemDone': {
      const { value, evidence } = event;
      const status: ItemStatus = { is: 'done', at, by, ...(value !== undefined && { value }) };
      return revise(partner, event.item, { status, ...(evidence && { evidence }) });
    }
    case 'ItemReopened':
    case 'ItemUnblocked':
      return revise(partner, event.item, { status: { is: 'open', since: at } });
    case 'ItemBlocked':
      return revise(partner, event.item, { status: { is: 'blocked', since: at, by, reason: event.reason } });
    case 'ItemNotNeeded':
      return revise(partner, event.item, { status: { is: 'not-needed', at, by, reason: event.reason } });
    case 'ItemEvidenceSet':
      return revise(partner, event.item, { evidence: event.evidence });
    case 'ItemOwnerSet': {
      const { owner: _, ...state } = partner.items[event.item] ?? untouched;
      return setItem(partner, event.item, event.owner ? { owner: event.owner, ...state } : state);
    }
    case 'ItemDueSet': {
      const { due: _, ...state } = partner.items[event.item] ?? untouched;
      return setItem(partner, event.item, event.due ? { due: event.due, ...state } : state);
    }
    case 'ItemAudienceSet':
      return setItem(partner, event.item, {
        ...(partner.items[event.item] ?? untouched),
        internal: event.internal,
      });
    case 'ItemRenamed': {
      const { from, to } = event;
      return {
        ...partner,
        items: renameKey(partner.items, from, to),
        signOffs: renameSignOffs(partner.signOffs, from, to),
        outbox: renameNotices(partner.outbox, from, to),
      };
    }
  }
}

function setItem(partner: Partner, item: string, state: ItemState): Partner {
  return { ...partner, items: { ...partner.items, [item]: state } };
}

/** A change that a sign-off may rest on: it gives the item a new revision. */
export function revise(partner: Partner, item: string, change: Partial<Omit<ItemState, 'revision'>>): Partner {
  const { revision: _, ...before } = partner.items[item] ?? untouched;
  return setItem(partner, item, { revision: partner.version + 1, ...before, ...change });
}

/** A renamed item keeps its sign-off, and the sign-offs that rest on it go on resting on it. */
function renameSignOffs(signOffs: Partner['signOffs'], from: string, to: string): Partner['signOffs'] {
  const rebased = Object.entries(signOffs).map(([id, state]) => [
    id,
    state.is === 'given'
      ? { ...state, basis: { ...state.basis, items: renameKey(state.basis.items, from, to) } }
      : state,
  ]);
  return renameKey(Object.fromEntries(rebased), from, to);
}

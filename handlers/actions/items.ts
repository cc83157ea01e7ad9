import { itemModal } from '../../blocks/item';
import { executeFor, opening, type ActionHandler } from './click';

/** Ticks an item that needs no form. */
export const itemDone: ActionHandler<'item-done'> = (value, click) =>
  executeFor(value, click, { type: 'CompleteItem', item: value.i }, value.from);

/** Opens an item's form. */
export const itemOpen: ActionHandler<'item-open'> = opening(itemModal);

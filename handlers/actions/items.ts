import { itemModal } from '../../blocks/item';
import { executeFor, onPartner, originOf, type ActionHandler } from './click';

/** Ticks an item that needs no form. */
export const itemDone: ActionHandler<'item-done'> = (value, click) =>
  executeFor(value, click, { type: 'CompleteItem', item: value.i }, value.from);

/** Opens an item's form. */
export const itemOpen: ActionHandler<'item-open'> = ({ p, i, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: itemModal(partner, services.lifecycle, viewer, i, { p, i, ...originOf(click, from) }),
  }));

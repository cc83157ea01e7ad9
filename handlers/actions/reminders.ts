import { muteModal, remindModal, snoozeModal, unmuteModal } from '../../blocks/snooze';
import { onPartner, originOf, type ActionHandler, type Click } from './click';
import type { ActionValue } from '../../blocks/ids';

type Wish = ActionValue<'snooze'>;

/** Opens one of the small forms about one's own reminders, for the item whose button was clicked if it was one's. */
const opening =
  (form: typeof snoozeModal | typeof muteModal | typeof unmuteModal | typeof remindModal) =>
  ({ p, i, from }: Wish, click: Click) =>
    onPartner({ p }, click, ({ partner, viewer, services: { lifecycle } }) => ({
      modal: form({ partner, lifecycle, viewer, memory: { p, ...(i && { i }), ...originOf(click, from) } }),
    }));

export const snooze: ActionHandler<'snooze'> = opening(snoozeModal);
export const mute: ActionHandler<'mute'> = opening(muteModal);
export const unmute: ActionHandler<'unmute'> = opening(unmuteModal);
export const remind: ActionHandler<'remind'> = opening(remindModal);

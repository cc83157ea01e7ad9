import { muteModal, remindModal, snoozeModal, unmuteModal } from '../../blocks/snooze';
import { opening, type ActionHandler } from './click';

/** The small forms about one's own reminders, for the item whose button was clicked if it was one's. */

export const snooze: ActionHandler<'snooze'> = opening((partner, lifecycle, viewer, memory) =>
  snoozeModal({ partner, lifecycle, viewer, memory }),
);
export const mute: ActionHandler<'mute'> = opening((partner, lifecycle, viewer, memory) =>
  muteModal({ partner, lifecycle, viewer, memory }),
);
export const unmute: ActionHandler<'unmute'> = opening((partner, lifecycle, viewer, memory) =>
  unmuteModal({ partner, lifecycle, viewer, memory }),
);
export const remind: ActionHandler<'remind'> = opening((partner, lifecycle, viewer, memory) =>
  remindModal({ partner, lifecycle, viewer, memory }),
);

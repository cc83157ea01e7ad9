import { muteModal, remindModal, snoozeModal, unmuteModal } from '../../blocks/snooze';
import { opening, type ActionHandler } from './click';

/** The small forms about one's own reminders, for the item whose button was clicked if it was one's. */

export const snooze: ActionHandler<'snooze'> = opening(snoozeModal);
export const mute: ActionHandler<'mute'> = opening(muteModal);
export const unmute: ActionHandler<'unmute'> = opening(unmuteModal);
export const remind: ActionHandler<'remind'> = opening(remindModal);

import type { ModalView } from '@slack/types';
import type { Picture } from '../../blocks/picture';
import type { Person } from '../../src/domain/actor';
import type { Partner } from '../../src/domain/partner';
import type { ShortcutPayload } from '../payloads';
import type { Services } from '../services';

/** A shortcut that somebody chose in the menu of a message. External people have none. */
export interface ShortcutCall {
  readonly services: Services;
  readonly actor: Person;
  readonly payload: ShortcutPayload;
  /** The partner in whose channel the message stands. */
  readonly partner?: Partner;
}

/** A form, or a private message beside the message it was chosen on. */
export type ShortcutReply =
  | { readonly modal: ModalView }
  | {
      readonly tell: Picture;
      /** What takes longer than Slack waits, and tells the person itself. */
      readonly after?: () => Promise<void>;
    };

export type ShortcutHandler = (call: ShortcutCall) => Promise<ShortcutReply>;

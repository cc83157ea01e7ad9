/** Options of forms that stand for no particular thing: forms are drawn and read with the same words. */

/** What an item's form can do with the item's state: the options of its field `change`. */
export type ItemChange = 'keep' | 'done' | 'reopen' | 'block' | 'unblock' | 'not-needed';

/** The option of an item's field `owner` that stands for no particular person. */
export const nobody = 'nobody';

/** The option of a form about reminders that stands for all items of the partner. */
export const everything = '*';

/** The one option of an item's field `audience`. */
export const internalAudience = 'internal';

/** The one option with which a task that comes back is ended. */
export const forGood = 'for-good';

import type { ItemId } from '../ids';

export type SignOffCommand =
  | {
      readonly type: 'GiveSignOff';
      readonly signOff: ItemId;
      readonly comment?: string;
      /** Ids of the criteria that were ticked. */
      readonly criteria: readonly string[];
    }
  | { readonly type: 'TakeBackSignOff'; readonly signOff: ItemId; readonly reason: string };

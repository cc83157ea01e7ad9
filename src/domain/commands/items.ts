import type { CalendarDate, ItemId, PersonKey } from '../ids';

export type ItemCommand =
  | {
      readonly type: 'CompleteItem';
      readonly item: ItemId;
      readonly link?: string;
      readonly note?: string;
      readonly value?: string;
    }
  | { readonly type: 'ReopenItem'; readonly item: ItemId; readonly reason?: string }
  | { readonly type: 'BlockItem'; readonly item: ItemId; readonly reason: string }
  | { readonly type: 'UnblockItem'; readonly item: ItemId }
  | { readonly type: 'MarkItemNotNeeded'; readonly item: ItemId; readonly reason: string }
  | { readonly type: 'SetItemOwner'; readonly item: ItemId; readonly owner: PersonKey | null }
  | { readonly type: 'SetItemDue'; readonly item: ItemId; readonly due: CalendarDate | null }
  | { readonly type: 'SetItemEvidence'; readonly item: ItemId; readonly link?: string; readonly note?: string }
  | { readonly type: 'SetItemAudience'; readonly item: ItemId; readonly internal: boolean };

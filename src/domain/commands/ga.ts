import type { CalendarDate } from '../ids';

export type GaCommand =
  | { readonly type: 'ProposeGaDate'; readonly date: CalendarDate; readonly reason?: string }
  /** Names the date, so that an answer to a proposal that was replaced meanwhile is not taken for this one. */
  | { readonly type: 'AcceptGaDate'; readonly date: CalendarDate }
  | { readonly type: 'DeclineGaDate'; readonly date: CalendarDate; readonly reason: string }
  | { readonly type: 'WithdrawGaDate'; readonly date: CalendarDate }
  | { readonly type: 'Launch' };

import type { CalendarDate } from '../ids';

export type RolloutCommand =
  /** Plans (again) what has not started: with opt-in regions to include, and at most so many waves. */
  | {
      readonly type: 'PlanRollout';
      readonly optInRegions: readonly string[];
      readonly mostWaves?: number;
      readonly reason: string;
    }
  | { readonly type: 'MoveWave'; readonly wave: string; readonly on: CalendarDate; readonly reason: string }
  /** `on` is the day for which whoever starts it saw it planned. */
  | { readonly type: 'StartWave'; readonly wave: string; readonly on?: CalendarDate }
  | { readonly type: 'MarkRegionsLive'; readonly wave: string; readonly regions: readonly string[] }
  | { readonly type: 'MarkRegionFailed'; readonly wave: string; readonly region: string; readonly note: string }
  | { readonly type: 'FinishWave'; readonly wave: string }
  | { readonly type: 'ConfirmTile'; readonly wave: string }
  | { readonly type: 'RollBackWave'; readonly wave: string; readonly reason: string }
  | { readonly type: 'HaltRollout'; readonly reason: string }
  | { readonly type: 'ResumeRollout'; readonly note?: string };

import type { Side } from '../../lifecycle/schema';
import type { PersonKey } from '../ids';

/** A side, or somebody on the people list and so their side. */
export type Whose = Side | PersonKey;

export type RoadmapCommand =
  | {
      readonly type: 'ProposeRoadmapEntry';
      readonly title: string;
      readonly quarter: string;
      readonly whose: Whose;
      readonly note?: string;
    }
  /** What is absent stays as it is. */
  | {
      readonly type: 'ChangeRoadmapEntry';
      readonly entry: string;
      readonly title?: string;
      readonly quarter?: string;
      readonly whose?: Whose;
      readonly note?: string;
    }
  /** Names what was read, so that nobody accepts what was changed meanwhile. */
  | { readonly type: 'AcceptRoadmapEntry'; readonly entry: string; readonly revision: number }
  | { readonly type: 'DeclineRoadmapEntry'; readonly entry: string; readonly reason: string }
  | { readonly type: 'FinishRoadmapEntry'; readonly entry: string }
  | { readonly type: 'WithdrawRoadmapEntry'; readonly entry: string; readonly reason: string };

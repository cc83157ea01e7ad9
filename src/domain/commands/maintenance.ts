import type { CalendarDate } from '../ids';

export type MaintenanceCommand =
  | {
      readonly type: 'PlanMaintenance';
      readonly kind: string;
      /** In as many days as the kind says when absent. */
      readonly due?: CalendarDate;
      readonly title?: string;
      readonly note?: string;
      readonly changes: readonly string[];
      readonly clouds: readonly string[];
    }
  | { readonly type: 'ConfirmMaintenanceStep'; readonly task: string; readonly step: string }
  | {
      readonly type: 'ReopenMaintenanceStep';
      readonly task: string;
      readonly step: string;
      readonly reason: string;
    }
  | {
      readonly type: 'RescheduleMaintenance';
      readonly task: string;
      readonly due: CalendarDate;
      readonly reason: string;
    }
  | {
      readonly type: 'CancelMaintenance';
      readonly task: string;
      readonly reason: string;
      /** It does not come back either. */
      readonly forGood: boolean;
    };

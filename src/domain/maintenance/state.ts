import type { Author } from '../events/author';
import type { CalendarDate, Instant } from '../ids';

/** What is known of a partner's maintenance: plain data, part of the partner. */
export interface Maintenance {
  /** In the order in which they were planned. Of those that are over, the newest are kept; the log has all. */
  readonly tasks: readonly MaintenanceTask[];
  /** The highest number given: it is not given again. */
  readonly lastNumber: number;
}

export interface MaintenanceTask {
  /** As `m3`. */
  readonly id: string;
  readonly kind: string;
  readonly title?: string;
  readonly note?: string;
  /** A working day. */
  readonly due: CalendarDate;
  readonly at: Instant;
  readonly by: Author;
  readonly changes: readonly string[];
  readonly clouds: readonly string[];
  /** By step. */
  readonly done: Readonly<Record<string, { readonly at: Instant; readonly by: Author }>>;
  /** When a step was last found not to be done after all. */
  readonly reopenedAt?: Instant;
  readonly over?: Over;
}

export type Over =
  | { readonly is: 'done'; readonly at: Instant }
  | { readonly is: 'cancelled'; readonly at: Instant; readonly by: Author; readonly reason: string };

/** What happened last is told; the rest is read from the state. */
export interface MaintenanceNotice {
  readonly kind: 'maintenance';
  readonly task: string;
  readonly what: 'planned' | 'step' | 'reopened' | 'rescheduled' | 'over';
  readonly by: Author;
  readonly step?: string;
  readonly reason?: string;
}

export const noMaintenance: Maintenance = { tasks: [], lastNumber: 0 };

/** As many tasks that are over as a partner keeps. */
export const mostKept = 30;

import type { Lifecycle } from '../../lifecycle/schema';
import type { Instant } from '../ids';
import type { Partner } from '../partner';
import { sideTitle } from '../sides';
import { clocksOf, reaches, type ClockName } from './clocks';
import { holderOf } from './court';
import { isOpen } from './numbers';
import { severityOf } from './severity';
import type { Bug } from './state';

/** A bug as people are shown it, without what only its clocks need. */
export type ShownBug = Omit<Bug, 'turns' | 'changes' | 'updatedAt' | 'form'>;

/** What the message of a bug shows: facts only, nothing that comes with time, so that it is edited only when something happened. */
export interface BugCard {
  /** Raised when it is drawn differently. */
  readonly layout: 1;
  readonly bug: ShownBug;
  readonly severity: string;
  /** The side whose turn it is, by name, and who has it there. */
  readonly with: string;
  readonly holder?: string;
  /** When each clock that runs will have run out. */
  readonly due: readonly { readonly name: ClockName; readonly at: Instant }[];
  readonly steps: readonly { readonly title: string; readonly done: boolean }[];
}

/** Returns what the message of a bug shows. */
export function bugCardOf(bug: Bug, partner: Partner, lifecycle: Lifecycle): BugCard {
  const { turns: _, changes: __, updatedAt: ___, form: ____, ...shown } = bug;
  const holder = holderOf(bug, partner, lifecycle);
  return {
    layout: 1,
    bug: shown,
    severity: severityOf(bug, lifecycle)?.title ?? '',
    with: sideTitle(bug.side, partner, lifecycle),
    ...(holder && isOpen(bug) && { holder: holder.name }),
    due: clocksOf(bug, lifecycle).map((clock) => ({ name: clock.name, at: reaches(clock, 1, lifecycle) })),
    steps: (lifecycle.sop?.steps ?? []).map(({ id, title }) => ({ title, done: bug.steps.includes(id) })),
  };
}

import type { Lifecycle } from '../lifecycle/schema';
import type { CalendarDate } from './ids';
import { isLaunched } from './item-state';
import { teamTitle } from './lookup';
import { seesStep, taskName, tasksByDue } from './maintenance/steps';
import { stepViews } from './maintenance/views';
import type { Partner } from './partner';

/** What comes up after the launch, as the card shows it: facts only, nothing that comes with time. */
export interface CareOnCard {
  readonly tasks: readonly {
    readonly name: string;
    readonly due: CalendarDate;
    readonly next?: { readonly title: string; readonly team: string; readonly person?: string };
  }[];
  /** Tasks for which there is no room. */
  readonly more: number;
}

const mostTasks = 3;

/** Nothing before the launch, while nothing is planned. */
export function careOnCard(partner: Partner, lifecycle: Lifecycle): CareOnCard | undefined {
  const open = tasksByDue(partner);
  if (partner.closed || (open.length === 0 && !isLaunched(partner, lifecycle))) return undefined;
  return {
    tasks: open.slice(0, mostTasks).map((task) => {
      const next = stepViews(task, partner, lifecycle).find(
        ({ standing, step }) => standing === 'ready' && seesStep('partner', step),
      );
      return {
        name: taskName(task, lifecycle),
        due: task.due,
        ...(next && {
          next: {
            title: next.step.title,
            team: teamTitle(next.turn.team, lifecycle),
            ...(next.turn.person && { person: next.turn.person.name }),
          },
        }),
      };
    }),
    more: Math.max(0, open.length - mostTasks),
  };
}

import type { ModalView } from '@slack/types';
import type { ViewName, ViewMemory } from '../../blocks/memory';
import type { Person } from '../../src/domain/actor';
import type { Command } from '../../src/domain/commands';
import { chosenDate, type CalendarDate, type PartnerId } from '../../src/domain/ids';
import { isRefusal, refuse, type Refusal } from '../../src/domain/refusal';
import type { Services } from '../services';
import type { Answers } from './answers';

/** A submitted form. */
export interface Submission {
  readonly services: Services;
  readonly actor: Person;
  readonly answers: Answers;
  /** The form's id: the same when a submission arrives twice. */
  readonly view: string;
}

/** What a form came to: shown at the field when refused; else the form closes, or says what happens next. */
export type Submitted =
  | Refusal
  | {
      readonly next?: ModalView;
      /** What takes longer than Slack waits, and tells the person itself. */
      readonly after?: () => Promise<void>;
    };

export type ViewHandler<N extends ViewName> = (memory: ViewMemory<N>, submission: Submission) => Promise<Submitted>;

/** Executes commands on the form's partner as one: all of them happen, or none does. */
export async function execute(
  { services, actor }: Submission,
  id: PartnerId,
  ...commands: readonly Command[]
): Promise<Submitted> {
  const done = await services.onboarding.execute(id, commands, actor);
  return isRefusal(done) ? done : {};
}

/** Returns the day in a field, if there is one. Slack offers real ones only; whatever else comes is refused there. */
export function dayIn(answers: Answers, field: string): CalendarDate | Refusal | undefined {
  const chosen = answers.one(field);
  if (chosen === undefined) return undefined;
  const date = chosenDate.safeParse(chosen);
  return date.success ? date.data : refuse('There is no such day. Please choose one.', field);
}

/** Returns the day in a field that asks for one. */
export const chosenDay = (answers: Answers, field: string): CalendarDate | Refusal =>
  dayIn(answers, field) ?? refuse('Please choose a day.', field);

/** Looks up a person chosen in a menu; bots and deactivated people cannot hold a role. */
export async function pick({ services }: Submission, user: string | undefined, field: string) {
  if (user === undefined) return refuse('Please choose a person.', field);
  const found = await services.people.picked(user);
  if (!found) return refuse('Slack does not know this person any more. Please choose somebody else.', field);
  const { deactivated, bot, ...picked } = found;
  if (bot) return refuse(`${picked.name} is an app. Please choose a person.`, field);
  if (deactivated) return refuse(`${picked.name} is deactivated. Please choose somebody else.`, field);
  return picked;
}

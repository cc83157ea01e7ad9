import type { ReminderCommand } from '../commands';
import { refuse } from '../refusal';
import type { Context, Decision } from './context';

export function decideReminders(command: ReminderCommand, { partner }: Context): Decision {
  return refuse(`${command.type} is not possible for ${partner.name} yet.`);
}

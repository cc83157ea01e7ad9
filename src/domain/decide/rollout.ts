import type { RolloutCommand } from '../commands';
import { refuse } from '../refusal';
import type { Context, Decision } from './context';

export function decideRollout(command: RolloutCommand, { partner }: Context): Decision {
  return refuse(`${command.type} is not possible for ${partner.name} yet.`);
}

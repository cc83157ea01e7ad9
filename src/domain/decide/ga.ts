import type { GaCommand } from '../commands';
import { refuse } from '../refusal';
import type { Context, Decision } from './context';

export function decideGa(command: GaCommand, { partner }: Context): Decision {
  return refuse(`${command.type} is not possible for ${partner.name} yet.`);
}

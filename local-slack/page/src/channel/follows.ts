import type { ShownMessage } from '../../../browser/protocol';
import { instantOf } from '../ui/time';

const withinMs = 5 * 60_000;

/** Whether a message goes on where the one before it ended, so that name and picture need no repeating. */
export function follows(message: ShownMessage, before: ShownMessage | undefined): boolean {
  if (!before || before.from !== message.from || message.ephemeral || before.ephemeral) return false;
  return instantOf(message.ts) - instantOf(before.ts) < withinMs;
}

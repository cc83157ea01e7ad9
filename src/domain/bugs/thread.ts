import type { LivingMessage, Partner } from '../partner';

/** The message in the channel that shows a bug, under which everything about it is told. */

const prefix = 'bug:';

export type BugMessage = `${typeof prefix}${string}`;

/** Under which a bug's living message is kept. */
export const messageOf = (number: string): BugMessage => `${prefix}${number}`;

/** Whether a living message is that of a bug. */
export const isBugMessage = (key: string): key is BugMessage => key.startsWith(prefix);

/** The number of the bug whose message it is. */
export const numberIn = (key: BugMessage): string => key.slice(prefix.length);

/** The message whose thread is the bug's home; nothing while it does not stand in the channel. */
export function threadOf(number: string, { living, channel }: Partner): LivingMessage | undefined {
  const message = living[messageOf(number)];
  return channel.is === 'ready' && message?.channel === channel.id ? message : undefined;
}

import { setTimeout as wait } from 'node:timers/promises';
import { mentionedMessage } from '../blocks/message';
import type { Picture } from '../blocks/picture';
import { directMessage } from '../src/slack/post';
import { isOfSlack, problemOf } from '../src/slack/problems';
import type { Services } from './services';

/** How one person is told something in private, by one way or, when Slack does not take that, by another. */

export interface Listener {
  readonly user: string;
  /** Of the workspace, or of another one of its organisation: only they can be written to directly. */
  readonly home: boolean;
}

/** Long enough for a hiccup, and short enough for Slack, which waits for the answer to an event. */
const onceMoreAfterMs = 500;

/**
 * Shows a picture to one person alone in a channel. When Slack does not take it, not even the second time, they get it by
 * direct message; people of other workspaces, who cannot, are told in the channel to ask again. Throws Slack's errors when
 * nothing gets through.
 */
export async function whisper(
  services: Pick<Services, 'client' | 'log'>,
  {
    user,
    home,
    channel,
    thread,
    under,
  }: Listener & {
    readonly channel: string;
    readonly thread?: string | undefined;
    /** The message that is answered. */
    readonly under?: string | undefined;
  },
  picture: Picture,
): Promise<void> {
  const { client, log } = services;
  const once = () => client.chat.postEphemeral({ channel, user, ...picture, ...(thread && { thread_ts: thread }) });
  try {
    await once().catch(async (error: unknown) => {
      if (!isOfSlack(error) || !mayPass.has(problemOf(error).kind)) throw error;
      await wait(onceMoreAfterMs);
      return once();
    });
  } catch (error) {
    if (!isOfSlack(error)) throw error;
    log.warn({ problem: problemOf(error), user, channel }, 'a private answer is given in another way');
    if (home) return tellDirectly(services, user, picture);
    await client.chat.postMessage({ channel, ...mentionedMessage(user), ...(under && { thread_ts: thread ?? under }) });
  }
}

const mayPass: ReadonlySet<string> = new Set(['rate-limited', 'failed', 'unknown']);

/** Sends a picture to somebody of the workspace by direct message. Throws Slack's errors. */
export async function tellDirectly(
  { client }: Pick<Services, 'client'>,
  user: string,
  picture: Picture,
): Promise<void> {
  await client.chat.postMessage({ channel: await directMessage(client, user), ...picture });
}

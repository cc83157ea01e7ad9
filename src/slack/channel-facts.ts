import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Fact } from '../domain/commands';
import { problemOf } from './problems';

const seen = z.looseObject({
  channel: z.looseObject({
    name: z.string(),
    is_archived: z.boolean().default(false),
    is_member: z.boolean().default(true),
  }),
});

/** Returns how a channel is in Slack now, as facts to record. Throws Slack's errors. */
export async function channelFacts(client: WebClient, channel: string): Promise<readonly Fact[]> {
  const { name, ...is } = seen.parse(await client.conversations.info({ channel })).channel;
  const renamed = { type: 'ChannelRenamed', name } as const;
  if (is.is_archived) return [{ type: 'ChannelArchived' }, renamed];
  return [{ type: 'ChannelUnarchived' }, { type: is.is_member ? 'ChannelRejoined' : 'ChannelLeft' }, renamed];
}

/** The same: one that was unarchived meanwhile is not taken for archived. Nothing when Slack does not say. */
export async function channelNow(
  { client, log }: { readonly client: WebClient; readonly log: Logger },
  channel: string,
): Promise<readonly Fact[]> {
  try {
    return await channelFacts(client, channel);
  } catch (error) {
    log.info({ problem: problemOf(error), channel }, 'Slack does not say how the channel is');
    return [];
  }
}

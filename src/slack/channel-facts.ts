import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Fact } from '../domain/commands';

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

import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Fact } from '../domain/commands';

const seen = z.looseObject({ channel: z.looseObject({ name: z.string(), is_archived: z.boolean().default(false) }) });

/** Returns how a channel is in Slack now, as facts to record. Throws Slack's errors. */
export async function channelFacts(client: WebClient, channel: string): Promise<readonly Fact[]> {
  const { name, is_archived: archived } = seen.parse(await client.conversations.info({ channel })).channel;
  return [{ type: archived ? 'ChannelArchived' : 'ChannelUnarchived' }, { type: 'ChannelRenamed', name }];
}

import { z } from 'zod';
import type { Fact } from '../../src/domain/commands';
import type { ChannelId } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { channelFacts } from '../../src/slack/channel-facts';
import { isRefusedWith } from '../../src/slack/problems';
import { channelNamed } from './channel-named';
import type { Courier } from './courier';

const keyed = z.looseObject({
  metadata: z.looseObject({ event_payload: z.looseObject({ key: z.string().optional() }).optional() }).optional(),
});

/**
 * Returns what became of a partner's channel that Slack no longer takes messages for, when the event that would have told was lost or
 * is late: archived, renamed, deleted, known under another id, or without the bot. Nothing when all is as we know it. Throws Slack's errors.
 */
export async function lostFacts(courier: Pick<Courier, 'client'>, partner: Partner): Promise<readonly Fact[]> {
  const { channel, adopted } = partner;
  if (channel.is !== 'ready') return [];
  const wasIn = partner.steps['join']?.is === 'done';
  try {
    const facts = await channelFacts(courier.client, channel.id);
    const isNews = (fact: Fact) =>
      fact.type === 'ChannelArchived' ||
      (fact.type === 'ChannelLeft' && wasIn) ||
      (fact.type === 'ChannelRenamed' && fact.name !== channel.name);
    return facts.filter(isNews);
  } catch (error) {
    if (!isRefusedWith(error, 'channel_not_found')) throw error;
  }
  const moved = await findMoved(courier, partner, channel.name);
  if (moved) return [{ type: 'ChannelIdChanged', channel: moved }];
  if (!adopted) return [{ type: 'ChannelDeleted' }];
  // One that was there before may be private: then the bot was put out of it, and can be invited again.
  return wasIn ? [{ type: 'ChannelLeft' }] : [];
}

/** The channel of this name in which the partner's card stands, with our key, at the time that it was posted. */
async function findMoved(
  { client }: Pick<Courier, 'client'>,
  partner: Partner,
  name: string,
): Promise<ChannelId | undefined> {
  const card = partner.living['card'];
  if (!card) return undefined;
  const found = await channelNamed(client, name, { withArchived: true });
  if (!found) return undefined;
  const { ts } = card;
  const history = await client.conversations.history({
    channel: found.id,
    oldest: ts,
    latest: ts,
    inclusive: true,
    limit: 1,
    include_all_metadata: true,
  });
  const key = z.array(keyed).parse(history.messages ?? [])[0]?.metadata?.event_payload?.key;
  return key?.startsWith(`${partner.id}:card`) ? found.id : undefined;
}

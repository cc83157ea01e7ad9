import { z } from 'zod';
import type { Fact } from '../../src/domain/commands';
import { channelId } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { channelName } from '../../src/domain/slug';
import { isRefusedWith } from '../../src/slack/problems';
import type { Courier } from './courier';

const made = z.looseObject({ channel: z.looseObject({ id: channelId, name: z.string().optional() }) });
const listed = z.looseObject({ id: channelId, name: z.string(), creator: z.string().optional() });

/**
 * Creates the partner's channel under the first free name. The name is written down before Slack is asked: when the
 * answer was lost, the next attempt finds the name taken and recognises the channel as its own.
 */
export async function createChannel(courier: Courier, partner: Partner): Promise<Fact> {
  const tried = partner.channel.is === 'none' ? partner.channel.triedNames : [];
  const unanswered = tried.at(-1);
  if (unanswered === undefined) return { type: 'ChannelNamed', name: channelName(partner.slug, 0) };
  try {
    const { channel } = made.parse(await courier.client.conversations.create({ name: unanswered }));
    return { type: 'ChannelReady', channel: channel.id, name: channel.name ?? unanswered };
  } catch (error) {
    if (!isRefusedWith(error, 'name_taken')) throw error;
    const ours = await findOurs(courier, unanswered);
    if (ours) return { type: 'ChannelReady', channel: ours.id, name: ours.name };
    return { type: 'ChannelNamed', name: channelName(partner.slug, tried.length) };
  }
}

/** A channel of this name that the bot itself created and that no partner has. */
async function findOurs({ client, identity, onboarding }: Courier, name: string) {
  let cursor: string | undefined;
  do {
    const page = await client.conversations.list({
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: 1000,
      ...(cursor && { cursor }),
    });
    const found = z
      .array(listed)
      .parse(page.channels ?? [])
      .find((c) => c.name === name);
    if (found) {
      const free = found.creator === identity.botUserId && !(await onboarding.inChannel(found.id));
      return free ? found : undefined;
    }
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return undefined;
}

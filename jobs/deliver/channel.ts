import { z } from 'zod';
import type { Fact } from '../../src/domain/commands';
import { channelId } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { channelName } from '../../src/domain/slug';
import { isRefusedWith } from '../../src/slack/problems';
import { channelNamed } from './channel-named';
import type { Courier } from './courier';

const made = z.looseObject({ channel: z.looseObject({ id: channelId, name: z.string().optional() }) });

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
  const found = await channelNamed(client, name, { withArchived: false });
  const isFree = found?.creator === identity.botUserId && !(await onboarding.inChannel(found.id));
  return isFree ? found : undefined;
}

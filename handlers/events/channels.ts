import type { Fact } from '../../src/domain/commands';
import { channelId } from '../../src/domain/ids';
import { channelNow } from '../../src/slack/channel-facts';
import { eventPayloads } from '../payloads';
import type { Services } from '../services';
import { NotYet } from './again';

/** What happens to a partner's channel in Slack. Events of other channels concern nobody here. */
async function record(services: Services, channel: string, told: Fact, late: boolean): Promise<void> {
  const partner = await services.onboarding.inChannel(channel);
  if (!partner) throw new NotYet(`Nobody here has the channel ${channel}`);
  const newest = late ? await channelNow(services, channel) : [];
  await services.onboarding.record(partner.id, newest.length > 0 ? newest : [told]);
}

const channelOf = (event: unknown): string => eventPayloads.channelEvent.parse(event).channel;

export const channelArchived = (event: unknown, services: Services, late: boolean) =>
  record(services, channelOf(event), { type: 'ChannelArchived' }, late);

export const channelUnarchived = (event: unknown, services: Services, late: boolean) =>
  record(services, channelOf(event), { type: 'ChannelUnarchived' }, late);

export const channelDeleted = (event: unknown, services: Services, late: boolean) =>
  record(services, channelOf(event), { type: 'ChannelDeleted' }, late);

/** The bot was put out of the channel. */
export const channelLeft = (event: unknown, services: Services, late: boolean) =>
  record(services, channelOf(event), { type: 'ChannelLeft' }, late);

/** Of those who come in, the bot itself matters: it may have been invited back. */
export async function memberJoined(event: unknown, services: Services, late: boolean): Promise<void> {
  const { user, channel } = eventPayloads.memberJoined.parse(event);
  if (user !== services.identity.botUserId) return;
  const partner = await services.onboarding.inChannel(channel);
  // During the set-up its own step tells that.
  if (partner?.channel.is !== 'left' && partner?.steps['join']?.is !== 'failed') return;
  await record(services, channel, { type: 'ChannelRejoined' }, late);
}

export const channelRenamed = (event: unknown, services: Services, late: boolean) => {
  const { channel } = eventPayloads.channelRenamed.parse(event);
  return record(services, channel.id, { type: 'ChannelRenamed', name: channel.name }, late);
};

/** Sharing a channel with another workspace can change its id. Nothing can overtake it: of the old id comes nothing more. */
export const channelIdChanged = (event: unknown, services: Services) => {
  const { old_channel_id: old, new_channel_id: now } = eventPayloads.channelIdChanged.parse(event);
  return record(services, old, { type: 'ChannelIdChanged', channel: channelId.parse(now) }, false);
};

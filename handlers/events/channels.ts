import type { Fact } from '../../src/domain/commands';
import { channelId } from '../../src/domain/ids';
import { eventPayloads } from '../payloads';
import type { Services } from '../services';

/** What happens to a partner's channel in Slack. Events of other channels concern nobody here. */
async function record({ onboarding }: Services, channel: string, fact: Fact): Promise<void> {
  const partner = await onboarding.inChannel(channel);
  if (partner) await onboarding.execute(partner.id, { type: 'RecordFact', fact }, { kind: 'bot' });
}

const channelOf = (event: unknown): string => eventPayloads.channelEvent.parse(event).channel;

export const channelArchived = (event: unknown, services: Services) =>
  record(services, channelOf(event), { type: 'ChannelArchived' });

export const channelUnarchived = (event: unknown, services: Services) =>
  record(services, channelOf(event), { type: 'ChannelUnarchived' });

export const channelDeleted = (event: unknown, services: Services) =>
  record(services, channelOf(event), { type: 'ChannelDeleted' });

export const channelRenamed = (event: unknown, services: Services) => {
  const { channel } = eventPayloads.channelRenamed.parse(event);
  return record(services, channel.id, { type: 'ChannelRenamed', name: channel.name });
};

/** Sharing a channel with another workspace can change its id. */
export const channelIdChanged = (event: unknown, services: Services) => {
  const { old_channel_id: old, new_channel_id: now } = eventPayloads.channelIdChanged.parse(event);
  return record(services, old, { type: 'ChannelIdChanged', channel: channelId.parse(now) });
};

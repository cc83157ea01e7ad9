import type { Fact } from '../../src/domain/commands';
import { channelId } from '../../src/domain/ids';
import { channelFacts } from '../../src/slack/channel-facts';
import { problemOf } from '../../src/slack/problems';
import { eventPayloads } from '../payloads';
import type { Services } from '../services';
import { NotYet } from './again';

/** What happens to a partner's channel in Slack. Events of other channels concern nobody here. */
async function record(services: Services, channel: string, told: Fact, late: boolean): Promise<void> {
  const { onboarding } = services;
  const partner = await onboarding.inChannel(channel);
  if (!partner) throw new NotYet(`Nobody here has the channel ${channel}`);
  const facts = late ? await newest(services, channel, told) : [told];
  const commands = facts.map((fact) => ({ type: 'RecordFact', fact }) as const);
  await onboarding.execute(partner.id, commands, { kind: 'bot' });
}

/** What is so by now: a channel that was unarchived meanwhile is not taken for archived. */
async function newest({ client, log }: Services, channel: string, told: Fact): Promise<readonly Fact[]> {
  try {
    return await channelFacts(client, channel);
  } catch (error) {
    log.info({ problem: problemOf(error), channel }, 'Slack cannot be asked how the channel is; what it told counts');
    return [told];
  }
}

const channelOf = (event: unknown): string => eventPayloads.channelEvent.parse(event).channel;

export const channelArchived = (event: unknown, services: Services, late: boolean) =>
  record(services, channelOf(event), { type: 'ChannelArchived' }, late);

export const channelUnarchived = (event: unknown, services: Services, late: boolean) =>
  record(services, channelOf(event), { type: 'ChannelUnarchived' }, late);

export const channelDeleted = (event: unknown, services: Services, late: boolean) =>
  record(services, channelOf(event), { type: 'ChannelDeleted' }, late);

export const channelRenamed = (event: unknown, services: Services, late: boolean) => {
  const { channel } = eventPayloads.channelRenamed.parse(event);
  return record(services, channel.id, { type: 'ChannelRenamed', name: channel.name }, late);
};

/** Sharing a channel with another workspace can change its id. Nothing can overtake it: of the old id comes nothing more. */
export const channelIdChanged = (event: unknown, services: Services) => {
  const { old_channel_id: old, new_channel_id: now } = eventPayloads.channelIdChanged.parse(event);
  return record(services, old, { type: 'ChannelIdChanged', channel: channelId.parse(now) }, false);
};

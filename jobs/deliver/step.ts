import { z } from 'zod';
import type { Fact } from '../../src/domain/commands';
import { userOf, type ChannelId } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { stepKey, type Step } from '../../src/domain/set-up';
import { isRefusedWith, problemOf } from '../../src/slack/problems';
import { createChannel } from './channel';
import { attemptsAt, outcomeOf, stepFailed, type Courier, type Outcome } from './courier';

/** Takes one step of the set-up. Each is safe to take again: what is there already counts as done. */
export async function takeStep(courier: Courier, partner: Partner, step: Step): Promise<Outcome> {
  const key = stepKey(step);
  try {
    return { fact: await take(courier, partner, step) };
  } catch (error) {
    return outcomeOf(error, courier, attemptsAt(partner.steps[key]), stepFailed(key));
  }
}

async function take(courier: Courier, partner: Partner, step: Step): Promise<Fact> {
  const done: Fact = { type: 'StepDone', step: stepKey(step) };
  if (step.kind === 'channel') return createChannel(courier, partner);
  if (partner.channel.is === 'none') throw new Error(`Step ${step.kind} of ${partner.id} without a channel`);
  const channel = partner.channel.id;
  const { client, lifecycle } = courier;
  switch (step.kind) {
    case 'join':
      await joinChannel(client, channel);
      return done;
    case 'topic':
      await client.conversations.setTopic({ channel, topic: `${partner.name} · ${lifecycle.programme} onboarding` });
      return done;
    case 'purpose':
      await client.conversations.setPurpose({
        channel,
        purpose: `${lifecycle.sides.databricks} and ${partner.name} bring the integration to GA here. The pinned card shows what is next.`,
      });
      return done;
    case 'invite':
      await unless('already_in_channel', () => client.conversations.invite({ channel, users: userOf(step.person) }));
      return done;
    case 'connect':
      return sendConnectInvitation(courier, partner, channel, step.email);
    case 'bookmarks':
      await addBookmarks(courier, channel);
      return done;
    case 'pin': {
      const card = partner.living['card'];
      if (card) await unless('already_pinned', () => client.pins.add({ channel, timestamp: card.ts }));
      return done;
    }
    case 'card':
      throw new Error('The card is a living message, not a step to take');
  }
}

async function unless(code: string, call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!isRefusedWith(error, code)) throw error;
  }
}

const seen = z.looseObject({ channel: z.looseObject({ is_member: z.boolean().default(false) }) });

/** Nobody can join a private channel by themselves; the bot may have been invited to it. */
async function joinChannel(client: Courier['client'], channel: ChannelId): Promise<void> {
  try {
    await client.conversations.join({ channel });
  } catch (error) {
    if (!isRefusedWith(error, 'method_not_supported_for_channel_type')) throw error;
    if (!seen.parse(await client.conversations.info({ channel })).channel.is_member) throw error;
  }
}

const invited = z.looseObject({ invite_id: z.string() });

/**
 * Invites a person of the partner through Slack Connect, so that they may use apps. When an earlier attempt got no
 * answer, it is not sent a second time: a person decides.
 */
async function sendConnectInvitation(
  { client, store, pacing }: Courier,
  partner: Partner,
  channel: ChannelId,
  email: string,
): Promise<Fact> {
  // An invitation that was declined and planned anew is another one.
  const key = `connect:${email}:${partner.invitations[email]?.at}`;
  if ((await pacing.begin({ id: partner.id, key })).begunBefore) {
    await store.endDelivery(partner.id, key, 'not-done');
    const problem = 'Slack did not say whether the invitation went out. Ask them, then try again.';
    return { type: 'StepFailed', step: `connect:${email}`, problem };
  }
  try {
    const answer = await client.conversations.inviteShared({ channel, emails: [email], external_limited: false });
    const { invite_id: invite } = invited.parse(answer);
    await store.endDelivery(partner.id, key, 'done');
    return { type: 'InvitationSent', email, invite };
  } catch (error) {
    await store.endDelivery(partner.id, key, problemOf(error).kind === 'unknown' ? 'unanswered' : 'not-done');
    throw error;
  }
}

const bookmarks = z.looseObject({ bookmarks: z.array(z.looseObject({ link: z.string().optional() })).default([]) });

async function addBookmarks({ client, lifecycle }: Courier, channel: ChannelId): Promise<void> {
  if (lifecycle.links.length === 0) return;
  const present = bookmarks.parse(await client.bookmarks.list({ channel_id: channel })).bookmarks.map((b) => b.link);
  for (const { title, url } of lifecycle.links) {
    if (present.includes(url)) continue;
    await client.bookmarks.add({ channel_id: channel, title, type: 'link', link: url });
  }
}

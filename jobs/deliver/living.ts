import { bugMessage } from '../../blocks/bug';
import { partnerCard } from '../../blocks/partner-card';
import type { Picture } from '../../blocks/picture';
import { setUpMessage } from '../../blocks/set-up';
import type { Due } from '../../src/domain/agenda';
import { bugCardOf } from '../../src/domain/bugs/card';
import { bugOf } from '../../src/domain/bugs/numbers';
import { isBugMessage, messageOf, numberIn } from '../../src/domain/bugs/thread';
import { cardOf } from '../../src/domain/card';
import { userOf, type ChannelId } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { coordinators } from '../../src/domain/roles';
import type { Begun } from '../../src/slack/pacing';
import { directMessage, type Posted } from '../../src/slack/post';
import { isRefusedWith } from '../../src/slack/problems';
import { attemptsAt, outcomeOf, postOnce, stepFailed, type Courier, type Outcome } from './courier';

type LivingDue = Extract<Due, { kind: 'living' }>;

/**
 * Brings a living message up to date: edits it in place, or posts it when it is not there (any more). Whoever has asked for the
 * turn of that edit already passes on what came of that.
 */
export async function showLiving(
  courier: Courier,
  partner: Partner,
  { key, shows }: LivingDue,
  begun?: () => Begun,
): Promise<Outcome> {
  try {
    const posted = await bringUpToDate(courier, partner, key, begun);
    if (posted === undefined) return { overtaken: true };
    return { fact: { type: 'LivingMessageShown', message: key, ...posted, shows } };
  } catch (error) {
    return outcomeOf(error, courier, attemptsAt(partner.steps[key]), stepFailed(key));
  }
}

/**
 * A line could not be posted since somebody deleted the message of its bug: the message is posted anew, and the line after
 * it. Nothing when it failed for another reason.
 */
export async function threadAnew(
  error: unknown,
  courier: Courier,
  partner: Partner,
  bug: string | undefined,
): Promise<Outcome | undefined> {
  if (bug === undefined || !isRefusedWith(error, 'thread_not_found', 'message_not_found')) return undefined;
  const key = messageOf(bug);
  return showLiving(courier, partner, { kind: 'living', key, shows: partner.living[key]?.shows ?? '' });
}

/** The message that is edited to bring it up to date, where no call to Slack is needed to know. */
export function editOf({ key }: LivingDue, partner: Partner): Posted | undefined {
  const living = partner.living[key];
  return key !== 'set-up' && living && living.channel === channelOf(partner) ? living : undefined;
}

async function bringUpToDate(
  courier: Courier,
  partner: Partner,
  key: LivingDue['key'],
  begun?: () => Begun,
): Promise<Posted | undefined> {
  const { client, pacing } = courier;
  const picture = draw(partner, key, courier);
  const living = partner.living[key];
  const channel = key === 'set-up' ? await coordinatorChannel(courier, partner) : channelOf(partner);
  if (channel === undefined || picture === undefined) return undefined;
  // After a hand-over the report is posted to the new coordinator; the old one's stays as it was.
  if (living && living.channel === channel) {
    try {
      if (begun) begun();
      else await pacing.edit(living);
      await client.chat.update({ channel: living.channel, ts: living.ts, ...picture });
      return { channel: living.channel, ts: living.ts };
    } catch (error) {
      // Somebody deleted it: post it anew.
      if (!isRefusedWith(error, 'message_not_found', 'channel_not_found')) throw error;
    }
  }
  const since = reportedAt(partner, key) ?? partner.createdAt;
  // A card that replaces a deleted one has a key of its own, or the search would find the deleted one's record.
  const name = living ? `${key}:after:${living.ts}` : key;
  const { earlier, ...posted } = await postOnce(courier, partner, { channel, key: name, since, picture });
  // What an unanswered attempt posted may be out of date by now.
  if (earlier) {
    await pacing.edit(posted);
    await client.chat.update({ ...posted, ...picture });
  }
  return posted;
}

/** A message about a bug is not looked for from before there was one. */
const reportedAt = ({ bugs }: Partner, key: LivingDue['key']) =>
  isBugMessage(key) ? bugOf(bugs, numberIn(key))?.reportedAt : undefined;

function draw(partner: Partner, key: LivingDue['key'], { lifecycle }: Courier): Picture | undefined {
  if (isBugMessage(key)) {
    const bug = bugOf(partner.bugs, numberIn(key));
    return bug && bugMessage(bugCardOf(bug, partner, lifecycle), partner, lifecycle);
  }
  return key === 'card'
    ? partnerCard(cardOf(partner, lifecycle), partner.id, lifecycle)
    : setUpMessage(partner, lifecycle);
}

const channelOf = (partner: Partner): ChannelId | undefined =>
  partner.channel.is === 'ready' ? partner.channel.id : undefined;

/** The direct-message channel with the first coordinator. */
async function coordinatorChannel(
  { client, lifecycle }: Pick<Courier, 'client' | 'lifecycle'>,
  partner: Partner,
): Promise<ChannelId | undefined> {
  const coordinator = coordinators(partner, lifecycle)[0];
  return coordinator && directMessage(client, userOf(coordinator.person));
}

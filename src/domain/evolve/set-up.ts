import type { SetUpEvent } from '../events';
import type { ChannelId, Instant } from '../ids';
import type { Invitation, Partner, StepState } from '../partner';
import { notify, withoutNotice } from './outbox';
import { without } from './records';

/** Keeps how far the channel is; what is there settles the step that makes it. */
export function evolveSetUp(partner: Partner, event: SetUpEvent, at: Instant): Partner {
  switch (event.type) {
    case 'ChannelNamed':
      return partner.channel.is === 'none'
        ? { ...partner, channel: { is: 'none', triedNames: [...partner.channel.triedNames, event.name] } }
        : partner;
    case 'ChannelReady':
      return {
        ...partner,
        channel: { is: 'ready', id: event.channel, name: event.name },
        steps: without(partner.steps, 'channel'),
      };
    case 'ChannelIdChanged':
      return moveMessages(partner, event.channel);
    case 'ChannelRenamed':
      return partner.channel.is === 'none'
        ? partner
        : { ...partner, channel: { ...partner.channel, name: event.name } };
    case 'ChannelArchived':
      return loseChannel(partner, 'archived', at);
    case 'ChannelDeleted':
      return loseChannel(partner, 'deleted', at);
    case 'ChannelLeft':
      return loseChannel(partner, 'left', at);
    // Slack does not say whether the bot is in it still.
    case 'ChannelUnarchived':
      return find({ ...partner, steps: without(partner.steps, 'join') });
    case 'ChannelRejoined':
      return untried(find({ ...partner, steps: { ...partner.steps, join: { is: 'done' } } }));

    case 'StepDone':
      return setStep(partner, event.step, { is: 'done' });
    case 'StepFailed': {
      const { step, problem, retryAt } = event;
      const before = partner.steps[step];
      const attempts = (before?.is === 'failed' ? before.attempts : 0) + 1;
      return setStep(partner, step, { is: 'failed', problem, attempts, ...(retryAt && { retryAt }) });
    }
    case 'SetUpRetried': {
      if (partner.channel.is === 'deleted') return anew(partner, at);
      const out = partner.channel.is === 'left';
      return untried(out ? find({ ...partner, steps: without(partner.steps, 'join') }) : partner);
    }
  }
}

/** Nothing has failed so far: all that did is due again. */
function untried(partner: Partner): Partner {
  const steps = Object.entries(partner.steps).filter(([, step]) => step.is === 'done');
  const outbox = Object.entries(partner.outbox).map(([key, pending]) => {
    const { failed: _, ...without } = pending;
    return [key, without];
  });
  return { ...partner, steps: Object.fromEntries(steps), outbox: Object.fromEntries(outbox), undelivered: {} };
}

/** A deleted channel cannot come back: another one is made, and everything in it. */
function anew(partner: Partner, at: Instant): Partner {
  const invitations = Object.entries(partner.invitations).map(([email, invitation]): [string, Invitation] => [
    email,
    invitation.status === 'declined' || invitation.status === 'withdrawn' ? invitation : { status: 'planned', at },
  ]);
  const { adopted: _, ...kept } = withoutNotice(partner, { kind: 'channel-lost' });
  return {
    ...kept,
    channel: { is: 'none', triedNames: [] },
    steps: {},
    // What stood in the channel is gone with it. The report of the first set-up stands far up: of this one there is another.
    living: {},
    invitations: Object.fromEntries(invitations),
  };
}

function setStep(partner: Partner, step: string, state: StepState): Partner {
  return { ...partner, steps: { ...partner.steps, [step]: state } };
}

/** Sharing a channel can change its id; messages keep their timestamps. */
function moveMessages(partner: Partner, to: ChannelId): Partner {
  if (partner.channel.is === 'none') return partner;
  const from = partner.channel.id;
  const living = Object.entries(partner.living).map(([key, message]) => [
    key,
    message.channel === from ? { ...message, channel: to } : message,
  ]);
  return { ...partner, channel: { ...partner.channel, id: to }, living: Object.fromEntries(living) };
}

/** A channel that was lost is there again. */
function find(partner: Partner): Partner {
  if (partner.channel.is === 'none') return partner;
  const { id, name } = partner.channel;
  return withoutNotice({ ...partner, channel: { is: 'ready', id, name } }, { kind: 'channel-lost' });
}

function loseChannel(partner: Partner, is: 'archived' | 'deleted' | 'left', at: Instant): Partner {
  if (partner.channel.is === 'none' || partner.channel.is === is) return partner;
  const { id, name } = partner.channel;
  return notify({ ...partner, channel: { is, id, name, at } }, { kind: 'channel-lost' }, at);
}

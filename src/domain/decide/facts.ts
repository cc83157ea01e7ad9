import type { Fact } from '../commands';
import { isVain } from '../evolve/outbox';
import { concerns } from '../evolve/people';
import type { Instant } from '../ids';
import { mayFollow } from '../invitations';
import type { Partner } from '../partner';
import { isTimedKey } from '../timed';
import { accept, already, type Accepted } from './context';

/** Records what Slack told us or what a delivery came to; what is known already is not recorded twice. */
export function recordFact(fact: Fact, partner: Partner): Accepted {
  return isNews(fact, partner) ? accept(fact) : already;
}

function isNews(fact: Fact, partner: Partner): boolean {
  const { channel, people, claims, invitations, steps, living, told, outbox } = partner;
  switch (fact.type) {
    case 'PersonDeactivated':
      return [...people.filter((a) => a.active), ...claims].some((a) => concerns(fact, a));
    case 'PersonReactivated':
      return people.some((a) => !a.active && concerns(fact, a));
    case 'PersonRenamed':
      return people.some((a) => a.person === fact.person && a.name !== fact.name);
    case 'InvitationSent':
    case 'InvitationAccepted':
    case 'InvitationApproved':
    case 'InvitationDeclined':
      return mayFollow(fact.type, invitations[fact.email]);
    case 'ChannelNamed':
      return channel.is === 'none' && channel.triedNames.at(-1) !== fact.name;
    case 'ChannelReady':
      return channel.is === 'none';
    case 'ChannelIdChanged':
      return channel.is !== 'none' && channel.id !== fact.channel;
    case 'ChannelRenamed':
      return channel.is !== 'none' && channel.name !== fact.name;
    case 'ChannelArchived':
      return channel.is === 'ready' || channel.is === 'left';
    case 'ChannelDeleted':
      return channel.is === 'ready' || channel.is === 'archived' || channel.is === 'left';
    // Whoever never came in has not left.
    case 'ChannelLeft':
      return channel.is === 'ready' && steps['join']?.is === 'done';
    case 'ChannelRejoined':
      return channel.is === 'left' || (channel.is === 'ready' && steps['join']?.is !== 'done');
    // Or it was taken for deleted, and is there after all.
    case 'ChannelUnarchived':
      return channel.is === 'archived' || channel.is === 'deleted';
    case 'StepDone':
    case 'StepFailed':
      return steps[fact.step]?.is !== 'done';
    case 'PersonMoved':
      return people.some((a) => a.person === fact.person && a.zone !== fact.zone);
    case 'Told':
      return told[fact.topic] !== fact.marker;
    case 'MessageDelivered':
      return isPending(fact, outbox) || isVain(fact, partner);
    case 'DeliveryFailed':
      return isPending(fact, outbox) || isTimedKey(fact.key);
    case 'LivingMessageShown': {
      const shown = living[fact.message];
      return shown?.shows !== fact.shows || shown.ts !== fact.ts || shown.channel !== fact.channel;
    }
  }
}

/** Whether it is this very notice that waits: while one was under way to Slack, a newer one may have taken its place. */
function isPending(
  { key, since }: { readonly key: string; readonly since?: Instant | undefined },
  outbox: Partner['outbox'],
): boolean {
  const pending = Object.hasOwn(outbox, key) ? outbox[key] : undefined;
  return pending !== undefined && (since === undefined || since === pending.at);
}

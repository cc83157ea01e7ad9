import type { Author, PartnerCreated, PartnerEvent, RecordedEvent } from './events';
import type { Instant } from './ids';
import { untouched, type ItemState, type ItemStatus, type Notice, type Partner, type StepState } from './partner';

/**
 * Returns the partner after one more recorded event. Pure and total: folding the same log always gives the same
 * bytes. Throws only when the log does not open with `PartnerCreated`, which no commit can write.
 */
export function evolve(partner: Partner | undefined, recorded: RecordedEvent): Partner {
  const { event, at, by } = recorded;
  if (event.type === 'PartnerCreated') return partner ?? create(event, at);
  if (partner === undefined) throw new Error(`The log opens with ${event.type}, not with PartnerCreated`);
  return { ...apply(partner, event, at, by), version: partner.version + 1 };
}

function create(event: PartnerCreated, at: Instant): Partner {
  const { id, name, slug, integrationType, clouds, targetGaDate, notes, adopt } = event;
  return {
    id,
    version: 1,
    name,
    slug,
    createdAt: at,
    integrationType,
    clouds,
    configuration: 1,
    ...(targetGaDate && { targetGaDate }),
    ...(notes && { notes }),
    people: [],
    claims: [],
    items: {},
    signOffs: {},
    channel: adopt ? { is: 'ready', id: adopt.channel, name: adopt.name } : { is: 'none', triedNames: [] },
    invitations: {},
    steps: {},
    living: {},
    outbox: {},
  };
}

type Change = Exclude<PartnerEvent, PartnerCreated>;

function apply(partner: Partner, event: Change, at: Instant, by: Author): Partner {
  switch (event.type) {
    case 'DetailsChanged': {
      const { name, integrationType, clouds, targetGaDate } = event;
      const { targetGaDate: before, ...rest } = partner;
      const target = targetGaDate === undefined ? before : targetGaDate;
      return {
        ...rest,
        ...(target && { targetGaDate: target }),
        ...(name !== undefined && { name }),
        ...(integrationType !== undefined && { integrationType }),
        ...(clouds !== undefined && { clouds }),
        // The channel's topic and purpose carry the name.
        ...(name !== undefined && { steps: without(partner.steps, 'topic', 'purpose') }),
        configuration: partner.configuration + (integrationType !== undefined || clouds !== undefined ? 1 : 0),
      };
    }
    case 'NotesChanged':
      return { ...partner, notes: event.notes };
    case 'PartnerClosed': {
      const { reason, note } = event;
      return notify({ ...partner, closed: { at, reason, ...(note && { note }) } }, { kind: 'closed' }, at);
    }
    case 'PartnerReopened': {
      const { closed: _, ...open } = partner;
      return notify(open, { kind: 'reopened' }, at);
    }

    case 'PersonAssigned': {
      const { person, name, team } = event;
      const others = partner.people.filter((a) => !(a.person === person && a.team === team));
      return {
        ...partner,
        people: [...others, { person, name, team, since: at, active: true }],
        claims: partner.claims.filter((c) => !(c.person === person && c.team === team)),
      };
    }
    case 'PersonRemoved':
      return {
        ...partner,
        people: partner.people.filter((a) => !(a.person === event.person && a.team === event.team)),
      };
    case 'RoleClaimed': {
      const { person, name, team, inPlaceOf } = event;
      const claim = { person, name, team, at, ...(inPlaceOf && { inPlaceOf }) };
      return notify({ ...partner, claims: [...partner.claims, claim] }, { kind: 'claim', person, team }, at);
    }
    case 'ClaimDeclined':
      return {
        ...partner,
        claims: partner.claims.filter((c) => !(c.person === event.person && c.team === event.team)),
      };
    case 'PersonDeactivated': {
      const { person, name } = event;
      const people = partner.people.map((a) => (a.person === person ? { ...a, active: false } : a));
      return notify({ ...partner, people }, { kind: 'deactivated', person, name }, at);
    }
    case 'PersonReactivated':
      return {
        ...partner,
        people: partner.people.map((a) => (a.person === event.person ? { ...a, active: true } : a)),
      };
    case 'PersonRenamed':
      return {
        ...partner,
        people: partner.people.map((a) => (a.person === event.person ? { ...a, name: event.name } : a)),
      };

    case 'ItemDone': {
      const { value, evidence } = event;
      const status: ItemStatus = { is: 'done', at, by, ...(value !== undefined && { value }) };
      return changeItem(partner, event.item, { status, ...(evidence && { evidence }) }, true);
    }
    case 'ItemReopened':
      return changeItem(partner, event.item, { status: { is: 'open', since: at } }, true);
    case 'ItemBlocked':
      return changeItem(partner, event.item, { status: { is: 'blocked', since: at, by, reason: event.reason } }, true);
    case 'ItemUnblocked':
      return changeItem(partner, event.item, { status: { is: 'open', since: at } }, true);
    case 'ItemNotNeeded':
      return changeItem(partner, event.item, { status: { is: 'not-needed', at, by, reason: event.reason } }, true);
    case 'ItemEvidenceSet':
      return changeItem(partner, event.item, { evidence: event.evidence }, true);
    case 'ItemOwnerSet': {
      const { owner: _, ...state } = partner.items[event.item] ?? untouched;
      return setItem(partner, event.item, event.owner ? { ...state, owner: event.owner } : state);
    }
    case 'ItemDueSet': {
      const { due: _, ...state } = partner.items[event.item] ?? untouched;
      return setItem(partner, event.item, event.due ? { ...state, due: event.due } : state);
    }
    case 'ItemAudienceSet':
      return changeItem(partner, event.item, { internal: event.internal }, false);
    case 'ItemRenamed': {
      const { from, to } = event;
      return { ...partner, items: renameKey(partner.items, from, to), signOffs: renameSignOffs(partner, from, to) };
    }

    case 'SignOffGiven': {
      const { signOff, team, comment, criteria, basis } = event;
      const given = { is: 'given', at, by, team, criteria, basis, ...(comment && { comment }) } as const;
      const signed = { ...partner, signOffs: { ...partner.signOffs, [signOff]: given } };
      return notify(withoutNotice(signed, `sign-off-undone:${signOff}`), { kind: 'sign-off-given', signOff }, at);
    }
    case 'SignOffTakenBack': {
      const { signOff, reason } = event;
      const state = { is: 'taken-back', at, by, reason } as const;
      return undoSignOff({ ...partner, signOffs: { ...partner.signOffs, [signOff]: state } }, signOff, at);
    }
    case 'SignOffReopened': {
      const { signOff, because } = event;
      const state = { is: 'reopened', at, because } as const;
      return undoSignOff({ ...partner, signOffs: { ...partner.signOffs, [signOff]: state } }, signOff, at);
    }

    case 'InvitationPlanned':
      return invitation(partner, event.email, { status: 'planned', at });
    case 'InvitationSent':
      return invitation(partner, event.email, { status: 'invited', at, invite: event.invite });
    case 'InvitationAccepted':
      return invitation(partner, event.email, { ...partner.invitations[event.email], status: 'accepted', at });
    case 'InvitationApproved':
      return invitation(partner, event.email, { ...partner.invitations[event.email], status: 'approved', at });
    case 'InvitationDeclined':
      return invitation(partner, event.email, { ...partner.invitations[event.email], status: 'declined', at });

    case 'ChannelNamed':
      return partner.channel.is === 'none'
        ? { ...partner, channel: { is: 'none', triedNames: [...partner.channel.triedNames, event.name] } }
        : partner;
    case 'ChannelReady':
      return { ...partner, channel: { is: 'ready', id: event.channel, name: event.name } };
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
    case 'ChannelUnarchived':
      return partner.channel.is === 'archived'
        ? withoutNotice(
            { ...partner, channel: { is: 'ready', id: partner.channel.id, name: partner.channel.name } },
            'channel-lost',
          )
        : partner;
    case 'StepDone':
      return setStep(partner, event.step, { is: 'done' });
    case 'StepFailed': {
      const { step, problem, retryAt } = event;
      const before = partner.steps[step];
      const attempts = (before?.is === 'failed' ? before.attempts : 0) + 1;
      return setStep(partner, step, { is: 'failed', problem, attempts, ...(retryAt && { retryAt }) });
    }
    case 'SetUpRetried': {
      const steps = Object.entries(partner.steps).filter(([, step]) => step.is === 'done');
      return { ...partner, steps: Object.fromEntries(steps) };
    }

    case 'MessageDelivered':
      return withoutNotice(partner, event.key);
    case 'LivingMessageShown': {
      const { message, channel, ts, shows } = event;
      const reposted = partner.living[message]?.ts !== ts;
      // A card that was posted anew must be pinned anew.
      const steps = without(partner.steps, message, ...(reposted && message === 'card' ? ['pin'] : []));
      return { ...partner, steps, living: { ...partner.living, [message]: { channel, ts, shows } } };
    }
    case 'DeliveryFailed': {
      const pending = partner.outbox[event.key];
      if (pending === undefined) return partner;
      const { problem, retryAt } = event;
      const failed = { problem, attempts: (pending.failed?.attempts ?? 0) + 1, ...(retryAt && { retryAt }) };
      return { ...partner, outbox: { ...partner.outbox, [event.key]: { ...pending, failed } } };
    }
  }
}

/** The key under which a notice is delivered once; a later notice of the same key replaces an undelivered one. */
function noticeKey(notice: Notice): string {
  switch (notice.kind) {
    case 'sign-off-given':
    case 'sign-off-undone':
      return `${notice.kind}:${notice.signOff}`;
    case 'claim':
      return `claim:${notice.person}:${notice.team}`;
    case 'deactivated':
      return `deactivated:${notice.person}`;
    default:
      return notice.kind;
  }
}

function notify(partner: Partner, notice: Notice, at: Instant): Partner {
  return { ...partner, outbox: { ...partner.outbox, [noticeKey(notice)]: { notice, at } } };
}

function withoutNotice(partner: Partner, key: string): Partner {
  const { [key]: _, ...outbox } = partner.outbox;
  return { ...partner, outbox };
}

/** Nobody is told of a sign-off that was undone before the telling. */
function undoSignOff(
  partner: Partner,
  signOff: string & Extract<Notice, { signOff: unknown }>['signOff'],
  at: Instant,
) {
  const given = `sign-off-given:${signOff}`;
  return partner.outbox[given]
    ? withoutNotice(partner, given)
    : notify(partner, { kind: 'sign-off-undone', signOff }, at);
}

function setItem(partner: Partner, item: string, state: ItemState): Partner {
  return { ...partner, items: { ...partner.items, [item]: state } };
}

function changeItem(partner: Partner, item: string, change: Partial<ItemState>, revised: boolean): Partner {
  const before = partner.items[item] ?? untouched;
  const revision = revised ? partner.version + 1 : before.revision;
  return setItem(partner, item, { ...before, ...change, revision });
}

function invitation(partner: Partner, email: string, state: Partner['invitations'][string]): Partner {
  return { ...partner, invitations: { ...partner.invitations, [email]: state } };
}

function setStep(partner: Partner, step: string, state: StepState): Partner {
  return { ...partner, steps: { ...partner.steps, [step]: state } };
}

function without<T>(record: Readonly<Record<string, T>>, ...keys: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

function renameKey<T>(record: Readonly<Record<string, T>>, from: string, to: string): Readonly<Record<string, T>> {
  const { [from]: value, ...others } = record;
  return value === undefined ? record : { ...others, [to]: value };
}

/** A renamed item keeps its sign-off, and the sign-offs that rest on it go on resting on it. */
function renameSignOffs(partner: Partner, from: string, to: string): Partner['signOffs'] {
  const rebased = Object.entries(partner.signOffs).map(([id, state]) => [
    id,
    state.is === 'given'
      ? { ...state, basis: { ...state.basis, items: renameKey(state.basis.items, from, to) } }
      : state,
  ]);
  return renameKey(Object.fromEntries(rebased), from, to);
}

/** Sharing a channel can change its id; messages keep their timestamps. */
function moveMessages(partner: Partner, to: Extract<Partner['channel'], { is: 'ready' }>['id']): Partner {
  if (partner.channel.is === 'none') return partner;
  const from = partner.channel.id;
  const living = Object.entries(partner.living).map(([key, message]) => [
    key,
    message.channel === from ? { ...message, channel: to } : message,
  ]);
  return { ...partner, channel: { ...partner.channel, id: to }, living: Object.fromEntries(living) };
}

function loseChannel(partner: Partner, is: 'archived' | 'deleted', at: Instant): Partner {
  if (partner.channel.is === 'none' || partner.channel.is === is) return partner;
  const { id, name } = partner.channel;
  return notify({ ...partner, channel: { is, id, name, at } }, { kind: 'channel-lost' }, at);
}

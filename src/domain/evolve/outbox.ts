import type { DeliveryEvent } from '../events';
import type { Instant } from '../ids';
import type { Notice, Partner, Pending } from '../partner';
import { isPrivate } from '../private-notices';
import { isTimedKey } from '../timed';
import { without } from './records';

/** The key under which a notice is delivered once; a later notice of the same key replaces an undelivered one. */
function noticeKey(notice: Notice): string {
  switch (notice.kind) {
    case 'sign-off-given':
    case 'sign-off-undone':
      return `${notice.kind}:${notice.signOff}`;
    case 'claim':
    case 'role-given':
    case 'claim-declined':
      return `${notice.kind}:${notice.person}:${notice.team}`;
    case 'deactivated':
      return `deactivated:${notice.person}`;
    case 'bug':
      return `bug:${notice.bug}:${notice.n}`;
    case 'wave-rolled-back':
      return `wave-rolled-back:${notice.wave}`;
    case 'call':
    case 'call-file':
    case 'call-over':
      return `${notice.kind}:${notice.call}`;
    case 'maintenance':
      return `maintenance:${notice.task}`;
    case 'roadmap':
      return `roadmap:${notice.entry}`;
    default:
      return notice.kind;
  }
}

/** `again`: people were told of it before, as it stood then. */
export function notify(partner: Partner, notice: Notice, at: Instant, again = false): Partner {
  const pending = { notice, at, ...(again && { again }) };
  return { ...partner, outbox: { ...partner.outbox, [noticeKey(notice)]: pending } };
}

/** Takes back what was not told yet. */
export function withoutNotice(partner: Partner, notice: Notice): Partner {
  const key = noticeKey(notice);
  return partner.outbox[key] ? { ...partner, outbox: without(partner.outbox, key) } : partner;
}

/** Tells that something is so; `undone` is what would have said that it no longer is. */
export function announce(partner: Partner, notice: Notice, undone: Notice, at: Instant): Partner {
  // People were told the first time and not of the undoing: should this be undone as well, they must hear of it.
  const again = partner.outbox[noticeKey(undone)] !== undefined;
  const pending = { notice, at, ...(again && { again }) };
  const told = withoutNotice(partner, undone);
  const key = noticeKey(notice);
  return { ...told, withdrawn: without(told.withdrawn, key), outbox: { ...told.outbox, [key]: pending } };
}

/** Tells that something is no longer so, unless nobody was told that it was. */
export function retract(partner: Partner, notice: Notice, undone: Notice, at: Instant): Partner {
  const key = noticeKey(notice);
  const pending = partner.outbox[key];
  const untold = withoutNotice(partner, notice);
  if (!pending || pending.again) return notify(untold, undone, at);
  const withdrawn = { since: pending.at, undone: { notice: undone, at } };
  return { ...untold, withdrawn: { ...untold.withdrawn, [key]: withdrawn } };
}

/** Whether what was posted had been withdrawn while it was under way to Slack. */
export function isVain(
  { key, since }: { readonly key: string; readonly since?: Instant | undefined },
  { outbox, withdrawn }: Pick<Partner, 'outbox' | 'withdrawn'>,
): boolean {
  const known = Object.hasOwn(withdrawn, key) ? withdrawn[key] : undefined;
  return !Object.hasOwn(outbox, key) && known !== undefined && since !== undefined && since <= known.since;
}

/** People read what is no longer so: now they are told that as well. */
function correct(partner: Partner, key: string): Partner {
  const undone = partner.withdrawn[key]?.undone;
  const settled = { ...partner, withdrawn: without(partner.withdrawn, key) };
  return undone ? notify(settled, undone.notice, undone.at) : settled;
}

/** Others may be the ones to tell now: what could not be told to whoever was it is tried anew. */
export function tryCoordinatorsAnew(partner: Partner): Partner {
  const outbox = Object.entries(partner.outbox).map(([key, pending]) => {
    const { failed: _, ...untried } = pending;
    return [key, isPrivate(pending) ? untried : pending];
  });
  return { ...partner, outbox: Object.fromEntries(outbox), steps: without(partner.steps, 'set-up') };
}

/** Notices of a sign-off that has another id now. */
export function renameNotices(
  outbox: Partner['outbox'],
  from: string,
  to: Extract<Notice, { signOff: unknown }>['signOff'],
) {
  const renamed = Object.entries(outbox).map(([key, pending]) => {
    if (!('signOff' in pending.notice) || pending.notice.signOff !== from) return [key, pending] as const;
    const notice = { ...pending.notice, signOff: to };
    return [noticeKey(notice), { ...pending, notice }] as const;
  });
  return Object.fromEntries(renamed);
}

/** Notes what was told. A notice that was withdrawn while it was on its way is followed by what undoes it. */
export function evolveDelivery(partner: Partner, event: DeliveryEvent): Partner {
  switch (event.type) {
    case 'Told':
      return {
        ...partner,
        told: { ...partner.told, [event.topic]: event.marker },
        // Of each topic only the newest is told: what failed before is settled.
        undelivered: withoutTopic(partner.undelivered, event.topic),
      };
    case 'MessageDelivered':
      if (isVain(event, partner)) return correct(partner, event.key);
      return followUp({ ...partner, outbox: without(partner.outbox, event.key) }, partner.outbox[event.key], event.ts);
    case 'LivingMessageShown': {
      const { message, channel, ts, shows } = event;
      const reposted = partner.living[message]?.ts !== ts;
      // A card that was posted anew must be pinned anew.
      const steps = without(partner.steps, message, ...(reposted && message === 'card' ? ['pin'] : []));
      return { ...partner, steps, living: { ...partner.living, [message]: { channel, ts, shows } } };
    }
    case 'DeliveryFailed':
      return fail(partner, event);
  }
}

/** Below the message that tells of a call comes its file for calendars. */
function followUp(partner: Partner, delivered: Pending | undefined, ts: string): Partner {
  if (delivered?.notice.kind !== 'call') return partner;
  return notify(partner, { kind: 'call-file', call: delivered.notice.call, thread: ts }, delivered.at);
}

function fail(
  partner: Partner,
  { key, problem, retryAt }: Extract<DeliveryEvent, { type: 'DeliveryFailed' }>,
): Partner {
  const pending = partner.outbox[key];
  const before = pending ? pending.failed : partner.undelivered[key];
  const failed = { problem, attempts: (before?.attempts ?? 0) + 1, ...(retryAt && { retryAt }) };
  if (pending) return { ...partner, outbox: { ...partner.outbox, [key]: { ...pending, failed } } };
  return isTimedKey(key) ? { ...partner, undelivered: { ...partner.undelivered, [key]: failed } } : partner;
}

const withoutTopic = (undelivered: Partner['undelivered'], topic: string): Partner['undelivered'] =>
  Object.fromEntries(Object.entries(undelivered).filter(([key]) => !key.startsWith(`${topic}=`)));

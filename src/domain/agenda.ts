import type { Lifecycle } from '../lifecycle/schema';
import { cardOf, fingerprint, setUpReportOf } from './card';
import { later, type Instant } from './ids';
import { lookup } from './lookup';
import type { Partner, Pending } from './partner';
import { coordinators, setUpSteps, type Step } from './set-up';
import { sees } from './visibility';

/** Edits are scarce in Slack (50 a minute for the whole workspace): changes within so long are shown by one. */
const mergeEditsMs = 3000;

/** What is due for a partner now. Each entry has a key that stays the same until it is done. */
export type Due =
  | { readonly kind: 'step'; readonly key: string; readonly step: Step }
  | { readonly kind: 'living'; readonly key: 'card' | 'set-up'; readonly shows: string }
  | { readonly kind: 'notice'; readonly key: string; readonly pending: Pending };

export interface Agenda {
  readonly due: readonly Due[];
  /** When to look again if nothing changes before. */
  readonly nextAt?: Instant;
}

/** Returns what is due at an instant, in the order in which to deliver it, and when something is due next. Pure. */
export function agenda(partner: Partner, lifecycle: Lifecycle, now: Instant): Agenda {
  const candidates = [...stepsLeft(partner, lifecycle), ...stale(partner, lifecycle), ...notices(partner, lifecycle)];
  const waiting = candidates.flatMap(({ notBefore }) =>
    notBefore !== undefined && notBefore > now ? [notBefore] : [],
  );
  const nextAt = waiting.reduce<Instant | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined);
  return {
    due: candidates.filter(({ notBefore }) => notBefore === undefined || notBefore <= now).map(({ due }) => due),
    ...(nextAt !== undefined && { nextAt }),
  };
}

interface Candidate {
  readonly due: Due;
  readonly notBefore?: Instant | undefined;
}

/** Open set-up steps; without a channel only the one that makes it. Those that only a person can mend wait. */
function stepsLeft(partner: Partner, lifecycle: Lifecycle): readonly Candidate[] {
  if (partner.closed || partner.channel.is === 'archived' || partner.channel.is === 'deleted') return [];
  return setUpSteps(partner, lifecycle).flatMap(({ step, key, state }): readonly Candidate[] => {
    if (partner.channel.is === 'none' && step.kind !== 'channel') return [];
    if (step.kind === 'card' || (step.kind === 'pin' && !partner.living['card'])) return [];
    if (state.is === 'done' || (state.is === 'failed' && state.retryAt === undefined)) return [];
    return [{ due: { kind: 'step', key, step }, notBefore: state.is === 'failed' ? state.retryAt : undefined }];
  });
}

function stale(partner: Partner, lifecycle: Lifecycle): readonly Candidate[] {
  const wanted = [
    { key: 'card', shows: fingerprint(cardOf(partner, lifecycle)), possible: partner.channel.is === 'ready' },
    {
      key: 'set-up',
      shows: fingerprint(setUpReportOf(partner, lifecycle)),
      possible: !partner.closed && coordinators(partner, lifecycle).length > 0 && isSettled(partner, lifecycle),
    },
  ] as const;
  return wanted.flatMap(({ key, shows, possible }): readonly Candidate[] => {
    const failed = partner.steps[key];
    const living = partner.living[key];
    if (!possible || living?.shows === shows) return [];
    if (failed?.is === 'failed' && failed.retryAt === undefined) return [];
    const merged = living?.staleSince && later(living.staleSince, mergeEditsMs);
    return [{ due: { kind: 'living', key, shows }, notBefore: failed?.is === 'failed' ? failed.retryAt : merged }];
  });
}

/** The set-up report waits until each step was tried once, so that it is not edited at every step. */
function isSettled(partner: Partner, lifecycle: Lifecycle): boolean {
  if (partner.living['set-up']) return true;
  const steps = setUpSteps(partner, lifecycle);
  return (
    steps.every(({ state }) => state.is !== 'pending') ||
    steps.some(({ step, state }) => step.kind === 'channel' && state.is === 'failed')
  );
}

function notices(partner: Partner, lifecycle: Lifecycle): readonly Candidate[] {
  return Object.entries(partner.outbox).flatMap(([key, pending]): readonly Candidate[] => {
    const reachable = isPrivate(pending) ? coordinators(partner, lifecycle).length > 0 : partner.channel.is === 'ready';
    if (!reachable || !isForNow(pending, partner, lifecycle)) return [];
    if (pending.failed && pending.failed.retryAt === undefined) return [];
    return [{ due: { kind: 'notice', key, pending }, notBefore: pending.failed?.retryAt }];
  });
}

/** While a partner is closed, only the closing is told; of an internal sign-off, nothing is. */
function isForNow({ notice }: Pending, partner: Partner, lifecycle: Lifecycle): boolean {
  if (partner.closed) return notice.kind === 'closed';
  if (!('signOff' in notice)) return true;
  const gate = lookup(lifecycle).byId.get(notice.signOff);
  return gate !== undefined && sees('partner', partner, gate);
}

/** Notices for the coordinator, sent as a direct message; the others go to the partner's channel. */
export function isPrivate({ notice }: Pending): boolean {
  return notice.kind === 'claim' || notice.kind === 'deactivated' || notice.kind === 'channel-lost';
}

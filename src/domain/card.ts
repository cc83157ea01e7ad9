import type { Lifecycle } from '../lifecycle/schema';
import type { BugCard } from './bugs/card';
import { isOpen } from './bugs/numbers';
import { rankOf } from './bugs/severity';
import { isBugMessage } from './bugs/thread';
import { careOnCard, type CareOnCard } from './card-care';
import { proposalOnCard, rolloutOnCard, type RolloutOnCard } from './card-rollout';
import { gaDateFor, launchedOn } from './ga-date';
import type { CalendarDate } from './ids';
import { openInvitations } from './invitations';
import { keptBy } from './kept';
import { closeReasonTitle, teamTitle } from './lookup';
import type { Partner } from './partner';
import { atRisk, currentPhasesFor, itemsFor, nextSteps, phaseProgress } from './progress';
import { coordinators } from './roles';
import { setUpSteps, type StepView } from './set-up';
import { testSummary, type TestSummary } from './test-cases/summary';

/**
 * What the pinned card shows: only what both sides may see, and nothing that changes by itself (no days to go),
 * so that it is edited only when something happened.
 */
export interface Card {
  /** Raised when the card is drawn differently, so that every card is drawn again. */
  readonly layout: 6;
  readonly name: string;
  readonly closed?: { readonly reason: string; readonly note?: string };
  readonly phases: readonly string[];
  readonly progress: readonly { readonly title: string; readonly done: number; readonly total: number }[];
  readonly gates: readonly { readonly title: string; readonly state: 'given' | 'ready' | 'waiting' | 'blocked' }[];
  /** A date that waits for the answer of a side. */
  readonly proposal?: { readonly date: string; readonly waitsFor: string };
  readonly ga?: { readonly date: CalendarDate; readonly agreed: boolean };
  readonly launched?: CalendarDate;
  readonly rollout?: RolloutOnCard;
  readonly care?: CareOnCard;
  /** Open bugs; absent where bugs are not escalated. */
  readonly bugs?: {
    readonly open: number;
    readonly gravest: readonly { readonly number: string; readonly severity: string; readonly title: string }[];
  };
  readonly tests?: TestSummary;
  readonly next: readonly {
    readonly title: string;
    readonly team: string;
    readonly person?: string;
    readonly due?: CalendarDate;
  }[];
  readonly blocked: readonly { readonly title: string; readonly reason: string }[];
  readonly atRisk: readonly { readonly title: string; readonly missing: readonly string[] }[];
}

const mostNext = 3;

/** Returns what the pinned card shows of a partner. */
export function cardOf(partner: Partner, lifecycle: Lifecycle): Card {
  const items = itemsFor('partner', partner, lifecycle);
  const ga = gaDateFor('partner', partner, lifecycle);
  const launched = launchedOn('partner', partner, lifecycle);
  const proposal = proposalOnCard(partner, lifecycle);
  const rollout = rolloutOnCard(partner, lifecycle);
  const care = careOnCard(partner, lifecycle);
  const tests = testSummary('partner', partner, lifecycle);
  // Nobody's turn while it is closed.
  const open = partner.closed ? [] : items;
  return {
    layout: 6,
    name: partner.name,
    ...(partner.closed && {
      closed: {
        reason: closeReasonTitle(partner.closed.reason, lifecycle),
        ...(partner.closed.note && { note: partner.closed.note }),
      },
    }),
    phases: currentPhasesFor('partner', partner, lifecycle).map((phase) => phase.title),
    progress: phaseProgress(items, lifecycle).map(({ phase, done, total }) => ({ title: phase.title, done, total })),
    gates: items.flatMap((i) =>
      i.item.kind === 'task' ? [] : [{ title: i.item.title, state: gateState(i.standing) }],
    ),
    ...(ga && { ga }),
    ...(launched && { launched }),
    ...(proposal && { proposal }),
    ...(rollout && { rollout }),
    ...(care && { care }),
    ...(lifecycle.sop && { bugs: bugsOnCard(partner, lifecycle) }),
    ...(tests && { tests }),
    next: nextSteps(open)
      .slice(0, mostNext)
      .map(({ item, turn, due }) => ({
        title: item.title,
        team: teamTitle(turn.team, lifecycle),
        ...(turn.person && { person: turn.person.name }),
        ...(due && { due }),
      })),
    blocked: items.flatMap(({ item, state }) =>
      state.status.is === 'blocked' ? [{ title: item.title, reason: state.status.reason }] : [],
    ),
    atRisk: atRisk(open).map(({ item, missing }) => ({
      title: item.title,
      missing: missing.map((m) => m.item.title),
    })),
  };
}

const mostBugs = 3;

/** Not by their clocks: those come with time. */
function bugsOnCard(partner: Partner, lifecycle: Lifecycle): NonNullable<Card['bugs']> {
  const open = Object.values(partner.bugs).filter(isOpen);
  const gravest = open.toSorted((a, b) => rankOf(a, lifecycle) - rankOf(b, lifecycle)).slice(0, mostBugs);
  return { open: open.length, gravest: gravest.map(({ number, severity, title }) => ({ number, severity, title })) };
}

const gateState = (standing: string): Card['gates'][number]['state'] =>
  standing === 'done' ? 'given' : standing === 'ready' || standing === 'blocked' ? standing : 'waiting';

/** What the set-up report to the coordinator shows: each step, and each invitation's state. */
export interface SetUpReport {
  readonly layout: 1;
  readonly name: string;
  /** Who it is for: after a hand-over the report goes to the new coordinator. */
  readonly to?: string;
  /** Its state, id and name. */
  readonly channel: string;
  readonly steps: readonly {
    readonly key: string;
    readonly is: string;
    readonly problem?: string;
    readonly retries: boolean;
  }[];
  readonly invitations: readonly { readonly email: string; readonly status: string }[];
  /** Messages that only a person can help to deliver. */
  readonly undelivered: readonly { readonly key: string; readonly problem: string }[];
}

/** Hangs on nothing that is done about items. Made once, until something changes on which it does. */
export const setUpReportOf = keptBy((partner, lifecycle) => {
  const { name, people, channel, invitations } = partner;
  const views = setUpSteps(partner, lifecycle);
  return { name, people, channel, invitations, views, undelivered: undeliveredOf(partner, lifecycle) };
}, reportOn);

type ReportParts = Pick<Partner, 'name' | 'people' | 'channel' | 'invitations'> &
  Pick<SetUpReport, 'undelivered'> & { readonly views: readonly StepView[] };

function reportOn(partner: ReportParts, lifecycle: Lifecycle): SetUpReport {
  const to = coordinators(partner, lifecycle)[0];
  return {
    layout: 1,
    name: partner.name,
    ...(to && { to: to.person }),
    channel:
      partner.channel.is === 'none' ? 'none' : `${partner.channel.is} ${partner.channel.id} ${partner.channel.name}`,
    steps: partner.views.map(({ key, state }) => ({
      key,
      is: state.is,
      ...(state.is === 'failed' && { problem: state.problem }),
      retries: state.is === 'failed' && state.retryAt !== undefined,
    })),
    invitations: openInvitations(partner).map(([email, { status }]) => ({ email, status })),
    undelivered: partner.undelivered,
  };
}

/** Always the same nothing: a message that comes and goes does not make the report anew. */
const nothing: SetUpReport['undelivered'] = [];

const undeliveredOf = keptBy(
  ({ outbox, undelivered, steps }) => ({ outbox, undelivered, steps }),
  ({ outbox, undelivered, steps }): SetUpReport['undelivered'] => {
    const all = [
      ...Object.entries(outbox).map(([key, { failed }]) => ({ key, failed })),
      ...Object.entries(undelivered).map(([key, failed]) => ({ key, failed })),
      ...Object.entries(steps).flatMap(([key, failed]) =>
        isBugMessage(key) && failed.is === 'failed' ? [{ key, failed }] : [],
      ),
    ].flatMap(({ key, failed }) => (failed && failed.retryAt === undefined ? [{ key, problem: failed.problem }] : []));
    return all.length > 0 ? all : nothing;
  },
);

const { imul } = Math;

/**
 * A fingerprint of what a living message shows: 64 bits (two multiplicative hashes, each mixed into the other at the end),
 * so that every bit of the text reaches every bit of it.
 */
export function fingerprint(shown: Card | SetUpReport | BugCard): string {
  const text = JSON.stringify(shown);
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let n = 0; n < text.length; n += 1) {
    const code = text.charCodeAt(n);
    a = imul(a ^ code, 0x9e3779b1);
    b = imul(b ^ code, 0x5f356495);
  }
  const [left, right] = [mix(a, b), mix(b, a)];
  return left.toString(16).padStart(8, '0') + right.toString(16).padStart(8, '0');
}

const mix = (a: number, b: number): number =>
  (imul(a ^ (a >>> 16), 0x85ebca6b) ^ imul(b ^ (b >>> 13), 0xc2b2ae35)) >>> 0;

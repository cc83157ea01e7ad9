import type { Lifecycle } from '../lifecycle/schema';
import { isOpen } from './bugs/numbers';
import { rankOf } from './bugs/severity';
import { careOnCard, type CareOnCard } from './card-care';
import { proposalOnCard, rolloutOnCard, type RolloutOnCard } from './card-rollout';
import { gaDateFor, launchedOn } from './ga-date';
import type { CalendarDate } from './ids';
import { closeReasonTitle, teamTitle } from './lookup';
import type { Partner } from './partner';
import { atRisk, currentPhasesFor, itemsFor, nextSteps, phaseProgress } from './progress';
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

import { DateTime } from 'luxon';
import type { Actor, Person } from '../../src/domain/actor';
import type { Command, CreatePartner, Fact, Picked } from '../../src/domain/commands';
import { decide } from '../../src/domain/decide';
import type { RecordedEvent } from '../../src/domain/events';
import { evolve } from '../../src/domain/evolve';
import {
  calendarDate,
  caseId,
  channelId,
  instant,
  itemId,
  partnerId,
  personOf,
  teamId,
  type CaseId,
  type Instant,
} from '../../src/domain/ids';
import { lookup, milestoneOf, type Placed } from '../../src/domain/lookup';
import type { Partner } from '../../src/domain/partner';
import { itemsOf, type ItemView } from '../../src/domain/progress';
import { isRefusal, type Refusal } from '../../src/domain/refusal';
import { planRollout, type PlannedWave } from '../../src/domain/rollout/plan';
import { applicableCases } from '../../src/domain/test-cases/standing';
import type { Verdict } from '../../src/domain/test-cases/state';
import { lifecycleSchema, type Lifecycle, type LifecycleFile } from '../../src/lifecycle/schema';
import { partnerConnect } from './lifecycle';
import { allowed } from './outcome';
import { allMet } from './runs';

/**
 * Tests of the rules read like the rules: `given(acme, pat.does(...)).when(eng.does(...)).thenEvents(...)`, or
 * `.thenRefused(/why/)`. What is given must be possible. A minute passes between two moves, unless a move says when.
 */

export interface Move {
  readonly actor: Actor;
  readonly command: Command;
  readonly at?: Instant;
}

export interface Member {
  readonly actor: Person;
  readonly picked: Picked;
  readonly does: (command: Command, at?: Instant) => Move;
}

function member(name: string, workspace: 'THOME' | 'TACME', groups: readonly string[] = []): Member {
  const home = workspace === 'THOME';
  const key = personOf(workspace, `U${name.toUpperCase()}`);
  const actor: Person = { kind: 'person', person: key, name, home, groups: groups.map((g) => teamId.parse(g)) };
  return { actor, picked: { person: key, name, home }, does: (command, at) => move(actor, command, at) };
}

const move = (actor: Actor, command: Command, at?: Instant): Move => ({ actor, command, ...(at && { at }) });

export const pat = member('Pat', 'THOME');
export const eng = member('Eng', 'THOME');
export const psa = member('Psa', 'THOME');
export const product = member('Product', 'THOME');
export const legal = member('Legal', 'THOME');
export const marketing = member('Marketing', 'THOME');
export const lena = member('Lena', 'TACME');
export const paul = member('Paul', 'TACME');
export const mia = member('Mia', 'TACME');
/** On nobody's list: one of the workspace, one of the partner's. */
export const colleague = member('Colleague', 'THOME');
export const visitor = member('Visitor', 'TACME');
/** On no list, but in the user group of a team. */
export const grouped = (team: string): Member => member('Grouped', 'THOME', [team]);

/** Who holds which role at Acme. */
export const cast: Readonly<Record<string, Member>> = {
  pdm: pat,
  engineering: eng,
  psa,
  product,
  legal,
  marketing,
  'partner-lead': lena,
  'partner-engineering': paul,
  'partner-marketing': mia,
};
export const everybody = [...Object.values(cast), colleague, visitor];

export const bot = {
  does: (fact: Fact, at?: Instant): Move => move({ kind: 'bot' }, { type: 'RecordFact', fact }, at),
};

/** Somebody's account is deactivated in Slack. */
export const deactivated = (who: Member): Move =>
  bot.does({ type: 'PersonDeactivated', person: who.actor.person, name: who.picked.name });

/** Stands where a test is sure that there is something. */
export function never(): never {
  throw new Error('A test was sure of what is not there');
}

/** An instant by the clock on the wall, in the zone of the default lifecycle unless said otherwise. */
export const clock = (text: string, zone = partnerConnect.zone): Instant =>
  instant.parse(DateTime.fromISO(text, { zone }).toMillis());
/** The clock on the wall there, as `03-02 10:00`. */
export const wall = (at: number): string =>
  new Intl.DateTimeFormat('sv', { timeZone: partnerConnect.zone, dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .slice(5);
export const date = (text: string) => calendarDate.parse(text);
export const channel = (id: string) => channelId.parse(id);
export const team = (id: string) => teamId.parse(id);
export const item = (id: string) => itemId.parse(id);
/** When the stories begin. */
export const start = clock('2027-03-01T10:00');

export const page = 'https://example.com/page';
const acmeId = partnerId.parse('p-acme');

export const create = (details: Partial<CreatePartner> = {}): CreatePartner => ({
  type: 'CreatePartner',
  id: acmeId,
  name: 'Acme',
  integrationType: 'read',
  clouds: ['aws'],
  people: Object.entries(cast).map(([id, { picked }]) => ({ ...picked, team: team(id) })),
  invitations: [],
  ...details,
});

/** Acme, with everybody of the cast in their role. */
export const acme = pat.does(create());
export const channelReady = bot.does({ type: 'ChannelReady', channel: channel('C1'), name: 'pc-acme' });

export const done = (id: string, shown: { link?: string; note?: string; value?: string } = {}): Command => ({
  type: 'CompleteItem',
  item: item(id),
  ...shown,
});
export const reopened = (id: string, reason?: string): Command => ({
  type: 'ReopenItem',
  item: item(id),
  ...(reason !== undefined && { reason }),
});
export const blocked = (id: string, reason: string): Command => ({ type: 'BlockItem', item: item(id), reason });
export const unblocked = (id: string): Command => ({ type: 'UnblockItem', item: item(id) });
export const notNeeded = (id: string, reason: string): Command => ({
  type: 'MarkItemNotNeeded',
  item: item(id),
  reason,
});
export const owned = (id: string, by: Member | null): Command => ({
  type: 'SetItemOwner',
  item: item(id),
  owner: by && by.actor.person,
});
export const dueOn = (id: string, due: string | null): Command => ({
  type: 'SetItemDue',
  item: item(id),
  due: due === null ? null : date(due),
});
export const shown = (id: string, evidence: { link?: string; note?: string }): Command => ({
  type: 'SetItemEvidence',
  item: item(id),
  ...evidence,
});
export const internal = (id: string, hidden = true): Command => ({
  type: 'SetItemAudience',
  item: item(id),
  internal: hidden,
});
export const signed = (id: string, given: { criteria?: readonly string[]; comment?: string } = {}): Command => ({
  type: 'GiveSignOff',
  signOff: item(id),
  criteria: given.criteria ?? criteriaOf(id),
  ...(given.comment !== undefined && { comment: given.comment }),
});
export const takenBack = (id: string, reason = 'It broke.'): Command => ({
  type: 'TakeBackSignOff',
  signOff: item(id),
  reason,
});

/** The criteria of a sign-off of the default lifecycle. */
export function criteriaOf(id: string): readonly string[] {
  const found = lookup(partnerConnect).byId.get(id)?.item;
  return found && found.kind !== 'task' ? found.criteria.map((c) => c.id) : [];
}

const values: Readonly<Record<string, string>> = {
  quarter: '2027Q3',
  text: 'acme-prod',
  'date-time': '2027-03-02T10:00',
  'ga-date': '2027-09-01',
};

/** The day on which Acme launches in these stories. */
export const gaDay = date('2027-09-01');
export const proposed = (day: string = gaDay, reason?: string): Command => ({
  type: 'ProposeGaDate',
  date: date(day),
  ...(reason !== undefined && { reason }),
});
export const accepted = (day: string = gaDay): Command => ({ type: 'AcceptGaDate', date: date(day) });

/** The moves that finish an item, by the team that owns it; of a milestone, by all who have a part in it. */
export function finishing(id: string, lifecycle = partnerConnect): readonly Move[] {
  const placed = lookup(lifecycle).byId.get(id);
  const who = placed && cast[placed.teams[0] ?? ''];
  if (!placed || !who) throw new Error(`No item ${id}, or nobody to do it`);
  switch (milestoneOf(placed.item)) {
    case 'ga-date':
      return [lena.does(proposed()), pat.does(accepted())];
    case 'rollout':
      return acmeWaves(lifecycle).flatMap((wave) => rollingOut(wave, lifecycle));
    case 'partner-run':
      return partnerRun(lifecycle);
    case 'joint-rounds':
      return jointRound(lifecycle);
    case 'launch':
      return [pat.does({ type: 'Launch' }, clock(`${gaDay}T09:00`, lifecycle.zone))];
    default:
      return [who.does(finish(placed))];
  }
}

export const caseOf = (id: string): CaseId => caseId.parse(id);
export const cases = (...ids: readonly string[]): readonly CaseId[] => ids.map(caseOf);

/** The cases that Acme must pass when its product can do nothing special. */
export const acmeCases = (lifecycle = partnerConnect): readonly CaseId[] =>
  applicableCases(givenUnder(lifecycle, acme, paul.does(can())).partner, lifecycle).map((c) => c.id);

export const can = (...capabilities: readonly string[]): Command => ({ type: 'SayCapabilities', capabilities });
export const results = (run: 'partner' | number, is: Verdict, ids: readonly CaseId[], note?: string): Command => ({
  type: 'RecordResults',
  run: run === 'partner' ? { kind: 'partner' } : { kind: 'joint', round: run },
  results: ids.map((id) => ({ case: id, is, ...(note !== undefined && { note }) })),
});
export const round = (ids: readonly CaseId[], ...present: readonly Member[]): Command => ({
  type: 'StartRound',
  cases: ids,
  present: (present.length > 0 ? present : [eng, paul]).map(({ actor }) => actor.person),
});

/** Paul tries every case that applies, and all pass. */
export const partnerRun = (lifecycle = partnerConnect): readonly Move[] => [
  paul.does(can()),
  paul.does(results('partner', 'pass', acmeCases(lifecycle))),
];

/** Both sides try every case that applies in one call, and all pass. */
export const jointRound = (lifecycle = partnerConnect): readonly Move[] => [
  eng.does(round(acmeCases(lifecycle))),
  eng.does(results(1, 'pass', acmeCases(lifecycle))),
];

/** The waves in which Acme is rolled out when nothing comes between. */
export function acmeWaves(lifecycle = partnerConnect): readonly PlannedWave[] {
  const { partner } = givenUnder(lifecycle, acme);
  const plan = planRollout({ partner, lifecycle, ga: gaDay, now: start });
  if (!plan.possible) throw new Error(plan.why);
  return plan.waves;
}

/** The moves by which one wave goes live on its day. */
export const rollingOut = (wave: PlannedWave, { zone }: Lifecycle = partnerConnect): readonly Move[] => [
  eng.does({ type: 'StartWave', wave: wave.wave }, clock(`${wave.on}T10:00`, zone)),
  eng.does({ type: 'MarkRegionsLive', wave: wave.wave, regions: wave.regions }),
  eng.does({ type: 'FinishWave', wave: wave.wave }),
];

function finish({ id, item: what }: Placed): Command {
  if (what.kind !== 'task') return signed(id, { criteria: what.criteria.map((c) => c.id) });
  return done(id, { ...(what.evidence && { link: page }), ...(what.value && { value: values[what.value] ?? '' }) });
}

/** The moves that make an item possible: all that it needs, and what those need, in order. */
export function before(id: string, lifecycle = partnerConnect): readonly Move[] {
  const { byId, placed } = lookup(lifecycle);
  const wanted = new Set<string>();
  const collect = (needs: readonly string[]) => {
    for (const need of needs) {
      const needed = byId.get(need);
      if (!needed || wanted.has(needed.id)) continue;
      wanted.add(needed.id);
      collect(needed.needs);
    }
  };
  collect(byId.get(id)?.needs ?? []);
  const items = inOrder(placed.filter((p) => wanted.has(p.id)));
  return [...items.flatMap((p) => tried(p, lifecycle, finishing(p.id, lifecycle))), ...tried(byId.get(id), lifecycle)];
}

/** A sign-off that is read from results waits for the partner's run, one about guidelines for their review. */
function tried(placed: Placed | undefined, lifecycle: Lifecycle, then: readonly Move[] = []): readonly Move[] {
  if (!placed || placed.item.kind === 'task') return then;
  const { criteria } = placed.item;
  return [
    ...(criteria.some((c) => c.testCase !== undefined) ? partnerRun(lifecycle) : []),
    ...(criteria.some((c) => c.guidelines.length > 0) ? [product.does(allMet(lifecycle))] : []),
    ...then,
  ];
}

/** The moves that finish an item, with all that it needs. */
export const upTo = (id: string, lifecycle = partnerConnect): readonly Move[] => [
  ...before(id, lifecycle),
  ...finishing(id, lifecycle),
];

/** What is needed comes first. */
function inOrder(items: readonly Placed[]): readonly Placed[] {
  const sorted: Placed[] = [];
  const add = (placed: Placed) => {
    if (sorted.includes(placed)) return;
    for (const other of items) if (placed.needs.includes(other.id)) add(other);
    sorted.push(placed);
  };
  for (const placed of items) add(placed);
  return sorted;
}

export const given = (...moves: readonly (Move | readonly Move[])[]): Story => givenUnder(partnerConnect, ...moves);

export function givenUnder(lifecycle: Lifecycle, ...moves: readonly (Move | readonly Move[])[]): Story {
  return new Story(lifecycle, [], undefined, start).and(...moves);
}

/** The default lifecycle with other phases. */
export const withPhases = (phases: LifecycleFile['phases']): Lifecycle =>
  lifecycleSchema.parse({ ...partnerConnect, phases });

/** What has happened so far. Never changes: `and` and `when` go on from it. */
export class Story {
  constructor(
    readonly lifecycle: Lifecycle,
    readonly log: readonly RecordedEvent[],
    private readonly state: Partner | undefined,
    readonly now: Instant,
  ) {}

  get partner(): Partner {
    if (!this.state) throw new Error('The story has no partner yet');
    return this.state;
  }

  /** The same partner after the lifecycle file was edited. */
  under(lifecycle: Lifecycle): Story {
    return new Story(lifecycle, this.log, this.state, this.now);
  }

  and(...moves: readonly (Move | readonly Move[])[]): Story {
    return moves.flat().reduce<Story>((story, next) => story.when(next).accepted(), this);
  }

  when({ actor, command, at }: Move): Outcome {
    const now = at ?? instant.parse(this.now + 60_000);
    return new Outcome(this, now, decide(command, this.state, { actor, at: now, lifecycle: this.lifecycle }));
  }

  after(events: readonly RecordedEvent[], now: Instant): Story {
    const state = events.reduce<Partner | undefined>(evolve, this.state);
    return new Story(this.lifecycle, [...this.log, ...events], state, now);
  }
}

class Outcome {
  constructor(
    private readonly story: Story,
    private readonly now: Instant,
    readonly decision: readonly RecordedEvent[] | Refusal,
  ) {}

  get events(): readonly RecordedEvent[] {
    return allowed(this.decision);
  }

  /** The story goes on; a refusal fails the test. */
  accepted(): Story {
    return this.story.after(this.events, this.now);
  }

  /** Exactly these events, in this order. */
  thenEvents(...events: readonly object[]): Story {
    expect(this.events.map((recorded) => recorded.event)).toEqual(events);
    return this.accepted();
  }

  /** It is so already. */
  thenNothing(): Story {
    return this.thenEvents();
  }

  /** A whole sentence that says why, by the field that it concerns if there is one. */
  thenRefused(why: RegExp, field?: string): Story {
    if (!isRefusal(this.decision))
      throw new Error(`Expected a refusal, got ${JSON.stringify(this.decision.map((e) => e.event))}`);
    expect(this.decision.message).toMatch(why);
    expect(this.decision.message).toMatch(/^\S.*[.]$|Still open: \S/s);
    expect(this.decision.field).toBe(field);
    return this.story;
  }
}

/** An item as it stands in a story. */
export function itemIn({ partner, lifecycle }: Story, id: string): ItemView {
  const found = itemsOf(partner, lifecycle).find((i) => i.id === id);
  if (!found) throw new Error(`No item ${id}`);
  return found;
}

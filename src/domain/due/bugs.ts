import type { Lifecycle, Sop } from '../../lifecycle/schema';
import { clocksOf, reaches, type Clock } from '../bugs/clocks';
import { toldAt } from '../bugs/court';
import { isUnsolved } from '../bugs/numbers';
import { severityOf } from '../bugs/severity';
import type { Bug } from '../bugs/state';
import { latest } from '../earliest';
import type { Instant, PersonKey } from '../ids';
import { isTeamOf } from '../lookup';
import type { Assignment, Partner } from '../partner';
import type { Mark } from '../reminders/ladder';
import { timed, type Candidate } from '../timed';
import { audibleTo } from './people';

/** The climb of a bug whose times are missed: who is told when, in the bug's thread. */

/** How many people one line may ping. */
const mostMentions = 2;

/** What the procedure's ladder brings up of each bug that is not solved, and when. */
export function bugEscalations(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Candidate[] {
  if (!lifecycle.sop || partner.closed) return [];
  return Object.values(partner.bugs)
    .filter(isUnsolved)
    .flatMap((bug) => clocksOf(bug, lifecycle).flatMap((clock) => climb(clock, { bug, partner, lifecycle, now })));
}

interface Situation {
  readonly bug: Bug;
  readonly partner: Partner;
  readonly lifecycle: Lifecycle;
  readonly now: Instant;
}

interface Rung {
  readonly tell: Sop['ladder'][number];
  readonly at: Instant;
}

/** The rungs that a clock has reached, merged, since what was missed is not replayed; and the next one to come. */
function climb(clock: Clock, situation: Situation): readonly Candidate[] {
  const { lifecycle, now } = situation;
  const rungs = (lifecycle.sop?.ladder ?? []).toSorted((a, b) => a.at - b.at);
  const reached: Rung[] = [];
  for (const tell of rungs) {
    const at = reaches(clock, tell.at, lifecycle);
    if (at > now) return [...lines(reached, clock, situation), ...lines([{ tell, at }], clock, situation)];
    reached.push({ tell, at });
  }
  return lines(reached, clock, situation);
}

interface Told {
  readonly who: Assignment;
  readonly mark: Mark;
  readonly at: Instant;
}

/** One line for those who may be told at the same time, the highest rung's first; a few people at most in each. */
function lines(rungs: readonly Rung[], clock: Clock, situation: Situation): readonly Candidate[] {
  const { bug, partner, lifecycle } = situation;
  const direct = partner.channel.is !== 'ready';
  const untold = rungs.toReversed().flatMap((rung) =>
    toldAt(rung.tell, bug, partner, lifecycle).flatMap((who): readonly Told[] => {
      if (direct && !isTeamOf('databricks', who.team, lifecycle)) return [];
      const mark = markOf(rung, clock, bug, who.person);
      const at = partner.told[mark.topic] === mark.marker ? undefined : audible(who, rung.at, situation);
      return at === undefined ? [] : [{ who, mark, at }];
    }),
  );
  const since = rungs.at(-1)?.at ?? situation.now;
  const moments = [...new Set(untold.map(({ at }) => at))];
  return moments.flatMap((at) => {
    const told = untold.filter((one) => one.at === at);
    const people = [...new Set(told.map(({ who }) => who.person))];
    return chunks(people, direct ? 1 : mostMentions).flatMap((some) =>
      line(
        told.filter(({ who }) => some.includes(who.person)),
        clock,
        { situation, since, at },
      ),
    );
  });
}

function line(
  told: readonly Told[],
  clock: Clock,
  { situation, since, at }: { readonly situation: Situation; readonly since: Instant; readonly at: Instant },
): readonly Candidate[] {
  const [first, ...more] = told;
  const { bug, partner } = situation;
  if (!first) return [];
  const people = [...new Set(told.map(({ who }) => who.person))];
  const what = { about: 'bug-late', bug: bug.number, clock: clock.name, people } as const;
  const { who, mark } = first;
  // Without a channel those are told directly who can be.
  const to =
    partner.channel.is === 'ready'
      ? ({ is: 'thread', bug: bug.number } as const)
      : ({ is: 'person', person: who.person, name: who.name } as const);
  const also = more.map((one) => one.mark);
  return [{ due: { ...timed(mark.topic, mark.marker, { to, what, since }), also }, notBefore: at }];
}

const markOf = ({ tell }: Rung, clock: Clock, bug: Bug, person: PersonKey): Mark => ({
  topic: ['bug', bug.number, clock.name, clock.side, tell.at, tell.tell, person].join(':'),
  marker: String(clock.since),
});

/** The gravest pass quiet hours and whatever somebody muted. */
function audible(who: Assignment, at: Instant, { bug, partner, lifecycle, now }: Situation): Instant | undefined {
  const from = latest(at, now);
  return severityOf(bug, lifecycle)?.passesQuietHours ? from : audibleTo(who, from, partner, lifecycle);
}

const chunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

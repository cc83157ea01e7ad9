import type { Lifecycle } from '../lifecycle/schema';
import type { Partner } from './partner';

/** Answers that are worth keeping: asked for at every look at a partner, and the same until something happens. */

type Question<Answer> = (partner: Partner, lifecycle: Lifecycle) => Answer;

/** What was told, and what is still to be told: every change brings some of it. */
const deliveries: ReadonlySet<string> = new Set<keyof Partner>([
  'version',
  'living',
  'steps',
  'told',
  'undelivered',
  'outbox',
]);

/**
 * Returns the question with its answers kept, each until anything but deliveries changes. So it must be one that does not
 * hang on them.
 */
export function keptThroughDeliveries<Answer>(question: Question<Answer>): Question<Answer> {
  const kept = keptForState(question);
  return (partner, lifecycle) => kept(apartFromDeliveries(partner), lifecycle);
}

const alike = new WeakMap<Partner, Partner>();
const firsts = new WeakMap<Partner['items'], Partner>();

/** Returns the first state seen from which this one differs in nothing but deliveries. Found out once for each, for all questions. */
function apartFromDeliveries(partner: Partner): Partner {
  const known = alike.get(partner);
  if (known) return known;
  const last = firsts.get(partner.items);
  const first = last && differOnlyInDeliveries(last, partner) ? last : partner;
  alike.set(partner, first);
  firsts.set(partner.items, first);
  return first;
}

/** Returns a question about a few parts of a partner, with its answers kept, each for as long as those parts are the same. */
export function keptBy<Parts extends object, Answer>(
  partsOf: Question<Parts>,
  question: (parts: Parts, lifecycle: Lifecycle) => Answer,
): Question<Answer> {
  const known = new WeakMap<Partner['people'], { parts: Parts; lifecycle: Lifecycle; answer: Answer }>();
  return (partner, lifecycle) => {
    const parts = partsOf(partner, lifecycle);
    const last = known.get(partner.people);
    if (last?.lifecycle === lifecycle && !hasOther(last.parts, parts)) return last.answer;
    const answer = question(parts, lifecycle);
    known.set(partner.people, { parts, lifecycle, answer });
    return answer;
  };
}

/** Returns the question with its answers kept, one for each state of a partner. */
export function keptForState<Answer>(question: Question<Answer>): Question<Answer> {
  const known = new WeakMap<Partner, { lifecycle: Lifecycle; answer: Answer }>();
  return (partner, lifecycle) => {
    const last = known.get(partner);
    if (last?.lifecycle === lifecycle) return last.answer;
    const answer = question(partner, lifecycle);
    known.set(partner, { lifecycle, answer });
    return answer;
  };
}

/**
 * Returns a function that puts into a list, in place of whatever is the same as in the list before for the same people, the
 * very object that stood there. Most changes leave most items as they are: so little that is new is kept, and is to be
 * cleared away one day.
 */
export function takingOver<T>(
  areSame: (one: T, other: T) => boolean,
): (list: readonly T[], people: Partner['people']) => readonly T[] {
  const known = new WeakMap<Partner['people'], readonly T[]>();
  return (list, people) => {
    const before = known.get(people) ?? [];
    const taken = list.map((one, n) => {
      const other = before[n];
      return other !== undefined && areSame(one, other) ? other : one;
    });
    known.set(people, taken);
    return taken;
  };
}

const differOnlyInDeliveries = (a: Partner, b: Partner): boolean =>
  !hasOther(a, b, deliveries) && !hasOther(b, a, deliveries);

/** Whether an object has a part that is another one in the second, those aside that do not matter. */
function hasOther<T extends object>(one: T, second: T, aside?: ReadonlySet<string>): boolean {
  for (const part in one) if (one[part] !== second[part] && !aside?.has(part)) return true;
  return false;
}

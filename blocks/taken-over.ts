import type { Part } from '../src/domain/reminders/digest';
import type { Lifecycle } from '../src/lifecycle/schema';
import { name, someOf } from './text';
import { role } from './words';

/** Partners that are named; more are counted. */
const mostNamed = 15;

/**
 * What was handed over to one person, a line for each role and whoever had it: "You are Engineer of Acme, Globex now, in place
 * of Lee Park". Nothing when nothing was.
 */
export function takenOverLines(parts: readonly Part[], lifecycle: Lifecycle): readonly string[] {
  const named = new Map<string, string[]>();
  for (const { partner, takenOver } of parts)
    for (const { team: held, takenOverFrom = '' } of takenOver) {
      const what = sentence(role(held, lifecycle), name(takenOverFrom));
      named.set(what, [...(named.get(what) ?? []), `*${name(partner.name)}*`]);
    }
  const lines = [...named].map(([what, names]) => `${what}: ${someOf(names, mostNamed)}`);
  return lines.length === 0 ? [] : [...lines, 'My *Home* tab has each of them, with its channel and what waits there.'];
}

const sentence = (held: string, before: string): string => `🤝 You are *${held}* now, in place of ${before}`;

import type { Lifecycle } from '../../lifecycle/schema';
import { agenda } from '../agenda';
import { later, type Instant } from '../ids';
import type { Partner } from '../partner';
import { day } from '../time';
import type { Timed } from '../timed';
import { afterTelling } from './told';

/** A message that comes at its hour (countdown, prompt of a wave, launch day), and the partner as it will be then. */
export interface Coming {
  readonly at: Instant;
  readonly due: Timed;
  readonly partner: Partner;
}

/** More moments than two weeks of a launch have, and the escalations of forty bugs at once: a few seconds' work at most. */
const mostMoments = 200;

/** Returns what comes up in the next days if nobody does anything, in order. Each is taken as told when its time has come. */
export function comingUp(partner: Partner, lifecycle: Lifecycle, now: Instant, days: number): readonly Coming[] {
  const coming: Coming[] = [];
  const until = later(now, days * day);
  const seen = new Set(agenda(partner, lifecycle, now).due.map(({ key }) => key));
  let state = partner;
  let at: Instant | undefined = now;
  for (let n = 0; n < mostMoments; n += 1) {
    at = agenda(state, lifecycle, at).nextAt;
    if (at === undefined || at > until) break;
    for (const due of agenda(state, lifecycle, at).due) {
      if (seen.has(due.key) || due.kind !== 'timed') continue;
      seen.add(due.key);
      coming.push({ at, due, partner: state });
      state = afterTelling(state, [due, ...(due.also ?? [])], at);
    }
  }
  return coming;
}

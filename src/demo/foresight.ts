import { timedMessage } from '../../blocks/timed';
import { agenda, type Due } from '../domain/agenda';
import { evolve } from '../domain/evolve';
import { channelId, later, type Instant } from '../domain/ids';
import type { Partner } from '../domain/partner';
import { forecast, type Planned } from '../domain/reminders/forecast';
import type { Entry } from '../domain/reminders/digest';
import type { Timed } from '../domain/timed';
import type { Lifecycle } from '../lifecycle/schema';

/** What the bot will send by itself if nobody does anything: what people want to know before they let time pass. */
export interface Plan {
  readonly at: Instant;
  /** In a line. */
  readonly what: string;
  /** The name of the person who gets it by direct message; otherwise it goes to the partner's channel. */
  readonly to?: string;
  readonly partner: Partner;
}

/** How many days are looked ahead. */
export const foresightDays = 14;

/** Returns the messages of the coming days, the soonest first. Pure. */
export function foresee(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Plan[] {
  const digests = forecast(partner, lifecycle, now, { side: 'databricks', days: foresightDays });
  return [...digests.map((planned) => digestPlan(planned, partner)), ...comingUp(partner, lifecycle, now)].toSorted(
    (a, b) => a.at - b.at,
  );
}

function digestPlan(planned: Planned, partner: Partner): Plan {
  const { at } = planned;
  if (planned.to === 'person') {
    const what = `Digest for ${planned.name}: ${titles(planned.part.entries)}`;
    return { at, partner, to: planned.name, what };
  }
  const { people, notes } = planned.digest;
  const names = people.map(({ name }) => name).join(', ');
  const entries = [...people.flatMap((person) => person.entries), ...notes];
  return { at, partner, what: `Digest in the channel${names && ` for ${names}`}: ${titles(entries)}` };
}

function titles(entries: readonly Entry[]): string {
  const [first, ...more] = entries.map(({ view }) => view.item.title);
  if (first === undefined) return 'unanswered invitations';
  return more.length === 0 ? first : `${first}, and ${more.length} more`;
}

const day = 24 * 3_600_000;
/** More moments than two weeks of countdown and prompts have. */
const mostMoments = 60;
const nowhere = channelId.parse('D0');

/** What comes at its hour: countdown, prompts, launch day. Each is taken as told when its time has come. */
function comingUp(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Plan[] {
  const plans: Plan[] = [];
  const until = later(now, foresightDays * day);
  const seen = new Set(agenda(partner, lifecycle, now).due.map(({ key }) => key));
  let state = partner;
  let at: Instant | undefined = now;
  for (let n = 0; n < mostMoments; n += 1) {
    at = agenda(state, lifecycle, at).nextAt;
    if (at === undefined || at > until) break;
    for (const due of agenda(state, lifecycle, at).due) {
      if (seen.has(due.key) || due.kind !== 'timed') continue;
      seen.add(due.key);
      plans.push(timedPlan(due, state, lifecycle, at));
      state = told(state, due, at);
    }
  }
  return plans;
}

function timedPlan(due: Timed, partner: Partner, lifecycle: Lifecycle, at: Instant): Plan {
  const [what = ''] = timedMessage(due, partner, lifecycle, at).text.split('\n');
  return { at, partner, what, ...(due.to.is === 'person' && { to: due.to.name }) };
}

const told = (partner: Partner, { topic, marker }: Extract<Due, { kind: 'timed' }>, at: Instant): Partner =>
  evolve(partner, { at, by: { kind: 'bot' }, event: { type: 'Told', topic, marker, channel: nowhere, ts: '' } });

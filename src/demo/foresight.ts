import { timedMessage } from '../../blocks/timed';
import type { Bug } from '../domain/bugs/state';
import type { Instant } from '../domain/ids';
import type { Partner } from '../domain/partner';
import { comingUp, type Coming } from '../domain/reminders/coming';
import type { Entry } from '../domain/reminders/digest';
import { forecast, type Planned } from '../domain/reminders/forecast';
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
export function foresee(partner: Partner, lifecycle: Lifecycle, now: Instant, days = foresightDays): readonly Plan[] {
  const timed = comingUp(partner, lifecycle, now, days).map((one) => timedPlan(one, lifecycle));
  const digests = forecast(partner, lifecycle, now, { side: 'databricks', days });
  return [...digests.map((planned) => digestPlan(planned, partner)), ...timed].toSorted((a, b) => a.at - b.at);
}

function digestPlan(planned: Planned, partner: Partner): Plan {
  const { at } = planned;
  if (planned.to === 'person') {
    const what = `Digest for ${planned.name}: ${titles([planned.part])}`;
    return { at, partner, to: planned.name, what };
  }
  const { people, notes } = planned.digest;
  const names = people.map(({ name }) => name).join(', ');
  const parts = [...people, { entries: notes, bugs: [] }];
  return { at, partner, what: `Digest in the channel${names && ` for ${names}`}: ${titles(parts)}` };
}

interface Part {
  readonly entries: readonly Entry[];
  readonly bugs: readonly Bug[];
}

function titles(parts: readonly Part[]): string {
  const [first, ...more] = [
    ...parts.flatMap(({ bugs }) => bugs.map(({ number, title }) => `${number} ${title}`)),
    ...parts.flatMap(({ entries }) => entries.map(({ view }) => view.item.title)),
  ];
  if (first === undefined) return 'unanswered invitations';
  return more.length === 0 ? first : `${first}, and ${more.length} more`;
}

function timedPlan({ at, due, partner }: Coming, lifecycle: Lifecycle): Plan {
  const [what = ''] = timedMessage(due, partner, lifecycle, at).text.split('\n');
  return { at, partner, what: plain(what), ...(due.to.is === 'person' && { to: due.to.name }) };
}

/** As text: what Slack would show in place of its times and signs. */
const plain = (text: string): string =>
  text
    .replaceAll(/<![^|>]*\|([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

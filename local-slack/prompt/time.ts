import type { News } from '../browser/services';
import { destination, momentLines, shownTime, travel } from '../time';
import { nowhere, placeOf } from './screen';
import type { Terminal } from './terminal';

/** What time it is at the terminal, what it brings, and how it passes. */

const longestPlayMs = 10 * 60_000;

/** Shows the time, or lets it pass. */
export async function clock({ slack, me, upcoming, print }: Terminal, words: string): Promise<boolean> {
  const { tz: zone } = me.person;
  const to = words === '' ? undefined : await destination(slack, words, upcoming);
  if (to === undefined) print(words === 'next' ? 'Nothing is due by itself.' : `It is ${shownTime(slack.now(), zone)}`);
  else await travel(slack, to, { upcoming, tell: (moment) => print(momentLines(moment, zone)) });
  return to !== undefined;
}

/** What the bot will do by itself, a line each. */
export async function plans({ me, services }: Terminal): Promise<readonly string[]> {
  const planned = (await services?.plan()) ?? [];
  if (planned.length === 0) return ['Nothing is planned for the next days, if nobody does anything.'];
  return planned.map(({ at, what, partner }) => `${shownTime(at, me.person.tz)}  ${partner ?? ''}: ${what}`);
}

/** Lets everybody do their part, as the page does, and tells what it brings. */
export async function play({ me, services, print }: Terminal, until: string): Promise<void> {
  if (!services) throw new Error('nobody here knows how to play');
  const { tz: zone } = me.person;
  let last = '';
  const tell = ({ at, where, text }: News): void => {
    const time = shownTime(at, zone);
    print(`${time === last ? '' : `It is ${time}\n`}  ${where}${where && ': '}${text}`);
    last = time;
  };
  const channel = placeOf(me) === nowhere ? undefined : me.channel().id;
  const signal = AbortSignal.timeout(longestPlayMs);
  await services.move(until === 'gates' ? 'gates' : 'ga', { channel, tell, signal });
}

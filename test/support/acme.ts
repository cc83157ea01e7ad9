import type { Session } from '../../local-slack';
import { calendarDate, type CalendarDate } from '../../src/domain/ids';
import { instantOf } from '../../src/domain/working-days';
import { partnerConnect } from './lifecycle';
import { everybody, eventually, open, partnerPeopleJoin, publicTexts, type Fields } from './story';
import { useWorld, type Cast, type World, type WorldOptions } from './world';

/** What most end-to-end tests begin with: the world, Acme's channel in it, and short words for both. */

export const acme = 'pc-acme';
export const date = (text: string): CalendarDate => calendarDate.parse(text);

interface Acme {
  readonly world: World;
  /** Somebody of the cast, in Acme's channel unless another one is named. */
  as(this: void, who: keyof Cast, channel?: string): Session;
  /** Pat opens Acme's onboarding, with everybody in the form, and the people of the partner come in. */
  opened(this: void, fields?: Fields): Promise<void>;
  /** Puts the clock to a time of day in the lifecycle's zone. */
  at(this: void, day: CalendarDate, time: string): Promise<void>;
  /** What all in Acme's channel were told in such words, the oldest first. */
  inChannel(this: void, words: string | RegExp): readonly string[];
  /** Waits until the channel is told something in such words; returns the newest. */
  told(this: void, words: string | RegExp): Promise<string>;
}

/** A world for a test file in which Acme is onboarded. */
export function useAcme(options: WorldOptions = {}): Acme {
  const world = useWorld(options);
  const as: Acme['as'] = (who, channel = acme) => world.slack.as(world.cast[who]).in(channel);
  const inChannel: Acme['inChannel'] = (words) =>
    publicTexts(as('mia')).filter((text) => (typeof words === 'string' ? text.includes(words) : words.test(text)));
  return {
    world,
    as,
    inChannel,
    told: (words) => eventually(world, () => inChannel(words).at(-1)),
    async opened(fields = {}) {
      await open(world, 'Acme', { ...everybody(world.cast), ...fields });
      await partnerPeopleJoin(world, 'Acme', acme);
    },
    async at(day, time) {
      await world.slack.settled();
      world.advance(instantOf(day, time, partnerConnect.zone) - world.now());
      await world.slack.settled();
    },
  };
}

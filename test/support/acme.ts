import type { Person, Session } from '../../local-slack';
import type { Command } from '../../src/domain/commands';
import { calendarDate, type CalendarDate } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { instantOf } from '../../src/domain/working-days';
import { partnerConnect } from './lifecycle';
import * as story from './story';
import { useWorld, type Cast, type World, type WorldOptions } from './world';

/** What most end-to-end tests begin with: the world, Acme's channel in it, and short words for both. */

export const acme = 'pc-acme';
export const date = (text: string): CalendarDate => calendarDate.parse(text);

interface Acme {
  readonly world: World;
  /** Somebody of the cast, in Acme's channel unless another one is named. */
  as(this: void, who: keyof Cast, channel?: string): Session;
  /** Pat opens Acme's onboarding, with everybody in the form, and the people of the partner come in. */
  opened(this: void, fields?: story.Fields): Promise<void>;
  /** Acme as the bot knows it now. */
  acmeNow(this: void): Promise<Partner>;
  /** What somebody did, without their clicks. */
  given(this: void, by: Person, ...commands: readonly Command[]): Promise<void>;
  /** All that comes before an item is done, each by whoever may. */
  workUpTo(this: void, item: string): Promise<void>;
  /** Every gate is given, and early in February both sides agree on the GA date. */
  agreedOn(this: void, ga: CalendarDate): Promise<void>;
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
    story
      .publicTexts(as('mia'))
      .filter((text) => (typeof words === 'string' ? text.includes(words) : words.test(text)));
  const given: Acme['given'] = (by, ...commands) => story.given(world, 'Acme', by, ...commands);
  const workUpTo: Acme['workUpTo'] = (item) => story.workUpTo(world, 'Acme', item);
  const at: Acme['at'] = (day, time) => world.pass(instantOf(day, time, partnerConnect.zone) - world.now());
  return {
    world,
    as,
    inChannel,
    acmeNow: () => story.partnerNamed(world, 'Acme'),
    given,
    workUpTo,
    at,
    told: (words) => story.eventually(world, () => inChannel(words).at(-1)),
    async opened(fields = {}) {
      await story.open(world, 'Acme', { ...story.everybody(world.cast), ...fields });
      await story.partnerPeopleJoin(world, 'Acme', acme);
    },
    async agreedOn(ga) {
      await workUpTo('ga-date-agreed');
      await at(date('2027-02-08'), '10:00');
      await given(world.cast.pat, { type: 'ProposeGaDate', date: ga });
      await given(world.cast.lena, { type: 'AcceptGaDate', date: ga });
    },
  };
}

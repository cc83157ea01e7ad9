import type { Picture } from '../../blocks/picture';
import type { Fact } from '../../src/domain/commands';
import { userOf, type ChannelId, type Instant, type PersonKey } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import type { Mark } from '../../src/domain/reminders/ladder';
import type { Begun } from '../../src/slack/pacing';
import { directMessage, type Posted } from '../../src/slack/post';
import { outcomeOf, postOnce, type Courier, type Failed, type Outcome } from './courier';
import { threadAnew } from './living';

/** A message that is told once, as it is to be posted, and what is written down of it. */
export interface Letter {
  /** A channel, or a person who gets it by direct message. */
  readonly to: { readonly channel: ChannelId } | { readonly person: PersonKey };
  /** The message under which it is posted. */
  readonly thread?: string | undefined;
  /** The bug in whose thread it stands. */
  readonly bug?: string | undefined;
  readonly key: string;
  /** Since when it is so: after a crash it is looked for from here on. */
  readonly since: Instant;
  readonly draw: () => Picture;
  /** Failed attempts so far. */
  readonly attempts: number;
  readonly told: (posted: Posted) => readonly [Fact, ...Fact[]];
  readonly failed: Failed;
}

/** Sends a letter, once. Whoever has begun its delivery already passes on what came of that. */
export async function send(courier: Courier, partner: Partner, letter: Letter, begun?: () => Begun): Promise<Outcome> {
  const { to, attempts, bug, draw, told, failed, ...message } = letter;
  try {
    const channel = 'channel' in to ? to.channel : await directMessage(courier.client, userOf(to.person));
    const [fact, ...more] = told(await postOnce(courier, partner, { channel, picture: draw(), ...message }, begun));
    return { fact, more };
  } catch (error) {
    const anew = await threadAnew(error, courier, partner, bug);
    return anew ?? outcomeOf(error, courier, attempts, failed);
  }
}

/** What a message told, and what else was told by it, as facts for the log. */
export function toldFacts(mark: Mark, also: readonly Mark[], { channel, ts }: Posted): readonly [Fact, ...Fact[]] {
  const told = ({ topic, marker }: Mark): Fact => ({ type: 'Told', topic, marker, channel, ts });
  return [told(mark), ...also.map(told)];
}

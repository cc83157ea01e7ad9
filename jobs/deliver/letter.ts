import type { Picture } from '../../blocks/picture';
import type { Due } from '../../src/domain/agenda';
import type { Fact } from '../../src/domain/commands';
import { userOf, type ChannelId, type Instant, type PersonKey } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import type { Lifecycle } from '../../src/lifecycle/schema';
import type { Begun } from '../../src/slack/pacing';
import { directMessage, type Posted } from '../../src/slack/post';
import { outcomeOf, postOnce, type Courier, type Outcome } from './courier';
import { digestLetter } from './digest';
import { threadAnew } from './living';
import { noticeLetter } from './notice';
import { timedLetter } from './timed';

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
  readonly failed: (problem: string, retryAt?: Instant) => Fact;
}

type Told = Extract<Due, { kind: 'notice' | 'digest' | 'timed' }>;

/** All that is told is told by a letter, but for the file of a call. */
export const isTold = (due: Due): due is Told =>
  due.kind === 'digest' || due.kind === 'timed' || (due.kind === 'notice' && !isFile(due));

export const isFile = ({ pending }: Extract<Due, { kind: 'notice' }>): boolean => pending.notice.kind === 'call-file';

/** Writes the letter that tells what is due, as the state is; nothing when there is nowhere to send it, or nothing to say. Pure. */
export function letterFor(due: Told, partner: Partner, lifecycle: Lifecycle, now: Instant): Letter | undefined {
  switch (due.kind) {
    case 'notice':
      return noticeLetter(due, partner, lifecycle, now);
    case 'digest':
      return digestLetter(due, partner, lifecycle, now);
    case 'timed':
      return timedLetter(due, partner, lifecycle, now);
  }
}

/** Sends a letter, once. Whoever has begun its delivery already passes on what came of that. */
export async function send(courier: Courier, partner: Partner, letter: Letter, begun?: () => Begun): Promise<Outcome> {
  const { to, attempts, bug, draw, told, failed, ...message } = letter;
  try {
    const channel = 'channel' in to ? to.channel : await directMessage(courier.client, userOf(to.person));
    const [fact, ...more] = told(await postOnce(courier, partner, { ...message, channel, picture: draw() }, begun));
    return { fact, more };
  } catch (error) {
    const anew = await threadAnew(error, courier, partner, bug);
    return anew ?? outcomeOf(error, courier, attempts, failed);
  }
}

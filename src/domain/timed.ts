import type { ClockName } from './bugs/clocks';
import { threadOf } from './bugs/thread';
import { latest } from './earliest';
import type { Instant, Named, PersonKey } from './ids';
import type { Partner } from './partner';
import type { Mark } from './reminders/ladder';

/** What time itself brings up (a countdown, a wave that is due) and is told once: of a topic, this marker. */
export interface Timed {
  readonly kind: 'timed';
  readonly key: string;
  /** With the recipient in it where there are several; `told[topic] = marker` when it was told. */
  readonly topic: string;
  readonly marker: string;
  /** What else is told by the same message. */
  readonly also?: readonly Mark[];
  readonly to: Recipient;
  readonly what: What;
  /** Since when it is so. A message about it, after a crash, is looked for from here on. */
  readonly since: Instant;
}

/** The partner's channel, the thread of a bug there, or a person of the databricks side by direct message. */
export type Recipient =
  | { readonly is: 'channel' }
  | { readonly is: 'thread'; readonly bug: string }
  | (Named & { readonly is: 'person' });

/** What it is about; what it says is drawn from the state when it is sent. */
export type What =
  /** To engineering: the wave may be started now. */
  | { readonly about: 'wave-due'; readonly wave: string }
  /** To engineering and the coordinator: its time is over and it was not started. */
  | { readonly about: 'wave-late'; readonly wave: string }
  /** To both: what remains no longer fits before GA; `waveBoard(...).fits` has the choices. */
  | { readonly about: 'does-not-fit' }
  /** To both: gates fell after the date was agreed; waves that have not started are held. */
  | { readonly about: 'held' }
  /** To the channel: a joint call is a day or an hour away, or must be over. */
  | { readonly about: 'call-soon'; readonly call: string; readonly when: 'day' | 'hour' }
  | { readonly about: 'call-over'; readonly call: string }
  /** To the channel: so many days to go. */
  | { readonly about: 'countdown'; readonly days: number }
  /** To the channel: the roadmap is to be reviewed before a quarter. */
  | { readonly about: 'roadmap-review'; readonly quarter: string }
  /** To the channel, or of an internal rollout to engineering and the coordinator: on its last day it is not complete. */
  | { readonly about: 'rollout-incomplete' }
  /** To the channel, on the launch day: the command card, or why there is none. */
  | { readonly about: 'launch-day'; readonly ready: boolean }
  /** To the thread of a bug: a time was missed, and these people should know. */
  | {
      readonly about: 'bug-late';
      readonly bug: string;
      readonly clock: ClockName;
      readonly people: readonly PersonKey[];
    };

/** Something that is due, or will be. */
export interface Candidate<Due = Timed> {
  readonly due: Due;
  readonly notBefore?: Instant | undefined;
}

/** Returns what is told once: of a topic, this marker. */
export function timed(topic: string, marker: string, rest: Pick<Timed, 'to' | 'what' | 'since'>): Timed {
  return { kind: 'timed', key: `${topic}=${marker}`, topic, marker, ...rest };
}

/** Messages that time brought up go by `topic=marker`; no other key has the sign in it. */
export const isTimedKey = (key: string): boolean => key.includes('=');

/** Leaves out what has nowhere to go, and what only a person can help to deliver; what failed waits for its next try. */
export function deliverable(partner: Partner, candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.flatMap((candidate): readonly Candidate[] => {
    const { due, notBefore } = candidate;
    if (due.to.is === 'channel' && partner.channel.is !== 'ready') return [];
    if (due.to.is === 'thread' && !threadOf(due.to.bug, partner)) return [];
    const failed = partner.undelivered[due.key];
    if (failed === undefined) return [candidate];
    const { retryAt } = failed;
    if (retryAt === undefined) return [];
    return [{ due, notBefore: latest(retryAt, notBefore) }];
  });
}

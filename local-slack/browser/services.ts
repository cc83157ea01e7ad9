import { firstLine, type Moment } from '../time';
import type { Hint, Planned, Step, Tour } from './protocol';

/** What the page offers beyond a Slack, given by who knows the bot: time that stops where something is due, its plans, a tour. */
export interface Services {
  /** Lets time pass, stopping wherever something is due; ends early, between two stops, when `signal` is aborted. */
  move(
    step: Step,
    how: { channel: string | undefined; tell: (news: News) => void; signal: AbortSignal },
  ): Promise<void>;
  /** What the bot will do by itself, the soonest first. */
  plan(): Promise<Planned[]>;
  /** Where a person is in the guided tour; null when it is over or was put away. */
  tour(): Tour | null;
  guide(to: 'start' | 'next' | 'back' | 'end'): void;
  /** Tells when `tour` may have changed; returns how to stop listening. */
  onTour(listener: () => void): () => void;
  /** Words that may follow a command, and what each is for; without it, those of the manifest are offered. */
  hints?: Readonly<Record<string, readonly Hint[]>>;
  /** Settles when the story that the workspace starts with is told; absent when none is. */
  story?: Promise<void>;
  /** Throws the story away; absent where that cannot be done. */
  startEmpty?(): Promise<void>;
}

export interface News {
  at: number;
  where: string;
  text: string;
}

/** What was posted at a moment, a line each. */
export const newsOf = ({ at, news }: Moment): readonly News[] =>
  news.map(({ channel, text }) => ({ at: Math.round(at), where: channel, text: firstLine(text) }));

import type { LocalSlack, Session } from '..';
import type { Services } from '../browser/services';
import type { Upcoming } from '../time';

/** What commands find at the terminal. */
export interface Terminal {
  readonly slack: LocalSlack;
  /** Who somebody is at the moment. */
  me: Session;
  /** How many messages of a channel are shown. */
  readonly messages: number;
  /** What the bot has to do next; without it the clock moves in one go. */
  readonly upcoming: Upcoming | undefined;
  /** What is offered about this bot. */
  readonly services: Services | undefined;
  readonly print: (text: string) => void;
}

/** Does what a word asks for, with what was typed after it. True when what is in view should be shown again. */
export type Command = (terminal: Terminal, about: string) => Promise<boolean>;

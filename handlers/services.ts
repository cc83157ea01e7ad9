import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { ReadingRoom } from '../src/artifacts/reading-room';
import type { Instant } from '../src/domain/ids';
import type { Lifecycle } from '../src/lifecycle/schema';
import type { Onboarding } from '../src/onboarding';
import type { BotIdentity } from '../src/slack/clients';
import type { Files } from '../src/slack/files';
import type { People } from '../src/slack/people';

/** What listeners work with; made once by the composition root. */
export interface Services {
  readonly onboarding: Onboarding;
  readonly people: People;
  readonly lifecycle: Lifecycle;
  /** Gives up while Slack still waits for our answer; retries nothing. */
  readonly client: WebClient;
  readonly identity: BotIdentity;
  readonly files: Files;
  /** Reads files that were handed in. */
  readonly reading: ReadingRoom;
  readonly clock: () => Instant;
  readonly log: Logger;
  /** Aborted when the bot stops: nothing is waited for any more. */
  readonly stopping: AbortSignal;
}

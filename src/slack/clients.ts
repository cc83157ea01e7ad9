import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Config } from '../config';
import { boltLogger } from './bolt-logger';

/** Our own identity, as `auth.test` tells it. */
export interface BotIdentity {
  readonly teamId: string;
  readonly botId: string;
  readonly botUserId: string;
}

/** How long a delivery waits for Slack's answer. */
export const usualSlackTimeoutMs = 10_000;

/**
 * Two Web API clients, neither of which retries by itself: the library's own retry can post twice, and one rate-limit
 * answer would stall its whole queue. The one for requests gives up while Slack still waits for our answer.
 */
export function slackClients(
  config: Pick<Config, 'botToken' | 'slackApiUrl'>,
  log: Logger,
  { slackTimeoutMs = usualSlackTimeoutMs }: { readonly slackTimeoutMs?: number } = {},
) {
  const options = {
    logger: boltLogger(log),
    slackApiUrl: config.slackApiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  };
  return {
    forRequests: new WebClient(config.botToken, { ...options, timeout: Math.min(2500, slackTimeoutMs) }),
    /** What makes the one for deliveries, which asks for its turn before each call. */
    deliveries: { ...options, timeout: slackTimeoutMs },
  };
}

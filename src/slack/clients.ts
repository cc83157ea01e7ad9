import type { Config } from '../config';
import type { Access } from './access';
import { SlackClient } from './client';

/** Our own identity, as `auth.test` tells it. */
export interface BotIdentity {
  readonly teamId: string;
  /** The organisation (Enterprise Grid) that the workspace is part of. */
  readonly enterpriseId?: string;
  readonly botId: string;
  readonly botUserId: string;
}

/** How long a delivery waits for Slack's answer. */
export const usualSlackTimeoutMs = 10_000;

/** The client for requests, which gives up while Slack still waits for our answer, and what makes the one for deliveries. */
export function slackClients(
  { botToken, slackApiUrl }: Pick<Config, 'botToken' | 'slackApiUrl'>,
  {
    access,
    slackTimeoutMs = usualSlackTimeoutMs,
    answerWithinMs = 2500,
  }: { readonly access: Access; readonly slackTimeoutMs?: number; readonly answerWithinMs?: number },
) {
  return {
    forRequests: new SlackClient(botToken, { slackApiUrl, access, timeoutMs: answerWithinMs }),
    /** Deliveries ask for their turn before each call. */
    deliveries: { slackApiUrl, access, timeoutMs: slackTimeoutMs },
  };
}

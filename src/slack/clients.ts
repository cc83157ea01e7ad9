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

/** So long Slack waits for the answer to a request. */
export const slackWaitsMs = 3000;

/** What a request asks of Slack ends before, so that there is time to say what went wrong. */
const usualAnswerMs = slackWaitsMs - 500;

/** How long a delivery waits for Slack's answer. */
export const usualSlackTimeoutMs = 10_000;

/** The client for requests, which gives up while Slack still waits for our answer, and what makes the one for deliveries. */
export function slackClients(
  { botToken, slackApiUrl }: Pick<Config, 'botToken' | 'slackApiUrl'>,
  {
    access,
    slackTimeoutMs = usualSlackTimeoutMs,
    answerWithinMs = usualAnswerMs,
  }: { readonly access: Access; readonly slackTimeoutMs?: number; readonly answerWithinMs?: number },
) {
  return {
    forRequests: new SlackClient(botToken, { slackApiUrl, access, timeoutMs: answerWithinMs }),
    /** Deliveries ask for their turn before each call. */
    deliveries: { slackApiUrl, access, timeoutMs: slackTimeoutMs },
  };
}

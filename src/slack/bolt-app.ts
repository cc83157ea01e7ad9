import type { App } from '@slack/bolt';
import HTTPReceiver from '@slack/bolt/dist/receivers/HTTPReceiver';
import SocketModeReceiver from '@slack/bolt/dist/receivers/SocketModeReceiver';
import type { Logger } from 'pino';
import type { Config } from '../config';
import { healthRoutes } from '../health';
import { boltLogger } from './bolt-logger';
import { lateFetch } from './client';
import { slackWaitsMs, type BotIdentity } from './clients';
import { HeldEventsApp } from './held-events';

/** Returns Bolt's app, which receives by HTTP or in Socket Mode, and answers health checks in both. */
export function boltApp(
  config: Config,
  identity: BotIdentity,
  log: Logger,
  {
    answerWithinMs = slackWaitsMs,
    ...health
  }: Parameters<typeof healthRoutes>[0] & { readonly answerWithinMs?: number },
): App {
  const logger = boltLogger(log);
  const customRoutes = healthRoutes(health);
  const { inbound } = config;
  const receiver =
    inbound.mode === 'http'
      ? new HTTPReceiver({
          signingSecret: inbound.signingSecret,
          customRoutes,
          logger,
          unhandledRequestTimeoutMillis: answerWithinMs + 1,
          processEventErrorHandler: async ({ error, response }) => {
            log.warn({ err: error }, 'Slack is to send this again');
            if (!response.headersSent) response.writeHead(503).end();
            return true;
          },
        })
      : new SocketModeReceiver({
          appToken: inbound.appToken,
          customRoutes,
          logger,
          processEventErrorHandler: async ({ error }) => {
            log.warn({ err: error }, 'Slack is to send this again');
            return false;
          },
          installerOptions: { port: inbound.port, clientOptions: { slackApiUrl: config.slackApiUrl } },
        });
  return new HeldEventsApp({
    receiver,
    logger,
    convoStore: false,
    clientOptions: { slackApiUrl: config.slackApiUrl, fetch: lateFetch },
    // Known already: otherwise Bolt would ask Slack once more, and keep a failure for ever.
    authorize: async () => ({ botToken: config.botToken, ...identity }),
  });
}

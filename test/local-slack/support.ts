import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { App, type Logger, LogLevel } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { LocalSlack, type StartOptions } from '../../local-slack';

export const manifest = join(__dirname, 'manifest.yml');

export async function startSlack(options: Partial<StartOptions> = {}): Promise<LocalSlack> {
  return LocalSlack.start({ manifest, quiet: true, ...options });
}

export const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** The client a bot would use, without its retries. */
export function clientOf(slack: LocalSlack, token = slack.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.url,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
}

/** Slack's error code, or 'ok'. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  return (await failureOf(call))?.error ?? 'ok';
}

export interface Failure {
  error: string;
  needed?: string;
  response_metadata?: { messages?: string[] };
  errors?: unknown[];
}

export async function failureOf(call: Promise<unknown>): Promise<Failure | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'data' in error && isFailure(error.data)) return error.data;
    throw error;
  }
}
const isFailure = (data: unknown): data is Failure => typeof data === 'object' && data !== null && 'error' in data;

export interface Bot {
  url: string;
  stop: () => Promise<void>;
}

/** A real Bolt app over signed HTTP. */
export async function startBot(slack: LocalSlack, listeners: (app: App) => void): Promise<Bot> {
  const app = new App({
    token: slack.botToken,
    botId: slack.bot.botId,
    botUserId: slack.bot.userId,
    signingSecret: slack.signingSecret,
    clientOptions: { slackApiUrl: slack.url },
    convoStore: false,
    logger: silent,
  });
  listeners(app);
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  if (!isAddress(address)) throw new Error('the bot has no port');
  const url = `http://127.0.0.1:${address.port}/slack/events`;
  slack.connect(url);
  return {
    url,
    stop: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await app.stop();
    },
  };
}
const isAddress = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;

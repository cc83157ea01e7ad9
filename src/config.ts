import { z } from 'zod';
import { teamId, type TeamId } from './domain/ids';
import { parseRedisUrl } from './store/connect';

/** The environment, read once at start. Every variable is explained in `.env.example`. */

const yes = z.stringbool({
  truthy: ['true', '1', 'yes'],
  falsy: ['false', '0', 'no', ''],
  error: 'is neither true nor false',
});

const noPort = 'is not a port (0 to 65535)';

const redisUrl = z.string({ error: 'is missing' }).superRefine((url, context) => {
  try {
    parseRedisUrl(url);
  } catch (error) {
    context.addIssue({ code: 'custom', message: `is ${error instanceof Error ? error.message : String(error)}` });
  }
});

/** `engineering=S0123,legal=S0456`: teams whose members are those of a Slack user group. */
const teamGroups = z.string().transform((text, context) => {
  const groups = new Map<TeamId, string>();
  for (const pair of text.split(',').filter((part) => part.trim() !== '')) {
    const match = /^\s*([a-z][a-z0-9-]*)\s*=\s*(S[A-Z0-9]+)\s*$/.exec(pair);
    if (!match?.[1] || !match[2]) {
      context.addIssue({ code: 'custom', message: `“${pair.trim()}” is not of the form team=S0123ABC` });
      continue;
    }
    groups.set(teamId.parse(match[1]), match[2]);
  }
  return groups;
});

const isHere = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

const variables = z.object({
  SLACK_BOT_TOKEN: z.string({ error: 'is missing' }).regex(/^xoxb-/, 'is not a bot token (they open with xoxb-)'),
  SLACK_SIGNING_SECRET: z.string().min(1).optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, 'is not an app-level token (they open with xapp-)')
    .optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/, error: 'is not an address' }).default('https://slack.com/api/'),
  REDIS_URL: redisUrl,
  PORT: z.coerce.number({ error: noPort }).int(noPort).min(0, noPort).max(65535, noPort).default(3000),
  LIFECYCLE_FILE: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TEAM_GROUPS: teamGroups.default(new Map<TeamId, string>()),
  ALLOW_VOLATILE_REDIS: yes.default(false),
  CLOCK_URL: z.url({ error: 'is not an address' }).optional(),
});

const environment = variables
  .refine((env) => env.CLOCK_URL === undefined || isHere(env.SLACK_API_URL), {
    path: ['CLOCK_URL'],
    message: 'is for the local Slack alone: with a Slack that is not on this machine, time is what it is',
    // Also when others have faults: all are told at once.
    when: ({ value }) => z.object({ SLACK_API_URL: z.string() }).safeParse(value).success,
  })
  .refine((env) => env.SLACK_APP_TOKEN !== undefined || env.SLACK_SIGNING_SECRET !== undefined, {
    path: ['SLACK_SIGNING_SECRET'],
    message: 'is missing (it is needed unless SLACK_APP_TOKEN turns Socket Mode on)',
    // Also when others have faults: all are told at once.
    when: () => true,
  });

export interface Config {
  readonly botToken: string;
  readonly slackApiUrl: string;
  /** How Slack's requests arrive. */
  readonly inbound:
    | { readonly mode: 'http'; readonly signingSecret: string; readonly port: number }
    | { readonly mode: 'socket'; readonly appToken: string; readonly port: number };
  readonly redisUrl: string;
  readonly lifecycleFile?: string;
  readonly logLevel: string;
  readonly teamGroups: ReadonlyMap<TeamId, string>;
  readonly allowVolatileRedis: boolean;
  /** Tells the time, in place of this machine's clock: of the local Slack. */
  readonly clockUrl?: string;
}

const aboutTheStore = variables.pick({ REDIS_URL: true, LIFECYCLE_FILE: true });

type Read<T> = { readonly config: T } | { readonly faults: readonly string[] };

/** Reads the variables. Empty ones count as absent. */
function parse<T>(schema: z.ZodType<T>, env: NodeJS.ProcessEnv): Read<T> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return { config: parsed.data };
  return { faults: parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) };
}

/** Returns where the partners are kept and what they are folded with, or every fault in that at once. */
export function readStoreConfig(env: NodeJS.ProcessEnv): Read<Pick<Config, 'redisUrl' | 'lifecycleFile'>> {
  const read = parse(aboutTheStore, env);
  if ('faults' in read) return read;
  const { REDIS_URL: redisUrl, LIFECYCLE_FILE: lifecycleFile } = read.config;
  return { config: { redisUrl, ...(lifecycleFile !== undefined && { lifecycleFile }) } };
}

/** Returns the configuration, or every fault in it at once. */
export function readConfig(env: NodeJS.ProcessEnv): Read<Config> {
  const read = parse(environment, env);
  if ('faults' in read) return read;
  const e = read.config;
  return {
    config: {
      botToken: e.SLACK_BOT_TOKEN,
      slackApiUrl: e.SLACK_API_URL,
      inbound: e.SLACK_APP_TOKEN
        ? { mode: 'socket', appToken: e.SLACK_APP_TOKEN, port: e.PORT }
        : { mode: 'http', signingSecret: e.SLACK_SIGNING_SECRET ?? '', port: e.PORT },
      redisUrl: e.REDIS_URL,
      ...(e.LIFECYCLE_FILE !== undefined && { lifecycleFile: e.LIFECYCLE_FILE }),
      logLevel: e.LOG_LEVEL,
      teamGroups: e.TEAM_GROUPS,
      allowVolatileRedis: e.ALLOW_VOLATILE_REDIS,
      ...(e.CLOCK_URL !== undefined && { clockUrl: e.CLOCK_URL }),
    },
  };
}

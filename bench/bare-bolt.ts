import { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { Queue, Worker } from 'bullmq';
import { Redis, type Result } from 'ioredis';
import { bareKeys, bareState } from './bare-state';

/**
 * What we are measured against: a bare Bolt app. Its command reads and parses one 30 KB state from Redis and answers
 * with a text; its action commits that state in one Lua script and adds one BullMQ job, which posts a message.
 */
declare module 'ioredis' {
  // oxlint-disable-next-line no-unused-vars -- the parameter must be there for the declarations to merge
  interface RedisCommander<Context> {
    commitBare(state: string, version: string, text: string): Result<unknown, Context>;
  }
}

const env = (name: string): string => process.env[name] ?? '';
const { prefix, queue: name } = bareKeys;
const connection = new Redis(env('REDIS_URL'), { maxRetriesPerRequest: null });
const redis = new Redis(env('REDIS_URL'));
redis.defineCommand('commitBare', {
  numberOfKeys: 2,
  lua: `redis.call('SET', KEYS[1], ARGV[1]) return redis.call('INCR', KEYS[2])`,
});
const queue = new Queue(name, { connection, prefix, defaultJobOptions: { removeOnComplete: true } });
const client = new WebClient(env('SLACK_BOT_TOKEN'), {
  slackApiUrl: env('SLACK_API_URL'),
  retryConfig: { retries: 0 },
});
const worker = new Worker(
  name,
  async () => {
    await client.chat.postMessage({ channel: 'C0BENCH', text: 'Something changed.' });
  },
  { connection, prefix, concurrency: 20 },
);
worker.on('error', (error) => process.stderr.write(`${error.message}\n`));

const app = new App({
  token: env('SLACK_BOT_TOKEN'),
  botId: 'B0BOT',
  botUserId: 'U0BOT',
  signingSecret: env('SLACK_SIGNING_SECRET'),
  convoStore: false,
  clientOptions: { slackApiUrl: env('SLACK_API_URL') },
});

app.command('/pc', async ({ ack, command }) => {
  const text = await redis.get(bareKeys.state(command.channel_id));
  const state: { name: string; items: { done: boolean }[] } = JSON.parse(text ?? bareState);
  const done = state.items.filter((item) => item.done).length;
  await ack({ response_type: 'ephemeral', text: `${state.name}: ${done} of ${state.items.length} done` });
});
app.action('item-done', async ({ ack, body }) => {
  const channel = body.channel?.id ?? '';
  await redis.commitBare(bareKeys.state(channel), bareKeys.version(channel), bareState);
  await queue.add('post', { channel });
  await ack();
});

app.start(Number(env('PORT'))).then(
  () => process.stdout.write('ready\n'),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);

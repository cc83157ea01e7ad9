import { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

/**
 * What we are measured against: a bare Bolt app. Its command reads and parses one 30 KB state from Redis and answers
 * with a text; its action commits that state in one Lua script and adds one BullMQ job, which posts a message.
 */
const env = (name: string): string => process.env[name] ?? '';
const connection = new Redis(env('REDIS_URL'), { maxRetriesPerRequest: null });
const redis = new Redis(env('REDIS_URL'));
const state = JSON.stringify({
  name: 'Bench',
  items: Array.from({ length: 100 }, (_, n) => ({ id: `item-${n}`, title: 'x'.repeat(240), done: n % 2 === 0 })),
});
const queue = new Queue('bench', { connection, prefix: '{bare}', defaultJobOptions: { removeOnComplete: true } });
const client = new WebClient(env('SLACK_BOT_TOKEN'), {
  slackApiUrl: env('SLACK_API_URL'),
  retryConfig: { retries: 0 },
});
const worker = new Worker(
  'bench',
  async () => {
    await client.chat.postMessage({ channel: 'C0BENCH', text: 'Something changed.' });
  },
  { connection, prefix: '{bare}', concurrency: 20 },
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
const commit = `redis.call('SET', KEYS[1], ARGV[1]) return redis.call('INCR', KEYS[2])`;

app.command('/pc', async ({ ack, command }) => {
  const text = await redis.get(`{bare}:state:${command.channel_id}`);
  const read: { name: string; items: { done: boolean }[] } = JSON.parse(text ?? state);
  const done = read.items.filter((item) => item.done).length;
  await ack({ response_type: 'ephemeral', text: `${read.name}: ${done} of ${read.items.length} done` });
});
app.action('item-done', async ({ ack, body }) => {
  const channel = body.channel?.id ?? '';
  await redis.eval(commit, 2, `{bare}:state:${channel}`, `{bare}:version:${channel}`, state);
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

import { WebClient } from '@slack/web-api';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';

/**
 * What deliveries are measured against: BullMQ workers with the bot's Redis settings and concurrency. The job `post`
 * does nothing but post a message with Slack's Web API client; the job `none` only says how late it was.
 */
const env = (name: string): string => process.env[name] ?? '';
const connection = new Redis(env('REDIS_URL'), { maxRetriesPerRequest: null });
const client = new WebClient(env('SLACK_BOT_TOKEN'), {
  slackApiUrl: env('SLACK_API_URL'),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 10_000,
});
const late: number[] = [];

const worker = new Worker(
  'bare-jobs',
  async (job) => {
    if (job.name === 'post') await client.chat.postMessage(job.data);
    else late.push(performance.timeOrigin + performance.now() - job.data.at);
    if (late.length === job.data.of) process.stdout.write(`late ${JSON.stringify(late.splice(0))}\n`);
  },
  { connection, prefix: '{bare}', concurrency: 20 },
);
worker.on('error', (error) => process.stderr.write(`${error.message}\n`));
worker.waitUntilReady().then(
  () => process.stdout.write('ready\n'),
  (error: unknown) => process.stderr.write(`${String(error)}\n`),
);

import type { ChildProcess } from 'node:child_process';
import { Queue } from 'bullmq';
import { prints, spawnOurs } from './processes';
import type { Stage } from './stage';

/** The queue of bare-jobs.ts, and the process that works on it. */
export interface BareQueue {
  readonly queue: Queue;
  readonly child: ChildProcess;
}

export async function startBareQueue({ redisUrl, slackUrl, redis }: Stage, team: string): Promise<BareQueue> {
  const child = spawnOurs('bench/bare-jobs.js', {
    REDIS_URL: redisUrl,
    SLACK_API_URL: slackUrl,
    SLACK_BOT_TOKEN: `xoxb-${team}`,
  });
  process.once('exit', () => child.kill());
  await prints(child, 'ready');
  const connection = redis.duplicate({ maxRetriesPerRequest: null });
  return { child, queue: new Queue('bare-jobs', { connection, prefix: '{bare}' }) };
}

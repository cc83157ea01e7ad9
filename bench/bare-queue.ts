import type { ChildProcess } from 'node:child_process';
import { Queue } from 'bullmq';
import { prints, spawnOurs, stopProcess } from './processes';
import type { Stage } from './stage';

/** The queue of bare-jobs.ts, and the process that works on it. */
export interface BareQueue {
  readonly queue: Queue;
  readonly child: ChildProcess;
}

export async function startBareQueue({ redisUrl, slackUrl, redis, atEnd }: Stage, team: string): Promise<BareQueue> {
  const child = spawnOurs('bench/bare-jobs.js', {
    REDIS_URL: redisUrl,
    SLACK_API_URL: slackUrl,
    SLACK_BOT_TOKEN: `xoxb-${team}`,
  });
  atEnd(() => stopProcess(child));
  await prints(child, 'ready');
  const connection = redis.duplicate({ maxRetriesPerRequest: null });
  const queue = new Queue('bare-jobs', { connection, prefix: '{bare}' });
  // It would try to reach a Redis that has ended.
  atEnd(async () => {
    await queue.close();
    connection.disconnect();
  });
  return { child, queue };
}

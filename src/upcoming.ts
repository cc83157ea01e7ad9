import { setTimeout as sleep } from 'node:timers/promises';
import type { Upcoming } from '../local-slack/time';
import { connectQueues } from './store/connect';
import { keysOf, queuePrefix } from './store/keys';

const lookAgainMs = 10;

/** Sees from outside, in Redis, what the bot has to do next, and when it is done with what is due. */
export function watchUpcoming(
  redisUrl: string,
  workspace: string,
  now: () => number,
): Upcoming & { stop(): Promise<void> } {
  const redis = connectQueues(redisUrl, () => undefined);
  const { attention } = keysOf(workspace);
  const queue = `${queuePrefix(workspace)}:attention`;
  const next = async (): Promise<number | undefined> => {
    const [, at] = await redis.zrangebyscore(attention, '-inf', '+inf', 'WITHSCORES', 'LIMIT', 0, 1);
    return at === undefined ? undefined : Number(at);
  };
  const isDone = async (): Promise<boolean> => {
    const at = await next();
    if (at !== undefined && at <= now()) return false;
    const underWay = await Promise.all([
      redis.llen(`${queue}:wait`),
      redis.llen(`${queue}:active`),
      redis.zcard(`${queue}:prioritized`),
    ]);
    return underWay.every((jobs) => jobs === 0);
  };
  return {
    next,
    async done() {
      while (!(await isDone())) await sleep(lookAgainMs);
    },
    async stop() {
      redis.disconnect();
    },
  };
}

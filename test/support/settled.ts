import { setTimeout as sleep } from 'node:timers/promises';
import { keysOf } from '../../src/store/keys';
import type { World } from './world';

/** As much of a world as is needed. */
type Stage = Pick<World, 'slack' | 'redis' | 'bot' | 'now'>;

/** Something is broken if it takes longer, however busy the machine is. */
const patienceMs = 60_000;

/**
 * Resolves when nothing goes on: nothing is on its way between Slack and the bot, the bot has done all that it was asked for, also
 * what it does after its answer, and has attended to all that is due by now. Throws when that does not come about.
 */
export async function settled({ slack, redis, bot, now }: Stage): Promise<void> {
  const reader = redis.client();
  const { attention } = keysOf(slack.team.id);
  const work = async () => {
    const due = await reader.zrangebyscore(attention, '-inf', now());
    return { due, isIdle: bot.isIdle };
  };
  const out = AbortSignal.timeout(patienceMs);
  try {
    for (;;) {
      await slack.settled();
      const { isIdle, due } = await work();
      if (isIdle && due.length === 0) {
        // What was done last may have come back from Slack meanwhile.
        await slack.settled({ quietMs: 0 });
        const left = await work();
        if (left.isIdle && left.due.length === 0) return;
      }
      if (out.aborted) throw new Error(`${isIdle ? 'Due' : 'At work, due'} after ${patienceMs} ms: ${due.join(', ')}`);
      if (isIdle) await bot.look();
      else await sleep(5);
    }
  } finally {
    reader.disconnect();
  }
}

/**
 * Resolves when nothing is due in the next minute either: the clock stands still while there is something to do, and then goes to
 * what comes next.
 */
export async function quiet(stage: Stage & Pick<World, 'advance'>): Promise<void> {
  const { redis, slack, now } = stage;
  const reader = redis.client();
  try {
    for (;;) {
      await settled(stage);
      const [, next] = await reader.zrangebyscore(
        keysOf(slack.team.id).attention,
        '-inf',
        '+inf',
        'WITHSCORES',
        'LIMIT',
        0,
        1,
      );
      if (next === undefined || Number(next) > now() + 60_000) return;
      stage.advance(Number(next) - now());
    }
  } finally {
    reader.disconnect();
  }
}

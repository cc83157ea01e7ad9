import { setTimeout as wait } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { BotIdentity } from './clients';
import { problemOf } from './problems';

const answer = z.looseObject({
  team_id: z.string(),
  user_id: z.string(),
  bot_id: z.string().default(''),
  enterprise_id: z.string().nullish(),
});
const longestWaitMs = 30_000;

/**
 * Returns who we are. A Slack that does not answer is asked again until it does; a token it refuses is an error,
 * because only a person can mend that.
 */
export async function identify(client: WebClient, log: Logger): Promise<BotIdentity> {
  for (let waitMs = 500; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      const said = answer.parse(await client.auth.test());
      const { team_id: teamId, user_id: botUserId, bot_id: botId, enterprise_id: enterpriseId } = said;
      return { teamId, botUserId, botId, ...(enterpriseId && { enterpriseId }) };
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind === 'refused' || problem.kind === 'app-refused')
        throw new Error(`SLACK_BOT_TOKEN is refused by Slack: ${problem.sentence}`, { cause: error });
      log.warn({ problem, waitMs }, 'Slack cannot be asked who we are; trying again');
      await wait(waitMs);
    }
  }
}

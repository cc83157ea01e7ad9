import { nextAttempt, outcomeOf, stepFailed } from '../../jobs/deliver/courier';
import type { LocalSlack } from '../../local-slack';
import { later } from '../../src/domain/ids';
import { second, minute } from '../../src/domain/time';
import type { SlackClient } from '../../src/slack/client';
import { start } from '../support/given';
import { slackAndClient } from './slack';

/** When a delivery that did not work is tried again. */

let slack: LocalSlack;
let client: SlackClient;

beforeAll(async () => {
  ({ slack, client } = await slackAndClient());
});
afterAll(() => slack.stop());

/** What becomes of a call after so many attempts, as time until the next; nothing when it is for a person to mend. */
async function after(attempts: number, fault: Parameters<LocalSlack['fail']>[1]) {
  slack.fail('auth.test', fault);
  const outcome = await client.auth.test().then(
    () => undefined,
    (error: unknown) => outcomeOf(error, { clock: () => start }, attempts, stepFailed('pin')),
  );
  if (outcome && 'waitMs' in outcome) return { waits: outcome.waitMs };
  const fact = outcome && 'fact' in outcome ? outcome.fact : undefined;
  return fact?.type === 'StepFailed' && fact.retryAt !== undefined ? { again: fact.retryAt - start } : {};
}

test('soon at first, then ever more seldom, and every ten minutes at last', async () => {
  const times = [0, 1, 2, 3, 4, 5, 99].map((attempts) => nextAttempt(start, attempts));
  const waits = [5 * second, 30 * second, 2 * minute, 5 * minute, 10 * minute, 10 * minute, 10 * minute];
  expect(times).toEqual(waits.map((wait) => later(start, wait)));
  for (const fault of [{ status: 503 }, { error: 'internal_error' }, 'drop'] as const)
    expect(await after(1, fault)).toEqual({ again: 30 * second });
});

test('for want of a permission after one minute, ten, and then every half hour: a person reinstalls the app', async () => {
  const waits = await Promise.all([0, 1, 2, 9].map((attempts) => after(attempts, { error: 'missing_scope' })));
  expect(waits).toEqual([minute, 10 * minute, 30 * minute, 30 * minute].map((again) => ({ again })));
});

test('not at all when Slack said no to it; as late as Slack wants when it asked us to wait', async () => {
  expect(await after(0, { error: 'is_archived' })).toEqual({});
  expect(await after(7, { retryAfter: 30 })).toEqual({ waits: 30 * second });
});

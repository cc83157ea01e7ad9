import { z } from 'zod';
import { readJson } from '../../src/domain/json';
import type { ApiCall, BotRequest } from '../traffic';

/** What was refused, in Slack's word or the bot's, and why: for developers. */

export interface Refused {
  /** Slack's word for it, or what became of the request. */
  error?: string;
  /** In words; absent where the error says it all. */
  why?: string;
}

const reasons = z.object({
  error: z.string().default('unknown'),
  errors: z.array(z.string()).default([]),
  needed: z.string().optional(),
});

/** Slack's refusal of a call. */
export function refusalOf(answer: ApiCall['answer']): Refused {
  const { error, errors, needed } = reasons.parse(answer);
  const scope = needed === undefined ? [] : [`it takes the scope ${needed}`];
  const why = [...errors, ...scope].join('; ') || meanings[error];
  return { error, ...(why === undefined ? {} : { why }) };
}

const meanings: Readonly<Record<string, string | undefined>> = {
  channel_not_found: 'there is no such channel, or it is private and the bot is not in it',
  exchanged_trigger_id: 'the trigger was used before: each opens one modal',
  expired_trigger_id: 'the trigger is older than three seconds',
  invalid_auth: 'the token is not one of this app',
  is_archived: 'the channel is archived',
  message_not_found: 'there is no such message in the channel',
  not_authed: 'no token was sent',
  not_in_channel: 'the bot is not in the channel',
  ratelimited: 'too many calls: Retry-After says when to come again',
  user_not_found: 'there is no such person',
};

/** What the bot answers a form with when it takes nothing of it. */
const formErrors = z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) });

/** The bot's refusal of a request, or its failure to answer; undefined where it took it. */
export function refusedBy({ status, answer }: BotRequest): Refused | undefined {
  if (status === 'timeout') return { error: 'timeout', why: 'the bot did not answer in time' };
  if (status === 'unreachable') return { error: 'unreachable', why: answer || 'the bot is not there' };
  if (status !== 200) return { error: `HTTP ${status}`, ...(answer && { why: answer.slice(0, 300) }) };
  const { data } = formErrors.safeParse(parsed(answer));
  return data && { error: 'errors', why: Object.values(data.errors).join('; ') };
}

/** What was sent, read as JSON where it is that. */
export function parsed(text: string): unknown {
  const value = readJson(text);
  return value === undefined ? text : value;
}

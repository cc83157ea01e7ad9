import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { ZodError } from 'zod';
import { lacksPermission, whyShutOut } from './access';

/** What became of a call to Slack that did not work. */
export type Problem =
  /** Slack asks us to wait. */
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  /** Slack said no, and will say no again until somebody mends it. */
  | { readonly kind: 'refused'; readonly code: string; readonly sentence: string }
  /** Slack refuses the app, whatever it is about: nothing is wrong with what was asked for, and it will do once that is mended. */
  | { readonly kind: 'app-refused'; readonly code: string; readonly sentence: string }
  /** Slack said that it failed; trying again may help, and nothing was done. */
  | { readonly kind: 'failed'; readonly sentence: string }
  /** No answer, or none that can be read: it may have been done or not. */
  | { readonly kind: 'unknown'; readonly sentence: string };

const passing = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/** Slack asks to wait in its answer alone, and does not say for how long. */
const limits = new Set(['ratelimited', 'rate_limited']);

const sentences: Readonly<Record<string, string>> = {
  name_taken: 'A channel of that name exists already.',
  is_archived: 'The channel is archived. Unarchive it in Slack.',
  channel_not_found: 'The bot cannot see the channel. Invite it there with /invite.',
  not_in_channel: 'The bot is not in the channel. Invite it there with /invite.',
  method_not_supported_for_channel_type: 'The channel is private. Invite the bot there with /invite.',
  restricted_action: 'A workspace setting forbids this to apps. Ask a workspace admin.',
  user_not_found: 'Slack does not know this person any more.',
  users_not_found: 'Slack does not know this person any more.',
  user_is_restricted: 'A guest cannot be added by the bot. Add them to the channel by hand.',
  cant_invite: 'This person cannot be invited. Add them to the channel by hand.',
  connection_limit_exceeded: 'The workspace has reached its number of Slack Connect channels.',
  invalid_email: 'Slack does not take this email address.',
  not_paid: 'Slack Connect needs a paid plan.',
};

const lacking = 'The app lacks a permission. Reinstall it from manifest.yml.';

/** Returns what went wrong in words for a person. Errors that did not come from Slack are thrown on. */
export function problemOf(error: unknown): Problem {
  if (error instanceof WebAPIRateLimitedError)
    return { kind: 'rate-limited', retryAfterMs: Math.max(1, error.retryAfter) * 1000 };
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    if (limits.has(code)) return { kind: 'rate-limited', retryAfterMs: 1000 };
    if (passing.has(code)) return { kind: 'failed', sentence: `Slack has a fault just now (${code}).` };
    const shutOut = whyShutOut(code);
    if (shutOut !== undefined) return { kind: 'app-refused', code, sentence: shutOut };
    if (lacksPermission.has(code)) return { kind: 'app-refused', code, sentence: lacking };
    return { kind: 'refused', code, sentence: sentences[code] ?? `Slack refused it (${code}).` };
  }
  // A 5xx of Slack's front may hide a call that was carried out.
  if (error instanceof WebAPIHTTPError)
    return { kind: 'unknown', sentence: `Slack has a fault just now (HTTP ${error.statusCode}).` };
  if (error instanceof WebAPIRequestError) return { kind: 'unknown', sentence: 'Slack did not answer.' };
  // Nothing but Slack's answers is read through a schema where Slack is called.
  if (error instanceof ZodError) return { kind: 'unknown', sentence: 'Slack answered what cannot be read.' };
  throw error;
}

/** Returns whether an error is of a call to Slack. */
export const isOfSlack = (error: unknown): boolean =>
  [WebAPIRateLimitedError, WebAPIPlatformError, WebAPIHTTPError, WebAPIRequestError].some(
    (kind) => error instanceof kind,
  );

/** Returns whether Slack refused a call with one of these error codes. */
export const isRefusedWith = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof WebAPIPlatformError && codes.includes(error.data.error);

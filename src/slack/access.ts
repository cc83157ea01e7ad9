import { WebAPIRateLimitedError } from '@slack/web-api';
import type { Logger } from 'pino';
import { later, type Instant } from '../domain/ids';
import { second } from '../domain/time';

/** It is not our turn: thrown instead of calling Slack, and handled as when Slack itself asks to wait. */
export class PutOff extends WebAPIRateLimitedError {
  constructor(ms: number) {
    super(ms / second);
  }
}

/** What Slack says when it refuses the app whatever it asks for, and what whoever runs the bot can do about it. */
const shutOut: Readonly<Record<string, string>> = {
  account_inactive: 'The app was removed from the workspace. Reinstall it, and restart the bot with the new token.',
  ekm_access_denied: 'The workspace has suspended access to what is in it. Ask a workspace admin.',
  invalid_auth: 'The bot token does not work any more. Reinstall the app, and restart the bot with the new token.',
  not_authed: 'The bot has no token. Restart it with one.',
  org_login_required: 'The workspace is being moved into an organisation. Ask a workspace admin.',
  token_expired: 'The bot token has expired. Reinstall the app, and restart the bot with the new token.',
  token_revoked: 'The bot token was revoked. Reinstall the app, and restart the bot with the new token.',
};

/** Returns what shuts the app out, in words; nothing when the refusal is about what was asked for. */
export const whyShutOut = (code: string): string | undefined =>
  Object.hasOwn(shutOut, code) ? shutOut[code] : undefined;

/** A permission that the app was not given: all who ask for the same thing are refused. */
export const lacksPermission: ReadonlySet<string> = new Set(['missing_scope', 'not_allowed_token_type']);

const waits = [5, 15, 30].map((seconds) => seconds * second);
/** No longer than a minute, so that all goes on soon after somebody mended it. */
const longest = 60 * second;
const waitAfter = (tries: number): number => waits[tries] ?? longest;

/**
 * Whether Slack lets the app in, as this process heard last. While it does not, deliveries wait: one call now and then tries
 * whether it does again, and any call that gets through, a person's too, lets all of them go on. The log tells it once, loudly.
 */
export class Access {
  #shut: { readonly tries: number; readonly until: Instant } | undefined;
  readonly #lacking = new Set<string>();

  constructor(private readonly options: { readonly clock: () => Instant; readonly log: Logger }) {}

  /** Throws PutOff while the app is shut out, but for the one call that tries whether it still is. */
  ask(): void {
    if (!this.#shut) return;
    const { tries, until } = this.#shut;
    const now = this.options.clock();
    // A clock that was set back holds nobody for longer.
    if (until > now && until - now <= longest) throw new PutOff(until - now);
    this.#shut = { tries: tries + 1, until: later(now, waitAfter(tries + 1)) };
  }

  /** Slack did what a call asked for, or refused it for a reason of its own. */
  granted(method: string): void {
    if (this.#lacking.delete(method)) this.options.log.warn({ method }, 'the app has the permission that it lacked');
    if (!this.#shut) return;
    this.#shut = undefined;
    this.options.log.warn('Slack lets the app in again: what waited goes on');
  }

  /** Slack refused a call with this code; `needed` is the permission, when it says so. */
  refused(method: string, code: string, needed?: unknown): void {
    const { clock, log } = this.options;
    const why = whyShutOut(code);
    if (why === undefined && !lacksPermission.has(code)) return this.granted(method);
    if (why === undefined) {
      if (!this.#lacking.has(method))
        log.error({ method, code, needed }, 'The app lacks a permission. Reinstall it from manifest.yml');
      this.#lacking.add(method);
      return;
    }
    if (!this.#shut)
      log.error({ method, code }, `Slack refuses the app as a whole. ${why} Until then all deliveries wait`);
    const tries = this.#shut?.tries ?? 0;
    this.#shut = { tries, until: later(clock(), waitAfter(tries)) };
  }
}

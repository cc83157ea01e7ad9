import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
  type WebAPICallResult,
} from '@slack/web-api';
import { z } from 'zod';
import { readJson } from '../domain/json';
import type { Access } from './access';
import { post, type Answer } from './http';

export interface ClientOptions {
  readonly slackApiUrl: string;
  /** How long a call waits for its answer. */
  readonly timeoutMs: number;
  /** Is told what Slack's answers say of the app as a whole. */
  readonly access?: Access | undefined;
}

const result = z.looseObject({ ok: z.boolean(), error: z.string().optional() });

/**
 * The library's client with its typed methods and its errors, and a call of our own: sent once, at once, with a limit
 * in time. The library's own may send a message twice, stops its whole queue at one rate limit, and spends more on
 * preparing what it would log than on the request.
 */
export class SlackClient extends WebClient {
  readonly #headers;
  readonly #timeoutMs: number;
  readonly #access: Access | undefined;

  constructor(token: string, { slackApiUrl, timeoutMs, access }: ClientOptions) {
    super(token, { slackApiUrl, fetch: lateFetch });
    this.#timeoutMs = timeoutMs;
    this.#access = access;
    this.#headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' };
  }

  /** Throws the library's errors, and no others. */
  override async apiCall(method: string, options: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    const answer = await this.#ask(method, formOf(options));
    if (answer.status === 429) throw new WebAPIRateLimitedError(Number(answer.headers['retry-after']) || 1);
    const told = answer.status === 200 ? result.safeParse(readJson(answer.body)).data : undefined;
    // A page of some proxy in between, say.
    if (!told) throw new WebAPIHTTPError(answer.status, answer.statusText, textHeaders(answer), answer.body);
    const { error = 'unknown_error' } = told;
    if (told.ok) this.#access?.granted(method);
    else this.#access?.refused(method, error, told['needed']);
    if (!told.ok) throw new WebAPIPlatformError({ ...told, error });
    return told;
  }

  async #ask(method: string, form: string): Promise<Answer> {
    try {
      return await post(`${this.slackApiUrl}${method}`, form, { headers: this.#headers, timeoutMs: this.#timeoutMs });
    } catch (error) {
      throw new WebAPIRequestError(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** Node loads its `fetch` when it is first looked at: not at a start that has no use for it. */
export const lateFetch: typeof fetch = (input, init) => fetch(input, init);

/** A form as Slack reads it: what is more than a word or a number is JSON. */
function formOf(options: Record<string, unknown>): string {
  let form = '';
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined || value === null) continue;
    form += `${form && '&'}${key}=${(isObject(value) && ahead.get(value)) || encoded(value)}`;
  }
  return form;
}

const encoded = (value: unknown): string =>
  encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value));

/** What was encoded before it is sent. */
const ahead = new WeakMap<object, string>();

/** Encodes what will be sent, and not changed before, while there is time. */
export const encodeAhead = (value: object): void => void ahead.set(value, encoded(value));

const isObject = (value: unknown): value is object => typeof value === 'object';

const textHeaders = ({ headers }: Answer): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

import { z } from 'zod';
import { readJson } from '../../src/domain/json';
import { faultsOf } from '../block-kit/check';
import { refuse, SlackError } from '../errors';
import type { Manifest } from '../manifest';
import type { Modals } from '../modals';
import { neededFor } from '../scopes';
import type { Channel, Message, Person } from '../state';
import type { Triggers } from '../triggers';
import type { Workspace } from '../workspace';

/** What a Web API method is: its arguments, checked, and what it does. */

export interface Desk {
  ws: Workspace;
  modals: Modals;
  triggers: Triggers;
  manifest: Manifest;
  /** Where a Socket Mode client may connect. */
  socketUrl: () => string;
}

export interface Method {
  /** The app-level token is asked for instead of the bot's. */
  appToken?: boolean;
  call: (raw: Record<string, unknown>, desk: Desk, name: string) => Record<string, unknown>;
}

/** Form bodies carry strings only: numbers, booleans and JSON come as text. */
export const bool = z.union([
  z.boolean(),
  z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1'),
]);
export const int = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);
export const filled = z.string().min(1);

/** An array or object, or its JSON. */
export const json = z.unknown().transform((value, ctx): unknown => {
  if (typeof value !== 'string') return value;
  const read = readJson(value);
  if (read === undefined) ctx.addIssue({ code: 'custom', message: 'must be valid JSON' });
  return read;
});
export const list = z.union([
  z.array(z.string()),
  z.string().transform((value) => value.split(',').map((part) => part.trim())),
]);
export const jsonList = json.pipe(z.array(z.string()));

/** Every method takes these. */
const everywhere = { token: z.string().optional(), team_id: z.string().optional() };

/** A method of the Web API, stricter than Slack: it refuses arguments that it does not know, and scopes that the manifest does not ask for. */
export function method<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (args: z.infer<z.ZodObject<Shape>>, desk: Desk) => Record<string, unknown>,
): Method {
  const schema = z.object(shape);
  const known = new Set([...Object.keys(shape), ...Object.keys(everywhere)]);
  return {
    call(raw, desk, name) {
      const unknown = Object.keys(raw).filter((key) => !known.has(key));
      if (unknown.length > 0) refuse('invalid_arguments', ...unknown.map((key) => `unknown argument: ${key}`));
      const parsed = schema.safeParse(raw, { reportInput: true });
      if (!parsed.success) return refuse('invalid_arguments', ...faultsOf(parsed.error));
      checkScope(raw, desk, name);
      return run(parsed.data, desk);
    },
  };
}

function kindMeant(raw: Record<string, unknown>, desk: Desk): Channel['kind'] {
  if (raw['is_private'] === true || raw['is_private'] === 'true') return 'private';
  const id = raw['channel'] ?? raw['channel_id'];
  return (typeof id === 'string' ? desk.ws.channel(id)?.kind : undefined) ?? 'public';
}

function checkScope(raw: Record<string, unknown>, desk: Desk, name: string): void {
  const needed = neededFor(name, kindMeant(raw, desk));
  if (needed.length > 0 && !needed.some((scope) => desk.manifest.scopes.has(scope)))
    missingScope(desk, needed[0] ?? '');
}

/** Refuses with what Slack says too: the scope that is needed, and those there are. */
export function missingScope(desk: Desk, needed: string): never {
  throw new SlackError('missing_scope', { needed, provided: [...desk.manifest.scopes].join(',') });
}

/** A channel the bot can know of. */
export function channelOf(desk: Desk, id: string): Channel {
  const channel = desk.ws.channel(id);
  if (!channel) return refuse('channel_not_found');
  if (channel.kind !== 'public' && !channel.members.includes(desk.ws.app.botUserId)) return refuse('channel_not_found');
  return channel;
}

/** A channel the bot is in. */
export function joinedChannel(desk: Desk, id: string): Channel {
  const channel = channelOf(desk, id);
  if (!channel.members.includes(desk.ws.app.botUserId)) return refuse('not_in_channel');
  return channel;
}

/** A channel the bot is in and may change. */
export function openChannel(desk: Desk, id: string): Channel {
  const channel = joinedChannel(desk, id);
  if (channel.archived) return refuse('is_archived');
  return channel;
}

export const personOf = (desk: Desk, id: string): Person => desk.ws.person(id) ?? refuse('user_not_found');

export const messageOf = (desk: Desk, channel: Channel, ts: string): Message =>
  desk.ws.message(channel, ts) ?? refuse('message_not_found');

/** One page of a list, with the cursor of the next. */
export function page<T>(all: T[], limit: number, cursor: string | undefined): { items: T[]; next: string } {
  let from = 0;
  if (cursor !== undefined && cursor !== '') {
    from = Number(Buffer.from(cursor, 'base64').toString());
    if (!Number.isInteger(from) || from < 0) refuse('invalid_cursor');
  }
  const to = from + limit;
  return { items: all.slice(from, to), next: to < all.length ? Buffer.from(String(to)).toString('base64') : '' };
}

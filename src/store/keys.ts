import type { Attendee, PartnerId } from '../domain/ids';

/**
 * Every key, in one place. All keys of a Slack workspace share one hash tag, so that a commit is one script in one
 * slot of a Redis Cluster, and workspaces spread over its slots.
 *
 *     {pc:T1}:log:<partner>       list: the partner's events, oldest first; the truth
 *     {pc:T1}:snapshot:<partner>  hash: the packed fold of the log at some version; disposable
 *     {pc:T1}:attention           sorted set: partner by the instant at which it next needs attention, and person by the
 *                                 instant at which their digest may be due
 *     {pc:T1}:attended            hash: partner or person -> the process that attends to them just now
 *     {pc:T1}:processes           sorted set: process by the time of Redis' clock until which it is presumed alive
 *     {pc:T1}:summaries           hash: partner -> its summary for lists
 *     {pc:T1}:names               hash: a name as it is claimed -> the partner that has it
 *     {pc:T1}:channels            hash: channel -> the partner that has it
 *     {pc:T1}:list:<list>         sorted set, all scores 0: `<name>\0<partner>`, so that a page is a range of it
 *     {pc:T1}:deliveries:<partner or person>  hash: a delivery that was begun -> when (ms of Redis' clock), or `unanswered`; gone once
 *                                 it is recorded, however long that takes
 *     {pc:T1}:turns:<bucket>      sorted set: calls made and promised by their instant; gone when all are long past
 *     {pc:T1}:hold:<bucket>       hash, until Slack's wait is over: from and till when, and when the last who waits comes
 *     {pc:T1}:held-channels       sorted set: channels that Slack holds, by the instant until when
 *     {pc:T1}:news                channel: what one process tells the others
 *     {pc:T1}:written             channel: whose log was written to, and by which process
 */
export interface Keys {
  readonly attention: string;
  readonly attended: string;
  readonly processes: string;
  readonly summaries: string;
  readonly names: string;
  readonly channels: string;
  readonly log: (id: Attendee) => string;
  readonly snapshot: (id: PartnerId) => string;
  list(name: string): string;
  readonly heldChannels: string;
  readonly news: string;
  readonly written: string;
  readonly deliveries: (id: Attendee) => string;
  /** A bucket is a method of Slack's, or a channel's share of one. */
  turns(bucket: string): string;
  hold(bucket: string): string;
}

/** Returns the keys of a workspace. Throws when that is not the id of one. */
export function keysOf(workspace: string): Keys {
  const tag = tagOf(workspace);
  return {
    attention: `${tag}:attention`,
    attended: `${tag}:attended`,
    processes: `${tag}:processes`,
    summaries: `${tag}:summaries`,
    names: `${tag}:names`,
    channels: `${tag}:channels`,
    log: (id) => `${tag}:log:${id}`,
    snapshot: (id) => `${tag}:snapshot:${id}`,
    list: (name) => `${tag}:list:${name}`,
    heldChannels: `${tag}:held-channels`,
    news: `${tag}:news`,
    written: `${tag}:written`,
    deliveries: (id) => `${tag}:deliveries:${id}`,
    turns: (bucket) => `${tag}:turns:${bucket}`,
    hold: (bucket) => `${tag}:hold:${bucket}`,
  };
}

/** Tells what a key is: of which workspace, of which kind (`log`), and of what (the partner). Nothing when it is none of ours. */
export function parseKey(key: string): { workspace: string; kind: string; rest: string } | undefined {
  const [, workspace, kind, rest = ''] = /^\{pc:([TE][A-Z0-9]+)\}:([a-z-]+)(?::(.*))?$/s.exec(key) ?? [];
  return workspace === undefined || kind === undefined ? undefined : { workspace, kind, rest };
}

/** The prefix to give BullMQ, whose scripts too need all their keys in one slot. */
export const queuePrefix = (workspace: string): string => `${tagOf(workspace)}:queue`;

function tagOf(workspace: string): string {
  if (!/^[TE][A-Z0-9]+$/.test(workspace)) throw new Error(`Not the id of a Slack workspace: ${workspace}`);
  return `{pc:${workspace}}`;
}

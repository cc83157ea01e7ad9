import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster, Redis, Result } from 'ioredis';
import { projectRoot } from '../project-root';

export type RedisConnection = Redis | Cluster;

declare module 'ioredis' {
  // oxlint-disable-next-line no-unused-vars -- the parameter must be there for the declarations to merge
  interface RedisCommander<Context> {
    /** commit.lua: the number of keys, the keys, the arguments. */
    commitPartner(...args: (string | number)[]): Result<unknown, Context>;
    /** take.lua: the number of keys, the keys, the arguments. */
    takeAttendee(...args: (string | number)[]): Result<unknown, Context>;
    /** settle.lua: its four keys, then its arguments. */
    settleAttendee(...args: (string | number)[]): Result<unknown, Context>;
    /** alive.lua */
    stayAlive(processes: string, process: string, ms: number): Result<unknown, Context>;
    /** begin.lua: its four keys, then its arguments. */
    beginCall(...args: (string | number)[]): Result<unknown, Context>;
    /** limited.lua: its three keys, then its arguments. */
    callLimited(...args: (string | number)[]): Result<unknown, Context>;
    /** dismiss.lua: its three keys, then its arguments. */
    dismissPerson(...args: string[]): Result<unknown, Context>;
    /** mend.lua: its two keys, then its arguments. */
    mendIndex(...args: (string | number)[]): Result<unknown, Context>;
    /** read.lua */
    readPartnerBuffer(log: string, snapshot: string, format: number): Result<unknown, Context>;
  }
}

const source = (file: string): string => readFileSync(join(projectRoot(), 'src/store', file), 'utf8');

/** Teaches a connection our scripts; it sends a script once, later only its hash. */
export function defineScripts(redis: RedisConnection): void {
  redis.defineCommand('commitPartner', { lua: source('commit.lua') });
  const begin = `local function begin(KEYS, ARGV)\n${source('begin.lua')}\nend`;
  redis.defineCommand('takeAttendee', { lua: `${begin}\n${source('take.lua')}` });
  redis.defineCommand('settleAttendee', { lua: source('settle.lua'), numberOfKeys: 4 });
  redis.defineCommand('stayAlive', { lua: source('alive.lua'), numberOfKeys: 1 });
  redis.defineCommand('beginCall', { lua: source('begin.lua'), numberOfKeys: 4 });
  redis.defineCommand('callLimited', { lua: source('limited.lua'), numberOfKeys: 3 });
  redis.defineCommand('dismissPerson', { lua: source('dismiss.lua'), numberOfKeys: 3 });
  redis.defineCommand('mendIndex', { lua: source('mend.lua'), numberOfKeys: 2 });
  redis.defineCommand('readPartner', { lua: source('read.lua'), numberOfKeys: 2 });
}

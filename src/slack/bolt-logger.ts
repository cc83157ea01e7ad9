import type { Logger as BoltLogger } from '@slack/bolt';
import { LogLevel } from '@slack/web-api';
import type { Logger } from 'pino';

/** Lets Bolt write to our log; its own levels and names are ours to set. */
export function boltLogger(log: Logger): BoltLogger {
  const line = (parts: readonly unknown[]) => parts.map(String).join(' ');
  return {
    // Bolt says much on every request that nobody asked for.
    debug: (...parts) => log.isLevelEnabled('debug') && log.debug(line(parts)),
    info: (...parts) => log.info(line(parts)),
    warn: (...parts) => log.warn(line(parts)),
    error: (...parts) => log.error(line(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

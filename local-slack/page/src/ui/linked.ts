/** Where a link to a message leads, as Slack makes them. */

const permalink = /^https:\/\/[\w.-]+\.slack\.com\/archives\/(\w+)\/p(\d+)(\d{6})(?:\?(.*))?$/;

interface Linked {
  channel: string;
  ts: string;
  thread?: string;
}

/** Where a web address leads within this workspace; undefined when it leads elsewhere. */
export function linkedMessage(address: string): Linked | undefined {
  const [, channel, seconds, micros, query] = permalink.exec(address) ?? [];
  if (channel === undefined || seconds === undefined || micros === undefined) return undefined;
  const thread = new URLSearchParams(query).get('thread_ts');
  const ts = `${seconds}.${micros}`;
  return { channel, ts, ...(thread === null || thread === ts ? {} : { thread }) };
}

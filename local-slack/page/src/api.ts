import {
  answer,
  type Answer,
  type Deed,
  messagesAnswer,
  type MessagesAnswer,
  trafficDetail,
  type TrafficDetail,
} from '../../browser/protocol';

/** Asking the page's server. A server that is not there is an answer too. */

export async function send(as: string, deed: Deed): Promise<Answer> {
  try {
    const response = await fetch('/browser/do', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as, deed }),
    });
    return answer.parse(await response.json());
  } catch {
    return { ok: false, error: noAnswer };
  }
}

const noAnswer = 'The local Slack does not answer. Is `npm start` still running?';

async function read(path: string, query: Record<string, string>): Promise<unknown> {
  const response = await fetch(`/browser/${path}?${new URLSearchParams(query)}`).catch(() => {
    throw new Error(noAnswer);
  });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  return response.json();
}

export async function readMessages(
  as: string,
  channel: string,
  { before, thread }: { before?: string; thread?: string } = {},
): Promise<MessagesAnswer> {
  const from = { ...(before === undefined ? {} : { before }), ...(thread === undefined ? {} : { thread }) };
  return messagesAnswer.parse(await read('messages', { as, channel, limit: '40', ...from }));
}

/** Who there is to be. */
export async function readPeople(): Promise<string[]> {
  const found = await read('people', {});
  const people: unknown = typeof found === 'object' && found !== null && 'people' in found ? found.people : [];
  return Array.isArray(people) ? people.map(String) : [];
}

export async function readTraffic(id: number): Promise<TrafficDetail> {
  return trafficDetail.parse(await read('traffic', { id: String(id) }));
}

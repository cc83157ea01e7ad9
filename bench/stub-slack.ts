import { createServer } from 'node:http';

/**
 * A Slack that answers every call at once and checks nothing: a process of its own, so that its time is nobody's. The
 * workspace is the one that the token names (`xoxb-T0BENCH`). `/counts` tells how often each method was called, `/posts`
 * which messages came and when, since it was asked last; `/limit?calls=600&ms=60000` takes no more messages than that.
 */
const person = (user: string, team: string) => ({ id: user, team_id: team, name: 'bench', real_name: 'Bench Person' });

let n = 0;
const answers: Readonly<Record<string, (body: URLSearchParams, team: string) => object>> = {
  'auth.test': (_, team) => ({ team_id: team, user_id: 'U0BOT', bot_id: 'B0BOT' }),
  'users.info': (body, team) => ({ user: person(body.get('user') ?? 'U0', team) }),
  'conversations.open': () => ({ channel: { id: 'D0BENCH' } }),
  'chat.postMessage': (body) => {
    posts.push({ at: now(), metadata: body.get('metadata') ?? '' });
    return { channel: body.get('channel'), ts: `1700000000.${(n += 1)}` };
  },
  'chat.update': (body) => ({ channel: body.get('channel'), ts: body.get('ts') }),
  counts: () => Object.fromEntries(counts),
  posts: () => ({ refused: refused.splice(0).length, posts: posts.splice(0) }),
};
const counts = new Map<string, number>();
const posts: { readonly at: number; readonly metadata: string }[] = [];
const refused: number[] = [];

/** When the messages of the last while were taken. */
let taken: number[] = [];
let limit = { calls: Infinity, ms: 0 };

/** Milliseconds until another message is taken. */
function wait(): number {
  if (limit.calls === Infinity) return 0;
  const since = now() - limit.ms;
  taken = taken.filter((at) => at > since);
  const first = taken.at(-limit.calls);
  if (first !== undefined) return Math.max(first - since, 1);
  taken.push(now());
  return 0;
}

/** To a fraction of a millisecond. */
const now = (): number => performance.timeOrigin + performance.now();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const [method = '', query] = request.url?.split('/').at(-1)?.split('?') ?? [];
    const team = request.headers.authorization?.split('-').at(-1) ?? '';
    const body = new URLSearchParams(Buffer.concat(chunks).toString());
    counts.set(method, (counts.get(method) ?? 0) + 1);
    if (method === 'limit') {
      const asked = new URLSearchParams(query);
      limit = { calls: Number(asked.get('calls') ?? Infinity), ms: Number(asked.get('ms')) };
      taken = [];
    }
    const ms = method === 'chat.postMessage' ? wait() : 0;
    if (ms > 0) refused.push(ms);
    const headers = { 'content-type': 'application/json', ...(ms > 0 && { 'retry-after': `${Math.ceil(ms / 1000)}` }) };
    response.writeHead(ms > 0 ? 429 : 200, headers);
    response.end(
      JSON.stringify(ms > 0 ? { ok: false, error: 'ratelimited' } : { ok: true, ...answers[method]?.(body, team) }),
    );
  });
});
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => process.stdout.write('ready\n'));

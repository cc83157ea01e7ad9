import { createServer } from 'node:http';

/**
 * A Slack that answers every call at once and checks nothing: a process of its own, so that its time is nobody's. The
 * workspace is the one that the token names (`xoxb-T0BENCH`). `/counts` tells how often each method was called.
 */
const person = (user: string, team: string) => ({ id: user, team_id: team, name: 'bench', real_name: 'Bench Person' });

let n = 0;
const answers: Readonly<Record<string, (body: URLSearchParams, team: string) => object>> = {
  'auth.test': (_, team) => ({ team_id: team, user_id: 'U0BOT', bot_id: 'B0BOT' }),
  'users.info': (body, team) => ({ user: person(body.get('user') ?? 'U0', team) }),
  'conversations.open': () => ({ channel: { id: 'D0BENCH' } }),
  'chat.postMessage': (body) => ({ channel: body.get('channel'), ts: `1700000000.${(n += 1)}` }),
  'chat.update': (body) => ({ channel: body.get('channel'), ts: body.get('ts') }),
  counts: () => Object.fromEntries(counts),
};
const counts = new Map<string, number>();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const method = request.url?.split('/').at(-1) ?? '';
    const team = request.headers.authorization?.split('-').at(-1) ?? '';
    const body = new URLSearchParams(Buffer.concat(chunks).toString());
    counts.set(method, (counts.get(method) ?? 0) + 1);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, ...answers[method]?.(body, team) }));
  });
});
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => process.stdout.write('ready\n'));

import { createServer } from 'node:http';

/** A Slack that answers every call at once and checks nothing: a process of its own, so that its time is nobody's. */
const person = (user: string) => ({ id: user, team_id: 'T0BENCH', name: 'bench', real_name: 'Bench Person' });

let n = 0;
const answers: Readonly<Record<string, (body: URLSearchParams) => object>> = {
  'auth.test': () => ({ team_id: 'T0BENCH', user_id: 'U0BOT', bot_id: 'B0BOT' }),
  'users.info': (body) => ({ user: person(body.get('user') ?? 'U0') }),
  'conversations.create': () => ({ channel: { id: `C0${(n += 1)}`, name: `pc-${n}` } }),
  'conversations.open': () => ({ channel: { id: 'D0BENCH' } }),
  'conversations.inviteShared': () => ({ invite_id: `I${(n += 1)}` }),
  'bookmarks.list': () => ({ bookmarks: [] }),
  'chat.postMessage': (body) => ({ channel: body.get('channel'), ts: `1700000000.${(n += 1)}` }),
  'chat.update': (body) => ({ channel: body.get('channel'), ts: body.get('ts') }),
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const method = (request.url ?? '').split('/').at(-1) ?? '';
    const body = new URLSearchParams(Buffer.concat(chunks).toString());
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, ...answers[method]?.(body) }));
  });
});
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => process.stdout.write('ready\n'));

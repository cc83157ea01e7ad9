import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalSlack } from '../../local-slack';
import { seed } from '../../local-slack/seed';
import { clientOf, startSlack } from './support';

const folder = () => mkdtempSync(join(tmpdir(), 'local-slack-'));

test('a restart finds everything again, and the bot keeps its tokens', async () => {
  const dataFile = join(folder(), 'data', 'slack.json');
  let seeded = 0;
  const start = (): Promise<LocalSlack> =>
    startSlack({
      dataFile,
      seed: (slack) => {
        seeded += 1;
        seed(slack);
      },
    });
  const first = await start();
  const client = clientOf(first);
  const { channel } = await client.conversations.create({ name: 'pc-acme' });
  await client.chat.postMessage({
    channel: channel?.id ?? '',
    text: 'x',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*Still here*' } }],
    metadata: { event_type: 'card', event_payload: { key: 'k' } },
  });
  const before = { token: first.botToken, people: first.people(), messages: first.messagesIn('pc-acme') };
  await first.stop();

  const second = await start();
  expect(seeded).toBe(1);
  expect({ token: second.botToken, people: second.people(), messages: second.messagesIn('pc-acme') }).toEqual(before);
  const made = await clientOf(second).conversations.create({ name: 'pc-new' });
  expect(made.channel?.id).not.toBe(channel?.id);
  await second.stop();
  expect(readdirSync(join(dataFile, '..'))).toEqual(['slack.json']);
});

test('a file of something else is refused, not overwritten', async () => {
  const dataFile = join(folder(), 'slack.json');
  writeFileSync(dataFile, '{"version":7}');
  await expect(startSlack({ dataFile })).rejects.toThrow('is not a workspace of this version');
  expect(existsSync(dataFile)).toBe(true);
});

import { randomBytes } from 'node:crypto';
import { limits } from '../../src/artifacts/limits';
import { readArtifact } from '../../src/artifacts/read';
import { ReadingRoom } from '../../src/artifacts/reading-room';
import { png, reportOf, reportText, sample } from '../support/samples';
import { zipOf } from '../support/zip';

/** Files are read in a thread: the same answers, whatever a file does to its reader. */

const room = new ReadingRoom();
afterAll(() => room.close());

test('says what the reader says', async () => {
  const files = [sample('configuration/acme.json'), reportOf('TEST-NewUserTests.xml'), png(128, 128), Buffer.from('?')];
  for (const file of files) expect(await room.read('any', file)).toEqual(await readArtifact('any', file));
});

test('many files at once are read one after the other', async () => {
  const files = Array.from({ length: 6 }, (_, n) => Buffer.from(`{"name": "Acme ${n}"}`));
  const read = await Promise.all(files.map((file) => room.read('configuration', file)));
  expect(read.map((r) => ('facts' in r && r.facts && 'name' in r.facts ? r.facts.name : ''))).toEqual(
    files.map((_, n) => `Acme ${n}`),
  );
});

test('when more wait than can be read soon, people are asked to come back', async () => {
  const reading = Array.from({ length: 60 }, () => room.read('configuration', Buffer.from('{}')));
  const last = await Promise.all(reading);
  expect(last.at(-1)).toMatchObject({ message: expect.stringMatching(/again in a minute/) });
  expect(last[0]).toMatchObject({ message: expect.stringMatching(/None of the fields/) });
});

test('a file that takes too long is given up, and the next one is read', async () => {
  const hasty = new ReadingRoom(1);
  const large = zipOf([{ path: 'a.xml', content: `<a>${'<b/>'.repeat(190_000)}</a>` }]);
  expect(await hasty.read('report', large)).toMatchObject({ message: expect.stringMatching(/takes too long/) });
  await hasty.close();
  expect(await room.read('icon', png(128, 128))).toMatchObject({ kind: 'icon' });
});

test('the largest that is read takes less than 5 seconds and 256 MB', async () => {
  const filler = `<system-out>${randomBytes(6000).toString('hex')}</system-out>`;
  const text = reportText(Array.from({ length: 100 }, (_, n) => `P${n + 100}`)).replace('</testsuite>', '');
  const times = Math.floor((limits.xml.file - text.length - 20) / filler.length);
  const content = `${text}${filler.repeat(times)}</testsuite>`;
  const report = zipOf([1, 2, 3].map((n) => ({ path: `${n}.xml`, content })));
  expect(report.length).toBeLessThan(limits.report);
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
  const answer = await room.read('report', report);
  clearInterval(watch);
  expect(answer).toMatchObject({ kind: 'report', facts: { suites: ['PartnerConnectTest'], cases: { length: 100 } } });
  expect(most - before).toBeLessThan(256 * 1024 * 1024);
});

import { calendarDate } from '../../src/domain/ids';
import type { Onboarding } from '../../src/onboarding';
import { ana, create, done, id, note, processOn } from '../store/sample';
import { item } from '../support/given';
import { tinyLifecycle } from '../support/lifecycle';
import { useTestRedis } from '../support/redis';

const redis = useTestRedis();
const lifecycle = tinyLifecycle();

const open = () => processOn(redis.client(), lifecycle).onboarding;

async function pages(onboarding: Onboarding, list: 'open' | 'closed' | `person:${string}`, limit: number) {
  const found: string[][] = [];
  let after: string | undefined;
  do {
    const page = await onboarding.list(list, { after, limit });
    found.push(page.summaries.map(({ name }) => name));
    after = page.next;
  } while (after !== undefined);
  return found;
}

test('250 partners come in pages, sorted by name, each once', async () => {
  const onboarding = open();
  const names = Array.from({ length: 250 }, (_, n) => `${n % 2 ? 'Partner' : 'partner'} ${String(n).padStart(3, '0')}`);
  await Promise.all(names.map((name, n) => done(onboarding, `p${n}`, create(`p${n}`, name))));
  const all = await pages(onboarding, 'open', 40);
  expect(all.map((page) => page.length)).toEqual([40, 40, 40, 40, 40, 40, 10]);
  expect(all.flat()).toEqual(names);
  expect((await pages(onboarding, `person:${ana.person}`, 250)).flat()).toEqual(names);
  expect(await pages(onboarding, 'closed', 40)).toEqual([[]]);
});

test('a partner that is renamed or closed between two pages makes no other one come twice or get lost', async () => {
  const onboarding = open();
  for (const name of ['A', 'B', 'C', 'D']) await done(onboarding, name, create(name, name));
  const first = await onboarding.list('open', { limit: 2 });
  await done(onboarding, 'B', { type: 'ClosePartner', reason: 'paused' });
  const second = await onboarding.list('open', { limit: 2, after: first.next });
  expect(second.summaries.map(({ name }) => name)).toEqual(['C', 'D']);
  expect(second.next).toBeUndefined();
});

test('the open partners of a person are read page by page, without closed ones, and no more than asked for', async () => {
  const onboarding = open();
  const names = Array.from({ length: 120 }, (_, n) => `Partner ${String(n).padStart(3, '0')}`);
  await Promise.all(names.map((name, n) => done(onboarding, `p${n}`, create(`p${n}`, name))));
  for (const n of [3, 70, 119]) await done(onboarding, `p${n}`, { type: 'ClosePartner', reason: 'paused' });
  const left = names.filter((_, n) => ![3, 70, 119].includes(n));
  const read = async (most: number) => {
    const { partners, more } = await onboarding.openPartnersOf(ana.person, most);
    return { names: partners.map(({ name }) => name), more };
  };
  expect(await read(200)).toEqual({ names: left, more: false });
  expect(await read(117)).toEqual({ names: left, more: false });
  expect(await read(60)).toEqual({ names: left.slice(0, 60), more: true });
});

test('a partner is found by its name whatever the case and spacing, else by how its name opens', async () => {
  const onboarding = open();
  for (const name of ['Acme Corp', 'Acme Labs', 'Älska', 'Zeta'])
    await done(onboarding, name.slice(0, 6), create(name.slice(0, 6), name));
  const similar = async (text: string) => (await onboarding.findByName(text)).similar.map(({ name }) => name);
  expect((await onboarding.findByName('  acme   CORP ')).found).toMatchObject({ name: 'Acme Corp' });
  expect((await onboarding.findByName('älska')).found).toMatchObject({ name: 'Älska' });
  expect(await similar('acme')).toEqual(['Acme Corp', 'Acme Labs']);
  expect(await similar('zebra')).toEqual(['Zeta']);
  expect(await similar('nothing of the kind')).toEqual([]);
  expect(await similar('')).toEqual([]);
  await done(onboarding, 'Acme L', { type: 'ClosePartner', reason: 'paused' });
  expect((await onboarding.findByName('acme')).found).toMatchObject({ name: 'Acme Corp' });
  expect((await onboarding.findByName('acme l')).found).toMatchObject({ name: 'Acme Labs', closed: true });
});

test('the history comes newest first, in pages, numbered as in the log', async () => {
  const onboarding = open();
  await done(onboarding, 'p1', create('p1', 'Acme'));
  for (const text of ['one', 'two', 'three']) await done(onboarding, 'p1', note(text));
  await done(onboarding, 'p1', { type: 'CompleteItem', item: item('plan') });
  const first = await onboarding.history(id('p1'), { limit: 4 });
  expect(first.entries.map(({ n, recorded }) => [n, recorded.event.type])).toEqual([
    [7, 'ItemDone'],
    [6, 'NotesChanged'],
    [5, 'NotesChanged'],
    [4, 'NotesChanged'],
  ]);
  const rest = await onboarding.history(id('p1'), { before: 4, limit: 4 });
  expect(rest.entries.map(({ n }) => n)).toEqual([3, 2, 1]);
  expect([first.older, rest.older]).toEqual([true, false]);
  expect(await onboarding.history(id('p9'), { limit: 4 })).toEqual({ entries: [], older: false });
});

test('those who launch on the same day are found among any number, by the target date too; closed ones are not', async () => {
  const onboarding = open();
  const day = calendarDate.parse('2027-09-01');
  const other = calendarDate.parse('2027-09-02');
  const on = async (date: typeof day) =>
    (await onboarding.list(`ga:${date}`, { limit: 9 })).summaries.map(({ name }) => name);
  for (const name of ['A', 'B', 'C'])
    await done(onboarding, name, { ...create(name, name), targetGaDate: name === 'C' ? other : day });
  expect([await on(day), await on(other)]).toEqual([['A', 'B'], ['C']]);
  await done(onboarding, 'A', { type: 'ChangeDetails', targetGaDate: other });
  expect([await on(day), await on(other)]).toEqual([['B'], ['A', 'C']]);
  await done(onboarding, 'B', { type: 'ClosePartner', reason: 'paused' });
  await done(onboarding, 'C', { type: 'ChangeDetails', targetGaDate: null });
  expect([await on(day), await on(other)]).toEqual([[], ['A']]);
});

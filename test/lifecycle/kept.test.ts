import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKeptLifecycle } from '../../src/lifecycle/kept';
import { defaultLifecycleFile, LifecycleError, loadLifecycle } from '../../src/lifecycle/load';

const folder = mkdtempSync(join(tmpdir(), 'kept-'));
const [file, keptIn] = [join(folder, 'lifecycle.yml'), join(folder, 'kept.json')];
const load = () => loadKeptLifecycle(file, keptIn);

beforeEach(() => {
  rmSync(keptIn, { force: true });
  cpSync(defaultLifecycleFile, file);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('what is kept is what the loader says', () => {
  const first = load();
  expect(first).toEqual(loadLifecycle(file));
  expect(readFileSync(keptIn, 'utf8')).toContain(first.programme);
  expect(load()).toEqual(first);
});

test('what the file is silent about is not kept: a later bot may fill it in otherwise', () => {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/^ {2}keepDays: .*\n/m, '').replace(/^artifacts:\n/m, ''));
  expect(load().artifacts).toEqual({ keepDays: 365 });
  expect(JSON.parse(readFileSync(keptIn, 'utf8')).said).not.toHaveProperty('artifacts');
});

test('a changed text is read anew', () => {
  const { programme } = load();
  writeFileSync(file, readFileSync(file, 'utf8').replace(`programme: ${programme}`, 'programme: Elsewhere'));
  expect(load().programme).toBe('Elsewhere');
  expect(load().programme).toBe('Elsewhere');
});

test.each([
  ['is damaged', () => '{"sha256":'],
  ['is of an older bot', () => readFileSync(keptIn, 'utf8').replace('"phases":', '"stages":')],
])('what was kept and %s is not used', (_, kept) => {
  const lifecycle = load();
  writeFileSync(keptIn, kept());
  expect(load()).toEqual(lifecycle);
});

test('a faulty text is refused as ever, and not kept', () => {
  writeFileSync(file, 'programme: 3');
  expect(load).toThrow(LifecycleError);
  expect(load).toThrow(LifecycleError);
});

test('nothing can be kept where nothing can be written', () => {
  expect(loadKeptLifecycle(file, join(folder, 'missing', 'kept.json'))).toEqual(loadLifecycle(file));
});

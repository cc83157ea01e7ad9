import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { defaultLifecycleFile, parseLifecycle } from '../../src/lifecycle/load';
import { anyCharacter } from '../support/characters';

const original = readFileSync(defaultLifecycleFile, 'utf8');
const lineCount = original.split('\n').length;

/** Whatever the text, the answer is a lifecycle or faults, and a fault is one line that names the file. */
function answers(text: string): void {
  const parsed = parseLifecycle(text, 'f.yml');
  if (parsed.ok) return;
  expect(parsed.faults.length).toBeGreaterThan(0);
  for (const fault of parsed.faults) expect(fault).toMatch(/^f\.yml: [^\n]+$/);
}

/** The data with one place, found by taking the nth way down at each level, replaced by something else. */
function replaced(data: unknown, way: number[], by: unknown): unknown {
  const [step, ...rest] = way;
  if (step === undefined || typeof data !== 'object' || data === null) return by;
  if (Array.isArray(data)) return data.map((each, i) => (i === step % data.length ? replaced(each, rest, by) : each));
  const entries = Object.entries(data);
  return Object.fromEntries(
    entries.map(([key, value], i) => [key, i === step % entries.length ? replaced(value, rest, by) : value]),
  );
}

test('any text gives a lifecycle or faults', () => {
  const yamlish = fc.string({ unit: fc.constantFrom(...Array.from('ab:-{}[],&*!|>\'"#%@` \n\t?~<.0')) });
  fc.assert(fc.property(fc.oneof(fc.string({ unit: anyCharacter }), yamlish), answers), { numRuns: 1000 });
});

test('any data gives a lifecycle or faults', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => answers(stringify(value))),
    { numRuns: 300 },
  );
});

test('the default file with a place replaced by anything gives a lifecycle or faults', () => {
  const way = fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 });
  const data: unknown = parse(original);
  fc.assert(
    fc.property(way, fc.jsonValue({ maxDepth: 2 }), (way, by) => answers(stringify(replaced(data, way, by)))),
    { numRuns: 25 },
  );
});

test('the default file with a line removed, doubled or cut gives a lifecycle or faults', () => {
  const edit = fc.constantFrom<(line: string) => string[]>(
    () => [],
    (line) => [line, line],
    (line) => [line.slice(0, line.length / 2)],
    (line) => [` ${line}`],
  );
  fc.assert(
    fc.property(fc.nat(lineCount - 1), edit, (at, edit) =>
      answers(
        original
          .split('\n')
          .flatMap((line, i) => (i === at ? edit(line) : [line]))
          .join('\n'),
      ),
    ),
    { numRuns: 25 },
  );
});

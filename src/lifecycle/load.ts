import { readFileSync } from 'node:fs';
import { types } from 'node:util';
import { explainIssues } from './faults';
import { readLeniently } from './lenient';
import { checkReferences } from './references';
import { lifecycleSchema, type Lifecycle } from './schema';
import { readSource } from './source';

export { defaultLifecycleFile } from './default-file';

/** A lifecycle file that cannot be used, with every fault in it. */
export class LifecycleError extends Error {
  override name = 'LifecycleError';

  constructor(readonly faults: string[]) {
    super(
      `The lifecycle file has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.join('\n')}`,
    );
  }
}

/** `said` is the bare data of the file: without what the schema adds where it is silent. */
export interface Read {
  lifecycle: Lifecycle;
  said: unknown;
}
export type Parsed = ({ ok: true } & Read) | { ok: false; faults: string[] };

/** Reads a lifecycle file, or throws a LifecycleError that lists everything wrong with it. */
export const loadLifecycle = (path: string): Lifecycle => readLifecycle(path).lifecycle;

/** The same, and what the file itself says. */
export function readLifecycle(path: string): Read {
  let yamlText: string;
  try {
    yamlText = readFileSync(path, 'utf8');
  } catch (error) {
    throw new LifecycleError([
      `${path}: cannot be read: ${types.isNativeError(error) ? error.message : String(error)}`,
    ]);
  }
  const parsed = parseLifecycle(yamlText, path);
  if (!parsed.ok) throw new LifecycleError(parsed.faults);
  return parsed;
}

/** Checks everything before it answers, so that a file is mended in one go. `name` opens each fault. */
export function parseLifecycle(yamlText: string, name: string): Parsed {
  const refused = (sentences: string[]): Parsed => ({
    ok: false,
    // Once each: a syntax error can be noticed again at every level that it lies in.
    faults: [...new Set(sentences)].map((sentence) => `${name}: ${sentence}`),
  });
  const source = readSource(yamlText);
  if (!('lineOf' in source)) return refused(source.faults);

  // Without generated code: that pays for a schema which is used often, and this one is used once.
  const checked = lifecycleSchema.safeParse(source.data, { reportInput: true, jitless: true });
  const faults = checked.success
    ? checkReferences(checked.data)
    : [...explainIssues(checked.error.issues), ...checkReferences(readLeniently(source.data))];
  if (checked.success && faults.length === 0 && source.faults.length === 0)
    return { ok: true, lifecycle: checked.data, said: source.data };

  const placed = faults
    .map(({ path, reason }) => ({ path: pathText(path), line: source.lineOf(path), reason }))
    .toSorted((a, b) => a.line - b.line)
    .map(({ path, line, reason }) => `${path} (line ${line}): ${reason}`);
  return refused([...source.faults, ...placed]);
}

function pathText(path: PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i ? '.' : ''}${String(part)}`)).join('');
}

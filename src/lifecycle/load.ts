import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { projectRoot } from '../project-root';
import { explainIssues } from './faults';
import { checkReferences } from './references';
import { lifecycleSchema, type Lifecycle } from './schema';

export const defaultLifecycleFile = join(projectRoot(), 'src/lifecycle/partner-connect.yml');

export class LifecycleError extends Error {
  override name = 'LifecycleError';

  constructor(readonly faults: string[]) {
    super(
      `The lifecycle file has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.join('\n')}`,
    );
  }
}

export type Parsed = { ok: true; lifecycle: Lifecycle } | { ok: false; faults: string[] };

/** Reads a lifecycle file, or throws a LifecycleError that lists everything wrong with it. */
export function loadLifecycle(path: string): Lifecycle {
  let yamlText: string;
  try {
    yamlText = readFileSync(path, 'utf8');
  } catch (error) {
    throw new LifecycleError([`${path}: cannot be read: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const parsed = parseLifecycle(yamlText, path);
  if (!parsed.ok) throw new LifecycleError(parsed.faults);
  return parsed.lifecycle;
}

/** Checks everything before it answers, so that a file is mended in one go. `name` opens each fault. */
export function parseLifecycle(yamlText: string, name: string): Parsed {
  const lines = new LineCounter();
  const source = readYaml(yamlText, lines);
  if (!source.ok) return { ok: false, faults: source.faults.map((fault) => `${name}: ${fault}`) };

  const checked = lifecycleSchema.safeParse(source.data, { reportInput: true });
  const faults = [...explainIssues(checked.error?.issues ?? []), ...checkReferences(source.data)];
  const sentences = [
    ...source.faults,
    ...faults
      .map((fault) => ({ ...fault, line: lineOf(source.document, lines, fault.path) }))
      .toSorted((a, b) => a.line - b.line)
      .map(({ path, line, reason }) => `${pathText(path)} (line ${line}): ${reason}`),
  ].map((fault) => `${name}: ${fault}`);

  if (checked.success && sentences.length === 0) return { ok: true, lifecycle: checked.data };
  return { ok: false, faults: [...new Set(sentences)] };
}

type Source = { ok: true; document: Document; data: unknown; faults: string[] } | { ok: false; faults: string[] };

/** A document that can still be read (a key twice, say) is checked further; its faults come along. */
function readYaml(yamlText: string, lines: LineCounter): Source {
  try {
    const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false });
    const problems = [...document.errors, ...document.warnings];
    const faults = problems.map(({ message, pos }) => `YAML (line ${lines.linePos(pos[0]).line}): ${message}`);
    if (document.errors.some(({ code }) => code !== 'DUPLICATE_KEY')) return { ok: false, faults };
    return { ok: true, document, data: document.toJS(), faults };
  } catch (error) {
    // The library throws on what it can only notice late: an alias without its anchor, nesting beyond any sense.
    const tooDeep = error instanceof RangeError;
    const reason = tooDeep ? 'nested too deeply' : error instanceof Error ? error.message : String(error);
    return { ok: false, faults: [`YAML: ${reason}`] };
  }
}

/** The line of the deepest part of the path that the file has: a missing key is reported where it is missed. */
function lineOf(document: Document, lines: LineCounter, path: PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      // The last one, as that is the one which counts when a key is there twice.
      const pair = node.items.findLast(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (pair === undefined) break;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    } else break;
  }
  return Math.max(1, lines.linePos(offset).line);
}

function pathText(path: PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index ? '.' : ''}${String(part)}`))
    .join('');
}

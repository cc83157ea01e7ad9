import { types } from 'node:util';
import type * as Yaml from 'yaml';

/** Loaded when a lifecycle file is new or has changed: the parser takes as long to load as to parse. */
const yaml = (): typeof Yaml => require('yaml');

/** A YAML text: what it says, and where it says it. */
export interface Source {
  data: unknown;
  /** What is wrong with the YAML although it could be read, such as a key that is there twice. */
  faults: string[];
  lineOf: (path: PropertyKey[]) => number;
}

/** Reads YAML, or tells every fault of its writing with the line. */
export function readSource(yamlText: string): Source | { faults: string[] } {
  if (isTooDeep(yamlText)) return { faults: ['YAML: nested too deeply'] };
  const { isNode, isScalar, LineCounter, parseDocument, visit } = yaml();
  const lines = new LineCounter();
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });

  const faults = [...document.errors, ...document.warnings].map(
    ({ message, pos }) => `YAML (line ${lineAt(pos[0])}): ${message}`,
  );
  const broken = document.errors.some(({ code }) => code !== 'DUPLICATE_KEY');
  // Turning lists and groups into keys takes longer the deeper they are, and no lifecycle needs them.
  let oddKey = false;
  visit(document, {
    Pair: (_, { key }) => {
      if (isScalar(key)) return;
      oddKey = true;
      faults.push(`YAML (line ${lineAt(isNode(key) ? (key.range?.[0] ?? 0) : 0)}): a key must be a plain word`);
    },
  });
  if (broken || oddKey) return { faults };
  try {
    return { data: document.toJS(), faults, lineOf: (path) => lineAt(offsetOf(document, path)) };
  } catch (error) {
    // An alias without its anchor, or so many aliases that the result would explode, are noticed only here.
    return { faults: [`YAML: ${types.isNativeError(error) ? error.message : String(error)}`] };
  }
}

/** Where the deepest part of the path that is there begins: a missing key is reported where it is missed. */
function offsetOf(document: Yaml.Document, path: PropertyKey[]): number {
  const { isAlias, isMap, isNode, isScalar, isSeq } = yaml();
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
  return offset;
}

/**
 * The parser recurses, and a file of brackets can exhaust the stack of the process. Levels show as open brackets, or
 * in the columns of indentation and indicators that open a line. A lifecycle is some ten levels deep.
 */
function isTooDeep(yamlText: string): boolean {
  if (/^[ \t?:-]{200}/m.test(yamlText)) return true;
  let open = 0;
  for (const letter of yamlText) {
    if (letter === '[' || letter === '{') open++;
    else if (letter === ']' || letter === '}') open--;
    if (open > 100) return true;
  }
  return false;
}

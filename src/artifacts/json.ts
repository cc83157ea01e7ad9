import { createScanner, SyntaxKind, visit } from 'jsonc-parser';
import { readJson } from '../domain/json';
import { isRefusal, refuse, type Refusal } from '../domain/refusal';
import { limits } from './limits';
import { short } from './reading';
import { kindWords, sniff } from './sniff';

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads one JSON object: strict, UTF-8, no key twice, not nested too deep. A refusal says where it went wrong, with a
 * line that starts at 1.
 */
export function readJsonObject(bytes: Uint8Array): JsonObject | Refusal {
  const text = decode(bytes);
  if (isRefusal(text)) return text;
  const problem = tooDeep(text) ?? notOnce(text);
  if (problem) return problem;
  const value: unknown = readJson(text);
  if (Array.isArray(value))
    return refuse('This is a list, and a configuration is an object: it opens with { and has the fields inside.');
  if (!isObject(value)) return refuse('This is no configuration: it should open with { and have the fields inside.');
  return value;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function decode(bytes: Uint8Array): string | Refusal {
  const kind = sniff(bytes);
  if (kind !== 'json' && kind !== 'text' && kind !== 'other')
    return refuse(`This is ${kindWords[kind]}, whatever it is called. The configuration is a JSON file.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('This is no JSON file in UTF-8. Save the file again as text, with the encoding UTF-8.');
  }
}

/** The parsers below go down level by level, so the depth is looked at first. */
function tooDeep(text: string): Refusal | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken) depth += 1;
    if (token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken) depth -= 1;
    if (depth > limits.json.depth)
      return refuse(`It is nested deeper than ${limits.json.depth} levels; a configuration needs three.`);
  }
  return undefined;
}

/** What is no JSON, or says the same field twice: then nobody can tell which one holds. */
function notOnce(text: string): Refusal | undefined {
  const open: Map<string, number>[] = [];
  const problems: string[] = [];
  const add = (problem: string) => void (problems.length < 3 && problems.push(problem));
  let broken: number | undefined;
  visit(
    text,
    {
      onObjectBegin: () => void open.push(new Map()),
      onObjectEnd: () => void open.pop(),
      onObjectProperty: (name, _offset, _length, line) => {
        const keys = open.at(-1);
        const before = keys?.get(name);
        if (before !== undefined)
          add(`“${short(name, 60)}” stands in line ${before + 1} and again in line ${line + 1}`);
        keys?.set(name, line);
      },
      onError: (_error, _offset, _length, line) => {
        broken ??= line + 1;
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
  if (broken !== undefined || readJson(text) === undefined)
    return refuse(
      `This is not valid JSON${broken === undefined ? '' : ` (line ${broken})`}. A comma, a quote or a bracket is missing or too many; comments are not allowed.`,
    );
  if (problems.length > 0) return refuse(`A field is there twice: ${problems.join('; ')}. Leave one of them out.`);
  return undefined;
}

import { z } from 'zod';
import { didYouMean } from './nearest';
import { lifecycleSchema } from './schema';

/** Something wrong in a lifecycle file: where, and why, in words for the person who edits the file. */
export interface Fault {
  path: PropertyKey[];
  reason: string;
}

/** What the schema has against the data, in plain words. */
export function explainIssues(issues: readonly z.core.$ZodIssue[], at: PropertyKey[] = []): Fault[] {
  return issues.flatMap((issue) => explain(issue, [...at, ...issue.path]));
}

function explain(issue: z.core.$ZodIssue, path: PropertyKey[]): Fault[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], reason: unknownKey(key, path) }));
    case 'invalid_union':
      return explainUnion(issue.errors, path);
    case 'invalid_type':
      return [{ path, reason: wrongType(issue) }];
    case 'invalid_value':
      return [{ path, reason: notOneOf(issue.values, issue.input) }];
    case 'too_small':
      return [{ path, reason: tooSmall(issue.origin, Number(issue.minimum)) }];
    case 'too_big':
      return [{ path, reason: tooBig(Number(issue.maximum), issue.input) }];
    case 'invalid_format':
      return [{ path, reason: formats[issue.format] ?? issue.message }];
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      break;
  }
  return [{ path, reason: issue.message }];
}

const formats: Record<string, string> = {
  url: 'must be a web address that opens with http:// or https://',
  date: 'must be a date such as 2027-03-02',
};

const typeNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
};

function wrongType(issue: z.core.$ZodIssueInvalidType): string {
  if (issue.input === undefined) return 'is missing';
  const expected = typeNames[issue.expected] ?? issue.expected;
  if (issue.input === null) return `is empty; it must be ${expected}`;
  const found = Array.isArray(issue.input) ? 'array' : typeof issue.input;
  return `must be ${expected}, not ${typeof issue.input === 'number' ? issue.input : (typeNames[found] ?? found)}`;
}

function notOneOf(values: z.core.util.Primitive[], input: unknown): string {
  const allowed = values.map(String);
  const list = allowed.length === 1 ? `must be ${allowed[0]}` : `must be one of ${allowed.join(', ')}`;
  return typeof input === 'string' ? list + didYouMean(input, allowed) : list;
}

function tooSmall(origin: string, minimum: number): string {
  if (origin !== 'string' && origin !== 'array') return `must be at least ${minimum}`;
  if (minimum === 1) return 'must not be empty';
  return `must have at least ${minimum} ${origin === 'string' ? 'characters' : 'entries'}`;
}

function tooBig(maximum: number, input: unknown): string {
  if (typeof input === 'string') return `must have at most ${maximum} characters, and has ${input.length}`;
  if (Array.isArray(input)) return `must have at most ${maximum} entries, and has ${input.length}`;
  return `must be at most ${maximum}`;
}

/**
 * A union reports what every alternative has against the value. People meant one of them: the one whose `kind` fits,
 * else the one with the fewest faults.
 */
function explainUnion(alternatives: readonly z.core.$ZodIssue[][], path: PropertyKey[]): Fault[] {
  const kinds = alternatives.map((issues) => issues.find(isKindIssue));
  const fitting = alternatives.filter((_, index) => kinds[index] === undefined);
  const [closest] = fitting.toSorted((a, b) => a.length - b.length);
  if (closest !== undefined) return explainIssues(closest, path);

  // No alternative has this kind: say which kinds there are, and else only what every alternative says.
  const values = kinds.flatMap((issue) => (issue?.code === 'invalid_value' ? issue.values : []));
  const kindFault = { path: [...path, 'kind'], reason: notOneOf(values, kinds[0]?.input) };
  const [first = [], ...others] = alternatives.map((issues) =>
    explainIssues(
      issues.filter((issue) => !isKindIssue(issue)),
      path,
    ),
  );
  const said = (faults: Fault[], fault: Fault) => faults.some((other) => sameFault(other, fault));
  return [kindFault, ...first.filter((fault) => others.every((faults) => said(faults, fault)))];
}

const isKindIssue = (issue: z.core.$ZodIssue) =>
  issue.code === 'invalid_value' && issue.path.length === 1 && issue.path[0] === 'kind';

const sameFault = (a: Fault, b: Fault) =>
  a.reason === b.reason && a.path.length === b.path.length && a.path.every((part, index) => part === b.path[index]);

function unknownKey(key: string, path: PropertyKey[]): string {
  const known = knownKeys(path);
  if (known.has(key)) return 'does not belong to this kind of entry';
  return `unknown key${didYouMean(key, known)}`;
}

/** The keys that the schema knows at a path. Where there are alternatives, those of all of them. */
function knownKeys(path: PropertyKey[]): Set<string> {
  let schemas = alternatives(lifecycleSchema);
  for (const part of path) {
    schemas = schemas.flatMap((schema) => {
      if (schema instanceof z.ZodArray) return alternatives(schema.element);
      if (!(schema instanceof z.ZodObject)) return [];
      const inner = schema.shape[String(part)];
      return inner === undefined ? [] : alternatives(inner);
    });
  }
  return new Set(schemas.flatMap((schema) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])));
}

function alternatives(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return alternatives(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(alternatives);
  return [schema];
}

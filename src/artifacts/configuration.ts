import { createHash } from 'node:crypto';
import { mostFindings, type ConfigurationFacts, type Finding } from '../domain/artifacts/state';
import { isRefusal, refuse } from '../domain/refusal';
import { didYouMean } from '../lifecycle/nearest';
import { clouds, fieldRules, type FieldRule } from './configuration-rules';
import { isObject, readJsonObject, type JsonObject } from './json';
import { limits } from './limits';
import { fault, short, warning, type Reading } from './reading';

/** Reads a partner's configuration file. Pure: the same bytes always give the same answer. */
export function readConfiguration(bytes: Uint8Array): Reading<ConfigurationFacts> {
  const file = readJsonObject(bytes);
  if (isRefusal(file)) return file;
  const values = flatten(file);
  if (values.size > limits.json.fields)
    return refuse(`It has ${values.size} fields; a configuration has about thirty. Is it the right file?`);
  const missing = fieldRules.filter(({ path, need }) => need === 'required' && !values.has(path));
  if (missing.length === fieldRules.filter(({ need }) => need === 'required').length)
    return refuse('None of the fields of a configuration is in it. Is it the right file?');
  const findings = [...fieldRules.flatMap((rule) => check(rule, values)), ...unknownFields(values)];
  return { facts: factsOf(values), findings: bounded(findings) };
}

type Values = ReadonlyMap<string, unknown>;

/** Every field by its path; the endpoints one by one. */
function flatten(file: JsonObject): Values {
  return new Map(
    Object.entries(file).flatMap(([key, value]): (readonly [string, unknown])[] => {
      if (key !== 'endpoints' || !isObject(value)) return [[key, value]];
      const inner = Object.entries(value).map(([name, path]) => [`endpoints.${name}`, path] as const);
      return [['endpoints', value], ...inner];
    }),
  );
}

function check(rule: FieldRule, values: Values): readonly Finding[] {
  const { path, need } = rule;
  const write = `Write "${path.replace(/^endpoints\./, '')}": ${rule.example}, say.`;
  if (!values.has(path)) {
    if (need === 'optional' || (path.startsWith('endpoints.') && !isObject(values.get('endpoints')))) return [];
    const told = need === 'required' ? fault : warning;
    return [told(path, `It is missing: ${rule.rule}.`, write)];
  }
  const value = values.get(path);
  // An optional field that is null is as good as left out.
  if (value === null && need === 'optional') return [];
  if (!rule.holds(value)) {
    const hint = rule.hint?.(value);
    return [fault(path, `It must be ${rule.rule}; it is ${inBrief(path, value)}.`, hint ?? write)];
  }
  const odd = rule.odd?.(value);
  return odd === undefined ? [] : [warning(path, odd, 'Fine for a try; not for the launch.')];
}

const known = new Set(fieldRules.map(({ path }) => path));

const unknownFields = (values: Values): readonly Finding[] =>
  [...values.keys()]
    .filter((path) => !known.has(path))
    .map((path, n) => {
      // Of more than are told, nobody reads a hint.
      const hint = (n < mostFindings ? didYouMean(path, known) : '').replace(/^; d/, 'D');
      return warning(short(path, 100), 'This field is not known here. It is kept.', hint || 'Leave it if you need it.');
    });

function factsOf(values: Values): ConfigurationFacts {
  const [name, listed] = [values.get('name'), values.get('supported_clouds')];
  const fields = [...values].flatMap(([path, value]) => {
    if (path === 'endpoints' || value === null) return [];
    const field = short(path, 100);
    return field === '' || field === '__proto__' ? [] : [[field, shownValue(path, value)] as const];
  });
  return {
    name: typeof name === 'string' ? short(name, 100) : '',
    clouds: clouds.filter((cloud) => Array.isArray(listed) && listed.includes(cloud)),
    fields: Object.fromEntries(fields),
  };
}

/** Values in words for the fields whose words people compare; of all others only whether they are the same as before. */
function shownValue(path: string, value: unknown): string {
  if (!known.has(path) || isSecret(path, value)) return fingerprint(value);
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : listText(value);
  if (text === undefined) return fingerprint(value);
  const shown = short(text, 150);
  return shown === text ? shown : `${shown} ${fingerprint(text)}`;
}

function listText(value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map((item: unknown) => (isObject(item) ? plainObject(item) : item));
  // The order of a list means nothing.
  return items.every((item) => typeof item === 'string') ? items.toSorted().join(', ') : undefined;
}

/** `resource_type SqlEndpoint`, `name SQL_Endpoint level CAN_USE`. */
function plainObject(object: JsonObject): string | undefined {
  const entries = Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (!entries.every(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))) return undefined;
  return entries.map(([key, value]) => (entries.length === 1 ? String(value) : `${key} ${String(value)}`)).join(' ');
}

const fingerprint = (value: unknown): string =>
  `#${createHash('sha256')
    .update(JSON.stringify(value, (_, inner: unknown) => (isObject(inner) ? sorted(inner) : inner)) ?? '')
    .digest('hex')
    .slice(0, 12)}`;

const sorted = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** What may be a secret is not repeated: connection details, addresses with a password in them. */
const isSecret = (path: string, value: unknown): boolean =>
  path === 'test_workspace_detail' || (typeof value === 'string' && /\/\/[^/\s]*@/.test(value));

function inBrief(path: string, value: unknown): string {
  if (isSecret(path, value)) return 'not shown here, since it may be secret';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list: ${short(JSON.stringify(value), 60)}`;
  if (typeof value === 'object') return 'an object';
  return value === '' ? 'empty' : short(JSON.stringify(value), 60);
}

/** Faults first, as many as are kept; of more than that it is said how many. */
function bounded(findings: readonly Finding[]): readonly Finding[] {
  const order = [...findings].sort((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'));
  if (order.length <= mostFindings) return order;
  const left = order.length - mostFindings + 1;
  return [
    ...order.slice(0, mostFindings - 1),
    warning('', `There is more of this kind: ${left}.`, 'Mend these first, then hand it in again.'),
  ];
}

import type { Fault } from './faults';
import type { Named } from './lenient';
import { didYouMean } from './nearest';

/** What the checks of a lifecycle file are made of. */

export type Path = PropertyKey[];

export const when = (wrong: boolean | undefined, path: Path, reason: string): Fault[] =>
  wrong ? [{ path, reason }] : [];

export interface Placed<Entry> {
  entry: Entry;
  path: Path;
}

/** Each entry of a list with its place in the file. */
export function at<Entry>(path: Path, entries: Entry[]): Placed<Entry>[] {
  return entries.map((entry, index) => ({ entry, path: [...path, index] }));
}

export const idsOf = (entries: Named[]) => entries.map(({ id }) => id).filter((id) => id !== '');

/** Where a whole list is missing, the schema says so, and not every word that refers to it is called unknown. */
export const known = (ids: string[]) => (ids.length > 0 ? new Set(ids) : undefined);

export function twice(what: string, entries: Placed<Named>[]): Fault[] {
  const seen = new Set<string>();
  return entries.flatMap(({ entry: { id }, path }) => {
    const again = id !== '' && seen.has(id);
    seen.add(id);
    return when(again, [...path, 'id'], `another ${what} is called '${id}' already`);
  });
}

export function repeated(what: string, words: string[], path: Path): Fault[] {
  return at(path, words).flatMap(({ entry, path }, index) =>
    when(entry !== '' && words.indexOf(entry) < index, path, `${what} '${entry}' is listed twice`),
  );
}

export function unknown(
  what: string,
  words: string[],
  path: Path,
  ids?: Set<string>,
  today?: Map<string, string>,
): Fault[] {
  return at(path, words).flatMap(({ entry, path }) => unknownWord(what, entry, path, ids, today));
}

export function unknownWord(
  what: string,
  word: string,
  path: Path,
  ids?: Set<string>,
  today?: Map<string, string>,
): Fault[] {
  if (word === '' || ids === undefined || ids.has(word)) return [];
  const name = today?.get(word);
  const hint = name === undefined ? didYouMean(word, ids) : `; it is called '${name}' now`;
  return [{ path, reason: `unknown ${what} '${word}'${hint}` }];
}

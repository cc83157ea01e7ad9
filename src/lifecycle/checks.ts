import type { Fault } from './faults';
import type { Named } from './lenient';
import { didYouMean } from './nearest';

/** What the checks of a lifecycle file are made of. */

export type Path = PropertyKey[];

/** A fault at a place of the file when something is wrong, as a list to be spread. */
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

/** Faults of entries whose id another one has already. */
export function twice(what: string, entries: Placed<Named>[]): Fault[] {
  const seen = new Set<string>();
  return entries.flatMap(({ entry: { id }, path }) => {
    const again = id !== '' && seen.has(id);
    seen.add(id);
    return when(again, [...path, 'id'], `another ${what} is called '${id}' already`);
  });
}

/** Faults of words that stand in a list already. */
export function repeated(what: string, words: string[], path: Path): Fault[] {
  return at(path, words).flatMap(({ entry, path }, index) =>
    when(entry !== '' && words.indexOf(entry) < index, path, `${what} '${entry}' is listed twice`),
  );
}

/** Faults of words in a list that name nothing of the file; `today` says what is called otherwise by now. */
export function unknown(
  what: string,
  words: string[],
  path: Path,
  ids?: Set<string>,
  today?: Map<string, string>,
): Fault[] {
  return at(path, words).flatMap(({ entry, path }) => unknownWord(what, entry, path, ids, today));
}

/** The same for one word. */
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

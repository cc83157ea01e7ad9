import { editDistance } from '../edit-distance';

/** The known word that a mistyped one most likely meant, if any is near enough to be worth suggesting. */
function nearest(word: string, known: Iterable<string>): string | undefined {
  // A very long word is no typo, and comparing it would be slow.
  if (word.length > 80) return undefined;
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    const allowed = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 4));
    if (distance <= allowed && distance < (best?.distance ?? Infinity)) best = { candidate, distance };
  }
  return best?.candidate;
}

/** `; did you mean 'x'?`, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const suggestion = nearest(word, known);
  return suggestion === undefined ? '' : `; did you mean '${suggestion}'?`;
}

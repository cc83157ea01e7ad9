import { editDistance } from '../../src/edit-distance';

/** Returns the known word nearest to a typed one, or nothing when none is near (more than two letters off). */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const scored = known.map((word) => ({ word, distance: editDistance(typed, word) }));
  const best = scored.toSorted((a, b) => a.distance - b.distance)[0];
  return best && best.distance <= Math.min(2, Math.floor(best.word.length / 2)) ? best.word : undefined;
}

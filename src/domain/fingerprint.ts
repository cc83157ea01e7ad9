import type { BugCard } from './bugs/card';
import type { Card } from './card';
import type { SetUpReport } from './set-up-report';

const { imul } = Math;

/**
 * A fingerprint of what a living message shows: 64 bits (two multiplicative hashes, each mixed into the other at the end),
 * so that every bit of the text reaches every bit of it.
 */
export function fingerprint(shown: Card | SetUpReport | BugCard): string {
  const text = JSON.stringify(shown);
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let n = 0; n < text.length; n += 1) {
    const code = text.charCodeAt(n);
    a = imul(a ^ code, 0x9e3779b1);
    b = imul(b ^ code, 0x5f356495);
  }
  const [left, right] = [mix(a, b), mix(b, a)];
  return left.toString(16).padStart(8, '0') + right.toString(16).padStart(8, '0');
}

const mix = (a: number, b: number): number =>
  (imul(a ^ (a >>> 16), 0x85ebca6b) ^ imul(b ^ (b >>> 13), 0xc2b2ae35)) >>> 0;

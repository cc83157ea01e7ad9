import type { Finding } from '../domain/artifacts/state';
import type { Refusal } from '../domain/refusal';

/** What reading a file came to: what it says with what is wrong with it, or why it cannot be read at all. */
export type Reading<Facts> = { readonly facts?: Facts; readonly findings: readonly Finding[] } | Refusal;

export const fault = (field: string, rule: string, mend: string): Finding => finding('fault', field, rule, mend);
export const warning = (field: string, rule: string, mend: string): Finding => finding('warning', field, rule, mend);

const finding = (level: Finding['level'], field: string, rule: string, mend: string): Finding => ({
  level,
  field: short(field, 100),
  rule: short(rule, 300),
  mend: short(mend, 300),
});

/** Text from a file on one line, without what nobody can see, in at most so many UTF-16 units. */
export function short(text: string, most = 200): string {
  // A very long text is cut before it is looked at; what is cut in the middle of a character is cleaned away.
  const clean = text
    .slice(0, most * 4)
    .replace(/[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return clean.length <= most ? clean : `${clean.slice(0, most - 1).replace(/\p{Cs}$/u, '')}…`;
}

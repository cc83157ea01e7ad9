import type { Partner } from '../partner';
import type { Bug } from './state';

/** The numbers under which people speak of bugs: `ACME-12`. */

const longestCode = 12;

/** Taken from the partner's short name, which never changes, so that all numbers of a partner open alike. */
export const codeOf = (slug: string): string => (slug.split('-', 1)[0] ?? '').toUpperCase().slice(0, longestCode);

/** One more than there are: bugs are never removed. */
export const nextNumber = ({ slug, bugs }: Partner): string => `${codeOf(slug)}-${Object.keys(bugs).length + 1}`;

const typedNumber = /^(?:([a-z0-9]+)-|#)?(\d{1,6})$/i;

/** Whether what somebody typed may be the number of a bug. */
export const isBugNumber = (typed: string): boolean => typedNumber.test(typed.trim());

/** Whether a partner's bugs have numbers like the one that somebody typed. */
export function isNumberedLike({ slug }: Pick<Partner, 'slug'>, typed: string): boolean {
  const [, code = codeOf(slug)] = typedNumber.exec(typed.trim()) ?? [];
  return code.toUpperCase() === codeOf(slug);
}

/** Finds the bug that somebody typed, as `acme-12`, `#12` or `12`. */
export function bugNamed({ slug, bugs }: Partner, typed: string): Bug | undefined {
  const [, code = codeOf(slug), n = ''] = typedNumber.exec(typed.trim()) ?? [];
  return bugOf(bugs, `${code.toUpperCase()}-${Number(n)}`);
}

/** The bug of exactly this number. */
export const bugOf = (bugs: Partner['bugs'], number: string): Bug | undefined =>
  Object.hasOwn(bugs, number) ? bugs[number] : undefined;

/** Whether somebody still has to solve it. */
export const isUnsolved = ({ status: { is } }: Pick<Bug, 'status'>): boolean =>
  is === 'reported' || is === 'acknowledged' || is === 'in-progress' || is === 'mitigated';

/** Whether anything is still to be done about it, if only to verify or close it. */
export const isOpen = ({ status }: Pick<Bug, 'status'>): boolean => status.is !== 'closed';

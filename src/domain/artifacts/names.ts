import type { Partner } from '../partner';

/**
 * Whether a configuration file that a report was made with is one of this partner's: called like a file that was handed
 * in, like the name in it, or like the partner. People add words (`acme-prod.json`, `acme (1).json`), so one name may
 * hold the other.
 */
export function isOwnConfiguration(file: string, partner: Partner): boolean {
  const wanted = bare(file);
  const { configuration } = partner.artifacts;
  const own = [
    partner.name,
    partner.slug,
    configuration?.stands?.facts.name ?? '',
    ...(configuration?.revisions ?? []).map(({ upload }) => upload.name),
  ].map(bare);
  return own.some((name) => alike(name, wanted));
}

const shortest = 3;

const alike = (a: string, b: string): boolean =>
  a === b || (Math.min(a.length, b.length) >= shortest && (a.includes(b) || b.includes(a)));

/** A name without folder, ending, case and whatever is no letter or digit. */
const bare = (name: string): string =>
  name
    .replace(/^.*[/\\]/, '')
    .replace(/\.json$/i, '')
    .toLowerCase()
    .replace(/\(\d+\)$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');

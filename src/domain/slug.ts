/** Letters that are not written as one of ours with a mark. */
const plain: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  ı: 'i',
};

/** Returns the partner's short name for channels: lower case letters, digits and hyphens, at most 60 characters. */
export function slugOf(name: string, id: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[æœøłđðþßı]/g, (letter) => plain[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  // A name in another script, or of emoji, leaves nothing: the id keeps it unique.
  return (
    slug ||
    `partner-${id
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .slice(-6)}`
  );
}

/** Returns the form under which a name is taken: two names that differ only in case, accents or spacing are one. */
export const nameClaim = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** Returns the names to try for the channel, best first. */
export const channelName = (slug: string, attempt: number): string =>
  attempt === 0 ? `pc-${slug}` : `pc-${slug}-${attempt + 1}`;

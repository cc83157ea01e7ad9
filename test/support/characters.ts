import * as fc from 'fast-check';

const surrogates = { first: 0xd800, count: 0x800 };

/** Any character there is, whole: as fast-check's own `binary`, which takes a second to list them all first. */
export const anyCharacter = fc.integer({ min: 0, max: 0x10ffff - surrogates.count }).map(
  (n) => String.fromCodePoint(n < surrogates.first ? n : n + surrogates.count),
  (character) => {
    const code = typeof character === 'string' ? character.codePointAt(0) : undefined;
    if (code === undefined || character !== String.fromCodePoint(code)) throw new Error('Not one character');
    return code < surrogates.first ? code : code - surrogates.count;
  },
);

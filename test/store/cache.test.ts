import * as fc from 'fast-check';
import { Cache } from '../../src/store/cache';

/** What is looked at is kept, and there is never more than was said. */

const filled = (most: number, keys: readonly string[]): Cache<string, string> => {
  const cache = new Cache<string, string>(most);
  for (const key of keys) cache.set(key, key.toUpperCase());
  return cache;
};

test('what was set is there, in its newest form, until it is deleted', () => {
  const cache = filled(2, ['a', 'b']);
  cache.set('a', 'other');
  expect([cache.get('a'), cache.get('b')]).toEqual(['other', 'B']);
  cache.delete('a');
  expect([cache.get('a'), cache.get('b')]).toEqual([undefined, 'B']);
});

test('of what nobody looked at the oldest is forgotten first', () => {
  const cache = filled(2, ['a', 'b', 'c', 'd']);
  expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual([undefined, undefined, 'C', 'D']);
});

test('what is looked at stays, however much else comes', () => {
  const cache = filled(3, ['a', 'b', 'c']);
  for (let n = 0; n < 50; n += 1) {
    cache.set(`${n}`, '');
    expect(cache.get('b')).toBe('B');
  }
});

test('it holds so many, and always what came last', () => {
  const step = fc.record({ key: fc.integer({ min: 0, max: 9 }), look: fc.boolean() });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 60 }), (most, steps) => {
      const cache = new Cache<number, number>(most);
      for (const [n, { key, look }] of steps.entries()) {
        if (look) cache.get(key);
        else cache.set(key, n);
        if (!look) expect(cache.get(key)).toBe(n);
      }
      const held = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((key) => cache.get(key) !== undefined);
      expect(held.length).toBeLessThanOrEqual(most);
    }),
  );
});

import { describe, expect, it } from 'vitest';
import { contentHash, isSame, nextHash } from '../../../src/core/base/content.ts';

const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  0.5,
  2 ** 40,
  '',
  'a',
  'b',
  'a'.repeat(64),
  `${'a'.repeat(63)}b`,
  [],
  [1],
  [[1]],
  [1, 2],
  {},
  { a: 1 },
  { a: 2 },
  { b: 1 },
  { a: 1, b: 2 },
  { b: 2, a: 1 },
  { a: [1] },
  { a: { b: 1 } },
];

describe('what plain data holds', () => {
  it('is the same exactly where its JSON is, the order of keys included', () => {
    for (const a of VALUES) {
      for (const b of VALUES) {
        const isSameJson = JSON.stringify(a) === JSON.stringify(b);
        expect(isSame(a, structuredClone(b)), JSON.stringify([a, b])).toBe(isSameJson);
      }
    }
  });

  it('has one hash for equal values, and other hashes for most others, keys apart', () => {
    for (const value of VALUES) {
      expect(contentHash(structuredClone(value))).toBe(contentHash(value));
    }
    const withoutKeys = VALUES.map((value) => JSON.stringify(value).replace(/"[ab]":/g, ''));
    const wanted = new Set(withoutKeys).size;
    expect(new Set(VALUES.map(contentHash)).size).toBeGreaterThan(wanted - 3);
  });

  it('goes round within the hashes that there are', () => {
    expect(nextHash(7)).toBe(8);
    expect(nextHash(2 ** 30 - 1)).toBe(0);
  });
});

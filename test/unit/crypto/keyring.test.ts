import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/core/crypto/digest.ts';
import { createIdeal } from '../../../src/core/crypto/ideal.ts';
import { Memo } from '../../../src/core/crypto/memo.ts';
import { createKeyring } from '../../../src/core/crypto/scheme.ts';

describe('a keyring', () => {
  const scheme = createIdeal('run');
  const ring = createKeyring(scheme, [0, 3]);

  it('signs for the identities that it holds', () => {
    expect(scheme.verify(3, ['x'], ring.sign(3, ['x']))).toBe(true);
    expect(ring.owns(0)).toBe(true);
  });

  it('throws for every other: there is no key to forge with', () => {
    expect(ring.owns(1)).toBe(false);
    expect(() => ring.sign(1, ['x'])).toThrow('key of process 1');
  });
});

describe('a digest', () => {
  it('is separated by domain (A9)', () => {
    expect(digest('null', [])).not.toBe(digest('batch', []));
    expect(digest('batch', [])).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a memo', () => {
  it('computes once, and drops the oldest when it is full', () => {
    const memo = new Memo<number>(2);
    const asked: string[] = [];
    const take = (key: string) => memo.take(key, () => asked.push(key));
    ['a', 'a', 'b', 'c', 'c', 'a'].forEach(take);
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
    expect(memo.size).toBe(2);
  });
});

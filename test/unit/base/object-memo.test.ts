import { describe, expect, it } from 'vitest';
import { clone, freezeBody } from '../../../src/core/base/clone.ts';
import { ObjectMemo } from '../../../src/core/base/object-memo.ts';
import { pairKey } from '../../../src/core/base/pair-key.ts';

const lengths = new ObjectMemo<object, number>();
const flags = new ObjectMemo<object, boolean>();

describe('a memo of objects', () => {
  it.each([
    ['with room for it', () => freezeBody({ type: 'prepare', votes: [1, 2] })],
    ['frozen elsewhere', () => Object.freeze({ type: 'prepare', votes: [1, 2] })],
  ])('remembers for each object, apart from other memos: %s', (_, make) => {
    const [one, other] = [make(), make()];
    lengths.set(one, 2);
    flags.set(one, false);
    expect([lengths.get(one), flags.get(one)]).toEqual([2, false]);
    expect([lengths.get(other), flags.get(other)]).toEqual([undefined, undefined]);
    lengths.set(one, 3);
    expect(lengths.get(one)).toBe(3);
  });

  it('does not show, and follows no copy: what changes a copy must not inherit what was known of the original', () => {
    const body = freezeBody({ type: 'prepare', votes: [1, 2] });
    lengths.set(body, 2);
    expect(Reflect.ownKeys(body)).toEqual(['type', 'votes']);
    expect(JSON.stringify(body)).toBe('{"type":"prepare","votes":[1,2]}');
    for (const copy of [{ ...body }, Object.assign({}, body), structuredClone(body)])
      expect(lengths.get(copy)).toBeUndefined();
    expect(lengths.get(clone(body))).toBe(2);
  });
});

describe('a key of two numbers', () => {
  it('is the same text, remembered or not', () => {
    for (let round = 0; round < 2; round += 1)
      for (const a of [0, 1, 4, 1_000, 2 ** 40, -1])
        for (let b = 0; b < 3_000; b += 7) expect(pairKey(a, b)).toBe(`${a}:${b}`);
    expect(pairKey(0.5, NaN)).toBe('0.5:NaN');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clone, freeze } from '../../../src/core/base/clone.ts';

describe('clone', () => {
  it('gives equal data that shares nothing that can change', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const original = { value };
        const copy = clone(original);
        expect(JSON.stringify(copy)).toBe(JSON.stringify(original));
        expect(copy).not.toBe(original);
        if (typeof value === 'object' && value !== null) expect(copy.value).not.toBe(value);
      }),
    );
  });

  it('shares what is frozen: a message exists once, however many snapshots there are', () => {
    const body = freeze({ type: 'prepare', votes: [1, 2] });
    const state = { slots: { 1: { body, count: 3 } } };
    const copy = clone(state);
    expect(copy.slots[1].body).toBe(body);
    copy.slots[1].count = 4;
    expect(state.slots[1].count).toBe(3);
  });
});

describe('freeze', () => {
  it('freezes all the way down and returns the same object', () => {
    const body = { type: 'x', list: [{ deep: { deeper: 1 } }] };
    expect(freeze(body)).toBe(body);
    expect(() => {
      const [first] = body.list;
      if (first !== undefined) first.deep.deeper = 2;
    }).toThrow(TypeError);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NOBODY,
  addId,
  hasId,
  sizeOf,
  withId,
  without,
  type IdSet,
} from '../../../src/core/base/id-set.ts';

const ids = fc.array(fc.nat(200));

function idSetOf(members: readonly number[]): IdSet {
  const set: number[] = [];
  for (const id of members) addId(set, id);
  return set;
}

describe('a set of ids', () => {
  it('holds what was put in, each once, in whatever way it was built', () => {
    fc.assert(
      fc.property(ids, fc.nat(300), (members, other) => {
        const naive = new Set(members);
        const grown = members.reduce(withId, NOBODY);
        for (const set of [grown, idSetOf(members)]) {
          expect(sizeOf(set)).toBe(naive.size);
          expect(hasId(set, other)).toBe(naive.has(other));
          for (const member of members) expect(hasId(set, member)).toBe(true);
        }
      }),
    );
  });

  it('leaves out the members of another', () => {
    fc.assert(
      fc.property(ids, ids, (members, others) => {
        const left = members.filter((id) => !others.includes(id));
        const set = without(idSetOf(members), idSetOf(others));
        expect(sizeOf(set)).toBe(new Set(left).size);
        for (const id of left) expect(hasId(set, id)).toBe(true);
      }),
    );
  });
});

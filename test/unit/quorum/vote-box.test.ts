import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cast, emptyBox, votes, voters, withdraw } from '../../../src/core/quorum/vote-box.ts';

type Vote = { readonly digest: string };

describe('a vote box', () => {
  it('keeps the first vote of each voter, and counts as many as it keeps', () => {
    const step = fc.tuple(fc.nat(4), fc.constantFrom('a', 'b', 'withdrawn'));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const box = emptyBox<Vote>();
        const naive = new Map<number, string>();
        for (const [voter, digest] of steps) {
          if (digest === 'withdrawn') {
            withdraw(box, voter);
            naive.delete(voter);
          } else {
            const earlier = naive.get(voter);
            const repeated = earlier === digest ? 'duplicate' : 'conflict';
            const expected = earlier === undefined ? 'counted' : repeated;
            expect(cast(box, voter, { digest })).toBe(expected);
            naive.set(voter, earlier ?? digest);
          }
        }
        const kept = [...naive].sort(([a], [b]) => a - b);
        expect(box.count).toBe(kept.length);
        expect(votes(box)).toEqual(kept.map(([replica, digest]) => ({ replica, digest })));
        expect(voters(box, 'a')).toEqual(
          kept.flatMap(([id, digest]) => (digest === 'a' ? id : [])),
        );
      }),
    );
  });
});

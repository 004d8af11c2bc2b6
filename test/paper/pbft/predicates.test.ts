import { describe, expect, test } from 'vitest';
import {
  isLive,
  isSafe,
  overlap,
  quorumSize,
  weakSize,
} from '../../../src/core/quorum/thresholds.ts';
import { Council } from '../../support/council.ts';
import * as build from '../../support/council-messages.ts';

/** How many are enough, and what they make true. */

/** n, f, q, 2q-n, n-q as the list prints them. */
const TABLE = [
  [3, 0, 2, 1, 1],
  [3, 1, 3, 3, 0],
  [4, 1, 3, 2, 1],
  [5, 1, 4, 3, 1],
  [6, 1, 4, 2, 2],
  [6, 2, 5, 4, 1],
  [7, 2, 5, 3, 2],
  [8, 2, 6, 4, 2],
  [9, 2, 6, 3, 3],
  [10, 3, 7, 4, 3],
] as const;

describe('The table of section 0.3', () => {
  test.each(TABLE)('n = %i, f = %i: q = %i, overlap %i, %i may keep silent', (...row) => {
    const [n, f, q, shared, silent] = row;
    expect(quorumSize('intersect', n, f)).toBe(q);
    expect(quorumSize('intersect', n, f)).toBe(Math.ceil((n + f + 1) / 2));
    expect(overlap(n, q)).toBe(shared);
    expect(isLive(n, q, silent)).toBe(true);
    expect(isLive(n, q, silent + 1)).toBe(false);
    expect(isSafe(n, q, shared - 1)).toBe(true);
    expect(isSafe(n, q, shared)).toBe(false);
    expect(weakSize(f)).toBe(f + 1);
  });

  test('the other rules mean what they say', () => {
    expect(quorumSize('2f+1', 5, 1)).toBe(3);
    expect(quorumSize('n-f', 6, 2)).toBe(4);
    expect(quorumSize(2, 9, 2)).toBe(2);
  });

  test('any two quorums share as many as promised, counted over all pairs', () => {
    for (const [n, , q, shared] of TABLE) {
      let least: number = n;
      for (let a = 0; a < 2 ** n; a += 1) {
        if (bits(a) !== q) continue;
        // By symmetry the first quorum may be the lowest ids; all choices of the second remain.
        least = Math.min(least, bits(a & (2 ** q - 1)));
      }
      expect(least).toBe(shared);
    }
  });
});

function bits(word: number): number {
  return word === 0 ? 0 : (word & 1) + bits(word >>> 1);
}

/** A backup at the far end of the council, which hears only what the test lets it hear. */
function lonely(n: number, f: number) {
  const self = n - 1;
  const byzantine = Array.from({ length: n - 1 }, (_, id) => id);
  const order = build.request(n, 1, 'set a 1');
  const place = { view: 0, seq: 1, digest: build.digestOfRequests(order) };
  return { council: new Council({ n, f, byzantine }), self, order, place };
}

const SIZES = [
  [4, 1],
  [5, 1],
  [6, 1],
  [7, 2],
  [8, 2],
  [10, 3],
] as const;

describe('Predicates at every size, since n = 4 cannot tell a wrong formula from the right one', () => {
  test.each(SIZES)(
    '[PR1] pre-prepared, n = %i, f = %i: proposal and body, and the vote has gone out',
    (n, f) => {
      const { council, self, order, place } = lonely(n, f);
      expect(council.facts(self, 'pre-prepared')).toEqual([]);
      council.deliver(self, build.prePrepare(0, place, [order]));
      expect(council.facts(self, 'pre-prepared')).toEqual([{ fact: 'pre-prepared', ...place }]);
      expect(council.sent(self, 'prepare')).toHaveLength(n - 1);
    },
  );

  test.each(SIZES)(
    '[PR2] prepared, n = %i, f = %i: exactly with the q-th voter, the primary through its proposal',
    (n, f) => {
      const { council, self, order, place } = lonely(n, f);
      council.deliver(self, build.prePrepare(0, place, [order]));
      // Primary and self are two voters; q-2 more make the quorum.
      for (let voter = 1; voter <= council.q - 2; voter += 1) {
        expect(council.facts(self, 'prepared'), `with ${voter + 1} voters`).toEqual([]);
        council.deliver(self, build.prepare(voter, place));
      }
      const prepared = council.facts(self, 'prepared');
      expect(prepared.map(({ voters }) => voters.length)).toEqual([council.q]);
      expect(prepared[0]?.voters).toEqual([...(prepared[0]?.voters ?? [])].sort((a, b) => a - b));
    },
  );

  test.each(SIZES)('[PR2] n = %i, f = %i: a prepare by the primary adds no vote', (n, f) => {
    const { council, self, order, place } = lonely(n, f);
    council.deliver(self, build.prePrepare(0, place, [order]));
    for (let voter = 1; voter <= council.q - 3; voter += 1)
      council.deliver(self, build.prepare(voter, place));
    const done = council.deliver(self, build.prepare(0, place));
    expect(done.ignored).toHaveLength(1);
    expect(council.facts(self, 'prepared')).toEqual([]);
  });

  test.each(SIZES)(
    '[PR2] n = %i, f = %i: no votes prepare what the primary has not proposed',
    (n, f) => {
      const { council, self, place } = lonely(n, f);
      for (let voter = 1; voter < n - 1; voter += 1)
        council.deliver(self, build.prepare(voter, place));
      expect(council.facts(self, 'prepared')).toEqual([]);
    },
  );

  test('[PR2] prepares for other digests do not count', () => {
    const { council, self, order, place } = lonely(7, 2);
    const other = { ...place, digest: build.digestOfRequests(build.request(7, 1, 'set a 2')) };
    council.deliver(self, build.prePrepare(0, place, [order]));
    for (const voter of [1, 2, 3]) council.deliver(self, build.prepare(voter, other));
    council.deliver(self, build.prepare(4, place));
    expect(council.facts(self, 'prepared')).toEqual([]);
  });

  test.each(SIZES)(
    '[PR3] n = %i, f = %i: where one has committed, f+1 correct ones are prepared',
    (n, f) => {
      const council = new Council({ n, f, operations: ['set a 1'] });
      council.settle({ seed: n });
      for (const id of council.replicas()) {
        for (const { voters, seq, digest } of council.facts(id, 'committed')) {
          const prepared = voters.filter((voter) =>
            council
              .facts(voter, 'prepared')
              .some((fact) => fact.seq === seq && fact.digest === digest),
          );
          expect(prepared.length).toBeGreaterThanOrEqual(f + 1);
        }
      }
      expect(council.facts(0, 'committed')).toHaveLength(1);
    },
  );

  test.each(SIZES)(
    '[PR4] committed, n = %i, f = %i: prepared, and exactly with the q-th commit, its own included',
    (n, f) => {
      const { council, self, order, place } = lonely(n, f);
      for (let voter = 0; voter < council.q - 1; voter += 1)
        council.deliver(self, build.commit(voter, place));
      council.deliver(self, build.prePrepare(0, place, [order]));
      expect(council.facts(self, 'committed')).toEqual([]);
      for (let voter = 1; voter <= council.q - 2; voter += 1)
        council.deliver(self, build.prepare(voter, place));
      const committed = council.facts(self, 'committed');
      expect(committed.map(({ voters }) => voters.length)).toEqual([council.q]);
      expect(committed[0]?.voters).toContain(self);
    },
  );

  test.each(SIZES)('[PR4] n = %i, f = %i: q-1 commits are not enough', (n, f) => {
    const { council, self, order, place } = lonely(n, f);
    council.deliver(self, build.prePrepare(0, place, [order]));
    for (let voter = 1; voter <= council.q - 2; voter += 1)
      council.deliver(self, build.prepare(voter, place));
    for (let voter = 0; voter < council.q - 2; voter += 1)
      council.deliver(self, build.commit(voter, place));
    expect(council.facts(self, 'committed')).toEqual([]);
    council.deliver(self, build.commit(n - 2, place));
    expect(council.facts(self, 'committed')).toHaveLength(1);
  });

  test('[PR4] commits without being prepared commit nothing', () => {
    const { council, self, order, place } = lonely(4, 1);
    for (const voter of [0, 1, 2]) council.deliver(self, build.commit(voter, place));
    council.deliver(self, build.prePrepare(0, place, [order]));
    expect(council.facts(self, 'committed')).toEqual([]);
    expect(council.facts(self, 'executed')).toEqual([]);
  });

  test('[PR4] commits for another digest do not count', () => {
    const { council, self, order, place } = lonely(4, 1);
    const other = { ...place, digest: build.digestOfRequests(build.request(4, 1, 'set a 2')) };
    council.deliver(self, build.prePrepare(0, place, [order]));
    council.deliver(self, build.prepare(1, place));
    for (const voter of [0, 1]) council.deliver(self, build.commit(voter, other));
    council.deliver(self, build.commit(2, place));
    expect(council.facts(self, 'committed')).toEqual([]);
  });
});

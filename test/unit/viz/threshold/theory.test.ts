import { describe, expect, it } from 'vitest';
import { quorumSize } from '../../../../src/core/quorum/thresholds.ts';
import { compareWithTheory, expectedOf } from '../../../../src/viz/threshold/theory.ts';

const council = (n: number, q: number, traitors: number, f = Math.floor((n - 1) / 3)) => ({
  n,
  f,
  q,
  traitors,
});

describe('what theory allows', () => {
  it('is what the arithmetic of quorums says, council by council', () => {
    expect(expectedOf(council(4, 3, 1))).toBe('agreed');
    expect(expectedOf(council(4, 3, 2))).toBe('forked');
    expect(expectedOf(council(5, 4, 2))).toBe('deceived');
    expect(expectedOf(council(5, 4, 3))).toBe('forked');
    expect(expectedOf(council(5, 3, 1))).toBe('forked');
    expect(expectedOf(council(8, 6, 3))).toBe('deceived');
    expect(expectedOf(council(3, 3, 1, 1))).toBe('stalled');
    expect(expectedOf(council(3, 2, 1, 1))).toBe('forked');
  });

  it('calls for two loyal replicas that can differ', () => {
    expect(expectedOf(council(4, 3, 3))).toBe('deceived');
    expect(expectedOf(council(4, 3, 4))).toBe('deceived');
  });

  it('is nothing as long as f is kept and the quorums intersect', () => {
    for (let n = 1; n <= 13; n += 1) {
      const f = Math.floor((n - 1) / 3);
      for (let traitors = 0; traitors <= f; traitors += 1)
        expect(expectedOf(council(n, quorumSize('intersect', n, f), traitors))).toBe('agreed');
    }
  });

  it('is told apart from what was measured, either way', () => {
    expect(compareWithTheory('forked', council(4, 3, 2))).toBe('same');
    expect(compareWithTheory('unsafe', council(4, 3, 2))).toBe('unfound');
    expect(compareWithTheory('stalled', council(4, 3, 1))).toBe('unforeseen');
    expect(compareWithTheory('unsafe', council(3, 3, 1, 1))).toBe('unforeseen');
  });
});

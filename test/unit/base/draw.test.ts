import { describe, expect, it } from 'vitest';
import { PURPOSE, below, draw, finish, fold } from '../../../src/core/base/draw.ts';

describe('keyed draws', () => {
  it('never change: recorded runs depend on these words', () => {
    expect([
      draw(7, 1, 0, 1),
      draw(7, 1, 1, 0),
      draw(0, 0),
      draw(2 ** 40, PURPOSE.loss, -1),
    ]).toEqual(GOLDEN);
  });

  it('depend on every part of the key, and on its order', () => {
    const keys = [
      [1, 2, 3],
      [3, 2, 1],
      [1, 2],
      [1, 2, 3, 0],
      [1, 2, 3 + 2 ** 32],
      [2, 2, 3],
    ];
    expect(new Set(keys.map((key) => draw(7, ...key))).size).toBe(keys.length);
  });

  it('are the folded key, finished', () => {
    expect(draw(7, 5, 6)).toBe(finish(fold(fold(fold(0, 7), 5), 6)));
  });

  it('spread evenly, also for keys that differ by one', () => {
    const counts = Array.from({ length: 16 }, () => 0);
    for (let i = 0; i < 16_000; i++) {
      const bucket = below(draw(1, PURPOSE.latency, i), 16);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    // Chi-squared with 15 degrees of freedom: 99.9 % lie below 37.7.
    expect(counts.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0)).toBeLessThan(37.7);
  });

  it('stay below their bound', () => {
    expect(below(0xffffffff, 10)).toBe(9);
    expect(below(0, 10)).toBe(0);
    expect(below(0xffffffff, 1)).toBe(0);
  });
});

const GOLDEN = [1_759_657_238, 315_121_466, 935_017_864, 4_239_517_761];

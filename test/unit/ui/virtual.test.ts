import { describe, expect, it } from 'vitest';
import { listHeight, rowAt, topOf } from '../../../src/ui/lower/virtual.ts';

describe('a virtual list', () => {
  const small = { rows: 100, rowHeight: 20, height: 200 };
  const huge = { rows: 5_000_000, rowHeight: 28, height: 280 };

  it('of few rows is as tall as they are, and scrolls row by row', () => {
    expect(listHeight(small)).toBe(2_000);
    expect(rowAt(small, 0)).toBe(0);
    expect(rowAt(small, 200)).toBeCloseTo(10, 5);
    expect(topOf(small, 10)).toBeCloseTo(200, 5);
  });

  it('of millions stays below what browsers can lay out, and still reaches the first and the last row', () => {
    expect(listHeight(huge)).toBeLessThan(16_000_000);
    expect(rowAt(huge, 0)).toBe(0);
    expect(rowAt(huge, listHeight(huge) - huge.height)).toBeCloseTo(5_000_000 - 10, 3);
    expect(rowAt(huge, topOf(huge, 1_234_567))).toBeCloseTo(1_234_567, 1);
  });

  it('shorter than its room does not scroll', () => {
    const few = { rows: 3, rowHeight: 20, height: 200 };
    expect(rowAt(few, 50)).toBe(0);
    expect(topOf(few, 2)).toBe(0);
  });
});

import { describe, expect, test } from 'vitest';
import { timeLabel } from '../../../src/viz/spacetime/frame.ts';
import {
  isWhole,
  moved,
  tilesOf,
  whole,
  within,
  zoomed,
} from '../../../src/viz/spacetime/range.ts';

const END = 1_000_000;

describe('zooming', () => {
  test('keeps what lies under the pointer where it is', () => {
    const range = { from: 200_000, until: 400_000 };
    const near = zoomed(range, { factor: 0.5, at: 250_000 }, END);
    expect(near).toEqual({ from: 225_000, until: 325_000 });
    expect(zoomed(near, { factor: 2, at: 250_000 }, END)).toEqual(range);
  });

  test('ends at the whole run on one side, and at single microseconds on the other', () => {
    const far = zoomed({ from: 0, until: END }, { factor: 100, at: 500_000 }, END);
    expect(isWhole(far, END)).toBe(true);
    expect(far).toEqual(whole(END));
    const near = zoomed({ from: 0, until: END }, { factor: 1e-9, at: 500_000 }, END);
    expect(near.until - near.from).toBe(100);
  });

  test('of a run of no length is still a range', () => {
    const { from, until } = whole(0);
    expect(until).toBeGreaterThan(from);
  });
});

test('moving stops at both ends of the run', () => {
  const range = { from: 100_000, until: 300_000 };
  expect(moved(range, -1e9, END)).toEqual({ from: 0, until: 200_000 });
  expect(moved(range, 1e9, END).until).toBeCloseTo(END * 1.006, 0);
  expect(within({ from: -50, until: 50 }, END).from).toBe(0);
});

describe('tiles', () => {
  test('cover the range without gaps, each at least 320 pixels wide and less than twice that', () => {
    for (const span of [137, 5_000, 140_000, 999_999]) {
      const range = { from: 123_456, until: 123_456 + span };
      const tiles = tilesOf(range, 900, 2_000_000);
      expect(tiles[0]?.from).toBeLessThanOrEqual(range.from);
      expect(tiles.at(-1)?.until).toBeGreaterThan(range.until);
      for (const [index, { from, until }] of tiles.entries()) {
        expect(from).toBe(tiles[index - 1]?.until ?? from);
        const pixels = ((until - from) * 900) / span;
        expect(pixels).toBeGreaterThanOrEqual(320 - 1e-6);
        expect(pixels).toBeLessThan(640);
      }
    }
  });

  test('are none beyond what is recorded', () => {
    expect(tilesOf({ from: 0, until: 1_000_000 }, 900, 10).length).toBe(1);
  });

  test('stay the same while the range moves within them', () => {
    const one = tilesOf({ from: 10_000, until: 20_000 }, 900, END);
    const other = tilesOf({ from: 10_100, until: 20_100 }, 900, END);
    expect(other).toEqual(one);
  });
});

test('times are told as finely as they can be told apart', () => {
  expect(timeLabel(1_234_567)).toBe('1234.6 ms');
  expect(timeLabel(1_234_567, 5)).toBe('1234.567 ms');
  expect(timeLabel(12_345_678, 20_000)).toBe('12.35 s');
  expect(timeLabel(12_345_678, 500)).toBe('12345.7 ms');
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWarp } from '../../../src/viz/scrubber/warp.ts';

const quiet = [{ from: 100_000, until: 300_000 }];
const warp = createWarp({ quiet, end: 400_000, medianDelay: 10_000 });

describe('the time of the viewer', () => {
  test('a median delay lasts one second', () => {
    expect(warp.speedAt(50_000)).toBe(10_000);
    expect(createWarp({ quiet: [], end: 70_000, medianDelay: 10_000 }).seconds).toBe(7);
  });

  test('a quiet stretch lasts one second, however long it is', () => {
    expect(warp.seconds).toBe(21);
    expect(warp.speedAt(200_000)).toBe(200_000);
    expect(warp.toScreen(300_000) - warp.toScreen(100_000)).toBeCloseTo(1 / 21, 10);
  });

  test('a stretch that is shorter than a second plays on as usual', () => {
    const short = createWarp({
      quiet: [{ from: 10_000, until: 14_000 }],
      end: 30_000,
      medianDelay: 10_000,
    });
    expect(short.speedAt(12_000)).toBe(10_000);
    expect(short.seconds).toBe(3);
  });

  test('beyond the end time goes on as usual, and the screen stops at its edge', () => {
    expect(warp.speedAt(500_000)).toBe(10_000);
    expect(warp.toScreen(500_000)).toBe(1);
    expect(warp.toTime(2)).toBe(400_000);
    expect(warp.toScreen(-5)).toBe(0);
  });

  test('an empty run has a scrubber all the same', () => {
    const empty = createWarp({ quiet: [], end: 0, medianDelay: 10_000 });
    expect(empty.toScreen(0)).toBe(0);
    expect(Number.isFinite(empty.toTime(0.5))).toBe(true);
  });

  test('screen and time are inverse and both only grow, whatever stretches are quiet', () => {
    const stretches = fc.array(fc.tuple(fc.nat(900_000), fc.nat(200_000)), { maxLength: 6 });
    fc.assert(
      fc.property(stretches, fc.nat(1_000_000), fc.nat(1_000_000), (list, a, b) => {
        const some = createWarp({
          quiet: list.map(([from, length]) => ({ from, until: from + length })),
          end: 1_000_000,
          medianDelay: 10_000,
        });
        expect(Math.abs(some.toTime(some.toScreen(a)) - a)).toBeLessThanOrEqual(1);
        if (a < b) expect(some.toScreen(a)).toBeLessThan(some.toScreen(b));
      }),
    );
  });
});

import { describe, expect, test } from 'vitest';
import type { Size } from '../../../src/viz/geometry.ts';
import { distance, pointOnCurve } from '../../../src/viz/geometry.ts';
import { stageLayout } from '../../../src/viz/stage/layout.ts';
import { wayBetween } from '../../../src/viz/stage/way.ts';
import type { Place } from '../../../src/viz/stage/way.ts';

/** The stage at the widths of a desktop, a small notebook and a phone. */
const SIZES: readonly Size[] = [
  { width: 816, height: 470 },
  { width: 664, height: 420 },
  { width: 390, height: 384 },
];

/** With the radius of what is drawn there; a place adds some air. */
type Drawn = Place & { readonly drawn: number };

function placesOf(n: number, clients: number, size: Size): readonly Drawn[] {
  const layout = stageLayout({ n, clients, size });
  const { radius, tier } = layout;
  return [
    ...layout.seats.map(({ x, y }) => ({
      x,
      y,
      radius: radius + 7 * tier.scale + 2,
      drawn: radius,
    })),
    ...layout.clients.map(({ x, y, half }) => ({ x, y, radius: half + 6, drawn: half })),
  ];
}

function closest(from: Place, to: Place, third: Place, all: readonly Place[]): number {
  const curve = wayBetween(from, to, all);
  const steps = Array.from({ length: 101 }, (_, step) => step / 100);
  return Math.min(...steps.map((share) => distance(pointOnCurve(curve, share), third)));
}

describe('the way of a message', () => {
  for (const n of [4, 7]) {
    for (const clients of [1, 2]) {
      for (const size of SIZES) {
        test(`${n} replicas, ${clients} clients, ${size.width} wide: leads past everybody else`, () => {
          const places = placesOf(n, clients, size);
          for (const from of places) {
            for (const to of places.filter((place) => place !== from)) {
              for (const third of places.filter((place) => place !== from && place !== to)) {
                expect(closest(from, to, third, places)).toBeGreaterThan(third.drawn);
              }
            }
          }
        });
      }
    }
  }

  test('keeps clear of a caption where that takes no long way round', () => {
    const from = { x: 0, y: 0, radius: 10 };
    const to = { x: 200, y: 0, radius: 10 };
    const least = (caption: Place): number => {
      const curve = wayBetween(from, to, [], [caption]);
      const shares = Array.from({ length: 101 }, (_, step) => step / 100);
      return Math.min(...shares.map((share) => distance(pointOnCurve(curve, share), caption)));
    };
    const near = { x: 100, y: 12, radius: 14 };
    expect(least(near)).toBeGreaterThan(13);
    const vast = { x: 100, y: 0, radius: 90 };
    expect(wayBetween(from, to, [], [vast])).toEqual(wayBetween(from, to, []));
  });

  test('is bowed only slightly where nobody stands in between', () => {
    const from = { x: 0, y: 0, radius: 10 };
    const to = { x: 200, y: 0, radius: 10 };
    const [, bend] = wayBetween(from, to, [from, to, { x: 100, y: 90, radius: 20 }]);
    expect(bend).toEqual({ x: 100, y: 18 });
  });

  test('differs in the two directions of a link that somebody stands on', () => {
    const from = { x: 0, y: 0, radius: 10 };
    const to = { x: 300, y: 0, radius: 10 };
    const all = [from, to, { x: 150, y: 0, radius: 40 }];
    const there = pointOnCurve(wayBetween(from, to, all), 0.5);
    const back = pointOnCurve(wayBetween(to, from, all), 0.5);
    expect(distance(there, back)).toBeGreaterThan(80);
  });
});

/** What lies under a point of the diagram: the nearest event, message, flag or bar within reach. */
import { clamp } from '../geometry.ts';
import type { Point } from '../geometry.ts';
import { legsOf } from './parts.ts';
import type { BarBox, Part, Wire } from './parts.ts';
import type { Flag, Scene } from './scene.ts';
import type { LaneRow } from './tiles.ts';

export type Hit =
  | { readonly kind: 'flag'; readonly flag: Flag }
  | { readonly kind: 'row'; readonly row: LaneRow }
  | { readonly kind: 'message'; readonly wire: Wire }
  | { readonly kind: 'bars'; readonly bars: readonly BarBox[] };

/** How near to a line a pointer has to be. */
const REACH = 7;

export function hitAt(scene: Scene, parts: readonly Part[], point: Point): Hit | null {
  const flag = scene.flags.find(
    ({ x, lane }) =>
      point.x >= x - 3 && point.x <= x + 12 && Math.abs(point.y - scene.frame.y(lane) + 4) < 11,
  );
  if (flag !== undefined) return { kind: 'flag', flag };
  const row = nearestRow(parts, point, clamp(scene.frame.step / 2, 3, 9));
  if (row !== null) return { kind: 'row', row };
  const wire = nearestWire(parts, point);
  if (wire !== null) return { kind: 'message', wire };
  const bars = barsAt(scene, parts, point);
  return bars.length === 0 ? null : { kind: 'bars', bars };
}

function nearestRow(parts: readonly Part[], point: Point, reach: number): LaneRow | null {
  let best: LaneRow | null = null;
  let least = reach;
  for (const { beads, signs } of parts) {
    for (const { x, y, row } of [...beads, ...signs]) {
      const away = Math.max(Math.abs(point.x - x), Math.abs(point.y - y));
      if (away > least) continue;
      least = away;
      best = row;
    }
  }
  return best;
}

/** The end of a line counts for more than its middle: there its glyph stands. */
function nearestWire(parts: readonly Part[], point: Point): Wire | null {
  let best: Wire | null = null;
  let least = REACH;
  for (const { wires } of parts) {
    for (const wire of wires) {
      if (point.x < Math.min(wire.from.x, wire.to.x) - REACH || point.x > wire.to.x + REACH)
        continue;
      const away = Math.min(distanceToLine(point, wire), distanceToEnd(point, wire) - 2);
      if (away > least) continue;
      least = away;
      best = wire;
    }
  }
  return best;
}

function distanceToEnd(point: Point, { to }: Wire): number {
  return Math.hypot(point.x - to.x, point.y - to.y);
}

function distanceToLine(point: Point, wire: Wire): number {
  const legs = legsOf(wire);
  let least = Infinity;
  for (let at = 0; at < legs.length; at += 4) {
    const [x = 0, y = 0, endX = 0, endY = 0] = legs.slice(at, at + 4);
    least = Math.min(least, distanceToLeg(point, { x, y }, { x: endX, y: endY }));
  }
  return least;
}

function distanceToLeg(point: Point, from: Point, to: Point): number {
  const run = to.x - from.x;
  const rise = to.y - from.y;
  const length = Math.max(1e-6, run * run + rise * rise);
  const share = clamp(((point.x - from.x) * run + (point.y - from.y) * rise) / length, 0, 1);
  return Math.hypot(point.x - from.x - run * share, point.y - from.y - rise * share);
}

/** All that is counted for the lane at that time. */
function barsAt(
  { frame, lanes }: Scene,
  parts: readonly Part[],
  { x, y }: Point,
): readonly BarBox[] {
  const lane = lanes[frame.laneAt(y)];
  if (lane === undefined) return [];
  return parts
    .flatMap(({ bars }) => bars)
    .filter((box) => box.bar.process === lane.id && x >= box.x && x < box.x + box.width);
}

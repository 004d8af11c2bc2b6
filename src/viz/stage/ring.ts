/** Places on a ring: a superellipse, walked clockwise from noon. */
import { clamp, distance } from '../geometry.ts';
import type { Point } from '../geometry.ts';

export type Ring = {
  readonly centre: Point;
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** 2 is an ellipse, more is a rounder rectangle. */
  readonly exponent: number;
};

/** Turns are shares of the way round, by the angle that the ring would show if it were as wide as high. */
export function pointAt(ring: Ring, turn: number): Point {
  const across = Math.sin(2 * Math.PI * turn);
  const up = Math.cos(2 * Math.PI * turn);
  const { centre, halfWidth, halfHeight, exponent } = ring;
  const reach = (Math.abs(across) ** exponent + Math.abs(up) ** exponent) ** (-1 / exponent);
  return { x: centre.x + halfWidth * reach * across, y: centre.y - halfHeight * reach * up };
}

/** An even number has two on top, an odd number one: the picture is symmetric either way. */
function startTurn(count: number): number {
  return count % 2 === 0 ? -0.5 / count : 0;
}

/** The same angle from each to the next. */
export function evenTurns(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => startTurn(count) + index / count);
}

const SAMPLES = 720;

/** The same way from each to the next, along the curve. */
export function walkedTurns(ring: Ring, count: number): readonly number[] {
  const ways = waysRound(ring);
  const length = ways.at(-1) ?? 1;
  const start = startTurn(count);
  return Array.from({ length: count }, (_, index) => {
    const share = start + index / count;
    const way = (((share % 1) + 1) % 1) * length;
    const above = clamp(
      ways.findIndex((each) => each > way),
      1,
      SAMPLES,
    );
    const low = ways[above - 1] ?? 0;
    const turn = (above - 1 + (way - low) / Math.max(1e-6, (ways[above] ?? way) - low)) / SAMPLES;
    return share < 0 ? turn - 1 : turn;
  });
}

function waysRound(ring: Ring): readonly number[] {
  const ways = [0];
  let last = pointAt(ring, 0);
  for (let sample = 1; sample <= SAMPLES; sample += 1) {
    const next = pointAt(ring, sample / SAMPLES);
    ways.push((ways.at(-1) ?? 0) + distance(last, next));
    last = next;
  }
  return ways;
}

/** What two neighbours need between them to stand clear of each other, in pixels. */
export type Need = (from: Point, to: Point) => { readonly across: number; readonly down: number };

/**
 * As far apart as blocks of this size can be, whichever way the ring runs: blocks are clear of each other as soon as they are
 * so across or down, so both count alike. Finds the largest clearance with which one half of the ring holds its share, and
 * mirrors that half.
 */
export function spreadTurns(ring: Ring, count: number, need: Need): readonly number[] {
  const points = Array.from({ length: SAMPLES }, (_, sample) => pointAt(ring, sample / SAMPLES));
  let low = 0;
  let high = 16;
  let best: readonly number[] | null = null;
  for (let round = 0; round < 22; round += 1) {
    const middle = (low + high) / 2;
    const half = walkHalf(points, { count, clearance: middle, need });
    if (half === null) high = middle;
    else {
      low = middle;
      best = half;
    }
  }
  return best === null ? evenTurns(count) : mirrored(best, count).map((sample) => sample / SAMPLES);
}

type Walk = { readonly count: number; readonly clearance: number; readonly need: Need };

/** The samples of the right half, noon included if one stands there; null if they do not fit. */
function walkHalf(
  points: readonly Point[],
  { count, clearance, need }: Walk,
): readonly number[] | null {
  const isClear = (from: number, to: number): boolean => {
    const a = points[from % SAMPLES];
    const b = points[to % SAMPLES];
    if (a === undefined || b === undefined) return false;
    const { across, down } = need(a, b);
    return Math.max(Math.abs(a.x - b.x) / across, Math.abs(a.y - b.y) / down) >= clearance;
  };
  const isClearOfMirror = (sample: number): boolean => isClear(sample, SAMPLES - sample);
  const first = count % 2 === 0 ? nextWhere(0, isClearOfMirror) : 0;
  if (first === null) return null;
  const places = [first];
  const steps = count % 2 === 0 ? count / 2 - 1 : (count - 1) / 2;
  for (let step = 1; step <= steps; step += 1) {
    const last = places.at(-1) ?? 0;
    const next = nextWhere(last, (sample) => isClear(last, sample));
    if (next === null) return null;
    places.push(next);
  }
  return isClearOfMirror(places.at(-1) ?? 0) || count === 1 ? places : null;
}

function nextWhere(after: number, holds: (sample: number) => boolean): number | null {
  for (let sample = after + 1; sample < SAMPLES / 2; sample += 1) {
    if (holds(sample)) return sample;
  }
  return null;
}

/** In the order of the replicas: an even number begins left of noon. */
function mirrored(half: readonly number[], count: number): readonly number[] {
  const left = half
    .filter((sample) => sample > 0)
    .map((sample) => -sample)
    .reverse();
  if (count % 2 === 1) return [...half, ...left];
  const first = left.at(-1) ?? 0;
  return [first, ...half, ...left.slice(0, -1)];
}

/** The direction from a point of the ring to the outside, of length one. */
export function outwards(ring: Ring, point: Point): Point {
  const { centre, halfWidth, halfHeight, exponent } = ring;
  const slope = (away: number, half: number): number =>
    (Math.sign(away) * (Math.abs(away) / Math.max(1, half)) ** (exponent - 1)) / Math.max(1, half);
  const across = slope(point.x - centre.x, halfWidth);
  const down = slope(point.y - centre.y, halfHeight);
  const length = Math.hypot(across, down);
  return length === 0 ? { x: 0, y: -1 } : { x: across / length, y: down / length };
}

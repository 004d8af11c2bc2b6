/** The way of a message from rim to rim: slightly bowed, and round whoever stands in between. */
import { distance, pointOnCurve } from '../geometry.ts';
import type { Curve, Point } from '../geometry.ts';

export type Place = Point & { readonly radius: number };

/** Bows to the right of the way it goes, so that the two directions of a link lie apart. */
const BOW = 0.09;
const LARGEST_BOW = 26;
/** Each try bows by so much more, to the right and to the left in turn, then nearer to one end. */
const TRY = 18;
const TRIES = 12;
const SAMPLES = 16;
/** In a try, the bows that are alike wide. */
const BENDS = 6;
/** A caption may be crossed: it is worth so many tries more, and a bow of that share of the way. */
const FOR_WORDS = { tries: 6, bow: 0.4 } as const;

/**
 * The first of ever wider bows that keeps clear of the others, and of their captions too where that takes no long way round; the
 * one with most room where none does.
 */
export function wayBetween(
  from: Place,
  to: Place,
  others: readonly Place[],
  captions: readonly Place[] = [],
): Curve {
  const length = Math.max(1, distance(from, to));
  const usual = Math.min(LARGEST_BOW, length * BOW);
  const near = others.filter((other) => isNear(other, from, to));
  const words = captions.filter((caption) => isNear(caption, from, to));
  const ways = [{ bow: usual, at: 0.5 }, ...bendsFrom(usual)].map((bend) => bowed(from, to, bend));
  const clear = ways.findIndex((way) => roomOf(way, near) >= 0);
  if (clear === -1) return roomiest(ways, near);
  const better = ways
    .slice(clear, clear + 1 + BENDS * triesFor(length))
    .find((way) => roomOf(way, words) >= 0 && roomOf(way, near) >= 0);
  return better ?? ways[clear] ?? roomiest(ways, near);
}

function triesFor(length: number): number {
  return Math.min(FOR_WORDS.tries, Math.floor((length * FOR_WORDS.bow) / TRY));
}

function roomiest(ways: readonly Curve[], places: readonly Place[]): Curve {
  return ways.reduce((best, way) => (roomOf(way, places) > roomOf(best, places) ? way : best));
}

/** How far aside a way is drawn, and at which share of it. */
type Bend = { readonly bow: number; readonly at: number };

/** The left side is offset by half a try, so that both directions of a link never share a way. */
function bendsFrom(usual: number): readonly Bend[] {
  return Array.from({ length: TRIES }, (_, attempt) => (attempt + 1) * TRY).flatMap((wider) =>
    [0.5, 0.25, 0.75].flatMap((at) => [
      { bow: usual + wider, at },
      { bow: -usual - wider + TRY / 2, at },
    ]),
  );
}

/** Whether a place may lie on any of the ways that are tried. */
function isNear(other: Place, from: Place, to: Place): boolean {
  if (isAt(other, from) || isAt(other, to)) return false;
  const detour = distance(from, other) + distance(other, to) - distance(from, to);
  return detour < 4 * other.radius + 2 * TRIES * TRY;
}

function isAt(one: Point, other: Point): boolean {
  return one.x === other.x && one.y === other.y;
}

/** How far the curve keeps from the closest of the places; negative where it crosses one. */
function roomOf(curve: Curve, places: readonly Place[]): number {
  let least = Infinity;
  for (const place of places) {
    for (let step = 1; step < SAMPLES; step += 1) {
      const at = pointOnCurve(curve, step / SAMPLES);
      least = Math.min(least, distance(at, place) - place.radius);
    }
  }
  return least;
}

function bowed(from: Place, to: Place, { bow, at }: Bend): Curve {
  const length = Math.max(1, distance(from, to));
  const bend = {
    x: from.x + (to.x - from.x) * at - ((to.y - from.y) / length) * bow,
    y: from.y + (to.y - from.y) * at + ((to.x - from.x) / length) * bow,
  };
  return [towards(from, bend, length), bend, towards(to, bend, length)];
}

/** The edge of a place, looking at a point; never past the middle of a short way. */
function towards(place: Place, point: Point, length: number): Point {
  const away = Math.max(1, distance(place, point));
  const reach = Math.min(place.radius, length * 0.4);
  return {
    x: place.x + ((point.x - place.x) / away) * reach,
    y: place.y + ((point.y - place.y) / away) * reach,
  };
}

/** The shapes of tiles: whole, hollow, cracked and so on, so that no outcome is told by colour alone. */
import { ENDINGS } from '../../core/model/index.ts';
import type { Ending } from '../../core/model/index.ts';
import type { Point } from '../geometry.ts';
import { round } from '../geometry.ts';
import type { Tile } from './map-scene.ts';

export type TileKind = Ending | 'open';

/** All tiles of one kind as one path, for the kinds that there are. */
export function tilePaths(
  tiles: readonly Tile[],
  side: number,
): readonly { readonly kind: TileKind; readonly path: string }[] {
  return [...ENDINGS, null].flatMap((ending) => {
    const path = tiles
      .filter((tile) => tile.ending === ending)
      .map((at) => SHAPES[ending ?? 'open'](at, side))
      .join('');
    return path === '' ? [] : [{ kind: ending ?? 'open', path }];
  });
}

type Shape = (at: Point, side: number) => string;

/** Whole: safe and live. Hollow: stalled. Split in two: forked. With a reply's chevron cut out: a client was deceived. */
const SHAPES: Readonly<Record<TileKind, Shape>> = {
  agreed: (at, side) => box(at, side),
  stalled: inset,
  unsafe: (at, side) => inset(at, side) + box(moved(at, side * 0.36), side * 0.28),
  deceived: (at, side) => box(at, side) + chevron(at, side),
  forked: halves,
  open: (at, side) => box(moved(at, side * 0.38), side * 0.24),
};

function box({ x, y }: Point, side: number): string {
  return `M${round(x)} ${round(y)}h${round(side)}v${round(side)}h${round(-side)}Z`;
}

/** A line keeps within the tile. */
function inset(at: Point, side: number): string {
  return box(moved(at, 0.5), side - 1);
}

function moved({ x, y }: Point, by: number): Point {
  return { x: x + by, y: y + by };
}

function chevron({ x, y }: Point, side: number): string {
  const at = (across: number, down: number): string =>
    `${round(x + across * side)} ${round(y + down * side)}`;
  return `M${at(0.28, 0.2)}L${at(0.52, 0.2)}L${at(0.8, 0.5)}L${at(0.52, 0.8)}L${at(0.28, 0.8)}L${at(0.56, 0.5)}Z`;
}

/** A crack from corner to corner, a sixth of the tile wide. */
function halves({ x, y }: Point, side: number): string {
  const gap = side * 0.2;
  const [right, bottom] = [x + side, y + side];
  const upper = `M${round(x)} ${round(y)}H${round(right - gap)}L${round(x)} ${round(bottom - gap)}Z`;
  const lower = `M${round(right)} ${round(y + gap)}V${round(bottom)}H${round(x + gap)}Z`;
  return upper + lower;
}

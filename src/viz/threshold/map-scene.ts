/** The threshold map as data: squares of tiles, axes, and the line n = 3t + 1. A pure function of the squares and the width. */
import type { Ending, MapCell } from '../../core/model/index.ts';
import type { Box, Point, Size } from '../geometry.ts';
import { round } from '../geometry.ts';
import { tilesOf, verdictOf } from './tally.ts';
import { judgementOf } from './theory.ts';
import type { Verdict } from './theory.ts';

export type MapInput = {
  readonly cells: readonly MapCell[];
  readonly width: number;
};

export type Tile = Point & { readonly ending: Ending | null };

export type Square = {
  readonly cell: MapCell;
  /** All of it, for pointers and for the ring of what is chosen. */
  readonly box: Box;
  readonly tiles: readonly Tile[];
  readonly verdict: Ending | null;
  readonly label: string;
  readonly theory: Verdict;
  /** Where its label is centred, and where a flag of disagreement stands. */
  readonly labelAt: Point;
  readonly flagAt: Point;
};

/** A place on an axis. */
export type Tick = Point & { readonly label: string };

export type MapScene = {
  readonly size: Size;
  /** Side of a tile. */
  readonly tile: number;
  /** From most traitors to none, each from the smallest council to the largest. */
  readonly rows: readonly { readonly traitors: number; readonly squares: readonly Square[] }[];
  readonly columns: readonly Tick[];
  readonly rowTicks: readonly Tick[];
  /** Right of it and on it all hold, if theory does. */
  readonly line: string;
  readonly lineLabel: Point;
  /** Places with more traitors than replicas. */
  readonly voids: readonly Point[];
};

const LEFT = 44;
const RIGHT = 4;
const TOP = 26;
const AXIS = 44;
const LABEL = 24;
const PAD = 6;
const GAP = 1.5;
/** Narrower, a verdict does not fit under its square: the map scrolls sideways instead. */
export const PITCH_MIN = 56;
const PITCH_MAX = 84;
const ACROSS = 5;

type Grid = {
  readonly pitch: number;
  readonly height: number;
  readonly tile: number;
  readonly sizes: readonly number[];
  readonly traitors: readonly number[];
};

export function mapScene({ cells, width }: MapInput): MapScene {
  const grid = gridOf(cells, width);
  const { pitch, height, sizes, traitors } = grid;
  const bottom = TOP + traitors.length * height;
  const x = (n: number): number => round(LEFT + sizes.indexOf(n) * pitch);
  const y = (t: number): number => round(TOP + traitors.indexOf(t) * height);
  return {
    size: { width: round(LEFT + sizes.length * pitch + RIGHT), height: bottom + AXIS },
    tile: grid.tile,
    rows: traitors.map((t) => ({
      traitors: t,
      squares: cells
        .filter((cell) => cell.traitors === t)
        .map((cell) => squareOf(cell, { x: x(cell.n), y: y(t) }, grid)),
    })),
    columns: sizes.map((n) => ({ x: x(n) + pitch / 2, y: bottom + 16, label: String(n) })),
    rowTicks: traitors.map((t) => ({
      x: LEFT - 14,
      y: y(t) + (height - LABEL) / 2,
      label: String(t),
    })),
    line: lineOf(grid, { x, y, bottom }),
    lineLabel: lineLabelOf(grid, x),
    voids: traitors.flatMap((t) =>
      sizes
        .filter((n) => n < t)
        .map((n) => ({ x: x(n) + pitch / 2, y: y(t) + (height - LABEL) / 2 })),
    ),
  };
}

function gridOf(cells: readonly MapCell[], width: number): Grid {
  const sizes = [...new Set(cells.map(({ n }) => n))].sort((a, b) => a - b);
  const traitors = [...new Set(cells.map((cell) => cell.traitors))].sort((a, b) => b - a);
  const room = (width - LEFT - RIGHT) / Math.max(1, sizes.length);
  // Rounded down, so that what has room is not wider than it by a part of a pixel, and scrolls.
  const pitch = Math.floor(Math.min(PITCH_MAX, Math.max(PITCH_MIN, room)) * 10) / 10;
  const tile = round((pitch - 2 * PAD - (ACROSS - 1) * GAP) / ACROSS);
  const height = round(pitch + LABEL);
  return { pitch, height, tile, sizes, traitors };
}

function squareOf(cell: MapCell, corner: Point, { pitch, height, tile }: Grid): Square {
  const verdict = verdictOf(cell);
  const step = tile + GAP;
  return {
    cell,
    box: { ...corner, width: pitch, height },
    tiles: tilesOf(cell).map((ending, index) => ({
      ending,
      x: round(corner.x + PAD + (index % ACROSS) * step),
      y: round(corner.y + PAD + Math.floor(index / ACROSS) * step),
    })),
    verdict,
    label: verdict ?? '',
    theory: judgementOf(cell) ?? 'same',
    labelAt: { x: corner.x + pitch / 2, y: corner.y + pitch + 11 },
    flagAt: { x: corner.x + pitch - 5, y: corner.y + 5 },
  };
}

type Places = {
  readonly x: (n: number) => number;
  readonly y: (t: number) => number;
  readonly bottom: number;
};

/** Left of column 3t + 1 in row t, from the bottom up; where that is beyond the last column, the line ends. */
function lineOf({ sizes, height, traitors }: Grid, { x, y }: Places): string {
  const steps = [...traitors].reverse().filter((t) => sizes.includes(3 * t + 1));
  const [first, ...rest] = steps;
  if (first === undefined) return '';
  const start = `M${round(x(3 * first + 1))} ${round(y(first) + height)}V${round(y(first))}`;
  const more = rest.map((t) => `H${round(x(3 * t + 1))}V${round(y(t))}`);
  return start + more.join('');
}

function lineLabelOf({ sizes, traitors }: Grid, x: (n: number) => number): Point {
  const top = traitors.find((t) => sizes.includes(3 * t + 1)) ?? 0;
  return { x: x(3 * top + 1) - 8, y: TOP - 10 };
}

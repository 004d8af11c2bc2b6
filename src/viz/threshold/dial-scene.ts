/** The quorum dial as data: for every n and q whether the runs stayed live and safe, over the two inequalities. */
import type { MapCell } from '../../core/model/index.ts';
import { isLive, isSafe, quorumSize } from '../../core/quorum/thresholds.ts';
import type { Box, Point, Size } from '../geometry.ts';
import { round } from '../geometry.ts';
import { countsOf, doneIn } from './tally.ts';

/** What the runs of one council under one quorum showed. */
export type Measure = {
  /** None stalled. */
  readonly isLive: boolean;
  /** None forked, deceived a client or broke another promise of safety. */
  readonly isSafe: boolean;
  /** Some run is not done yet. */
  readonly isOpen: boolean;
};

export type Notch = {
  readonly cell: MapCell;
  readonly box: Box;
  readonly measure: Measure;
  /** What was measured is not what the inequality says, though no run can tell more than it shows. */
  readonly isLiveOdd: boolean;
  readonly isSafeOdd: boolean;
  /** The quorum that `intersect` would take. */
  readonly isUsual: boolean;
};

export type DialRow = {
  readonly n: number;
  readonly y: number;
  readonly notches: readonly Notch[];
  readonly note: string;
  readonly noteAt: Point;
};

export type DialScene = {
  readonly size: Size;
  readonly side: number;
  readonly rows: readonly DialRow[];
  readonly columns: readonly (Point & { readonly label: string })[];
  /** Up to here q <= n - f. */
  readonly liveLine: string;
  /** From here on 2q - n > f. */
  readonly safeLine: string;
};

const LEFT = 52;
const TOP = 28;
const NOTE = 104;
/** Fits a phone without scrolling far; fingers ask for more. */
const PITCH_MIN = 28;
const PITCH_MAX = 40;

export function measureOf(cell: Pick<MapCell, 'endings'>): Measure {
  const counts = countsOf(cell);
  return {
    isLive: counts.stalled === 0,
    isSafe: counts.forked + counts.deceived + counts.unsafe === 0,
    isOpen: doneIn(counts) < cell.endings.length,
  };
}

export function dialScene({
  cells,
  width,
  pitchMin = PITCH_MIN,
}: {
  readonly cells: readonly MapCell[];
  readonly width: number;
  /** Side of a square with its margin, at least. */
  readonly pitchMin?: number;
}): DialScene {
  const sizes = [...new Set(cells.map(({ n }) => n))].sort((a, b) => a - b);
  const most = Math.max(1, ...cells.map(({ q }) => q));
  const room = Math.min(PITCH_MAX, (width - LEFT - NOTE) / most);
  const pitch = round(Math.max(pitchMin, room));
  const x = (q: number): number => LEFT + (q - 1) * pitch;
  const y = (n: number): number => TOP + sizes.indexOf(n) * pitch;
  const rows = sizes.map((n) => {
    const inRow = cells.filter((cell) => cell.n === n);
    const notches = inRow.map((cell) => notchOf(cell, { x: x(cell.q), y: y(n) }, pitch));
    return {
      n,
      y: y(n) + pitch / 2,
      notches,
      note: noteOf(notches),
      noteAt: { x: x(n + 1) + 10, y: y(n) + pitch / 2 },
    };
  });
  return {
    size: { width: round(LEFT + most * pitch + NOTE), height: TOP + sizes.length * pitch + 8 },
    side: pitch,
    rows,
    columns: Array.from({ length: most }, (_, index) => ({
      x: x(index + 1) + pitch / 2,
      y: TOP - 10,
      label: String(index + 1),
    })),
    liveLine: stairs(
      sizes.map((n) => ({ x: x(lastLive(cells, n) + 1), top: y(n), bottom: y(n) + pitch })),
    ),
    safeLine: stairs(
      sizes.map((n) => ({ x: x(firstSafe(cells, n)), top: y(n), bottom: y(n) + pitch })),
    ),
  };
}

function notchOf(cell: MapCell, corner: Point, pitch: number): Notch {
  const { n, f, q, traitors } = cell;
  const measure = measureOf(cell);
  return {
    cell,
    box: { x: corner.x + 3, y: corner.y + 3, width: pitch - 6, height: pitch - 6 },
    measure,
    isLiveOdd: !measure.isOpen && measure.isLive !== isLive(n, q, traitors),
    isSafeOdd: !measure.isOpen && measure.isSafe !== isSafe(n, q, traitors),
    isUsual: q === quorumSize('intersect', n, f),
  };
}

/** As measured. */
function noteOf(notches: readonly Notch[]): string {
  if (notches.some(({ measure }) => measure.isOpen)) return '';
  const both = notches
    .filter(({ measure }) => measure.isLive && measure.isSafe)
    .map(({ cell }) => cell.q);
  const [first] = both;
  if (first === undefined) return 'no q works';
  const last = both.at(-1) ?? first;
  return first === last ? `q = ${first} works` : `q = ${first} to ${last} work`;
}

function lastLive(cells: readonly MapCell[], n: number): number {
  const f = cells[0]?.f ?? 0;
  return Math.max(0, n - f);
}

function firstSafe(cells: readonly MapCell[], n: number): number {
  return quorumSize('intersect', n, cells[0]?.f ?? 0);
}

type Step = { readonly x: number; readonly top: number; readonly bottom: number };

function stairs(steps: readonly Step[]): string {
  return steps
    .map(
      ({ x, top, bottom }, index) =>
        `${index === 0 ? `M${round(x)} ${round(top)}` : `H${round(x)}`}V${round(bottom)}`,
    )
    .join('');
}

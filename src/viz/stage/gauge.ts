/** Votes as two arcs: prepares at the left, commits at the right, filled from the bottom towards the quorum's notch. */
import type { Vote } from '../../core/model/index.ts';
import { atAngle, pair, segmentPath } from '../geometry.ts';
import type { ValueBook } from '../values.ts';
import { GAUGE_INNER, GAUGE_RADIUS } from './tiers.ts';

export type GaugeSegment = {
  readonly path: string;
  readonly tone: string;
  readonly state: 'vote' | 'other' | 'awaited' | 'empty';
};

export type Gauge = {
  readonly segments: readonly GaugeSegment[];
  readonly notch: string;
  /** Votes for the accepted value. */
  readonly count: number;
  readonly hasQuorum: boolean;
};

export type GaugeInput = {
  readonly side: 'left' | 'right';
  readonly votes: readonly Vote[];
  /** '' before anything was accepted. */
  readonly digest: string;
  readonly n: number;
  readonly q: number;
  readonly scale: number;
  readonly book: ValueBook;
};

type Cell = Pick<GaugeSegment, 'tone' | 'state'>;

const SPAN = 130;
const START = { left: 205, right: 155 } as const;
const CELL_GAP = 2.4;
/** Cells narrower than this run together into one arc. */
const LEAST_CELL = 2.6;

export function gaugeOf(input: GaugeInput): Gauge {
  const count = countOf(input);
  return {
    segments: segmentsOf(input, cellsOf(input, count)),
    notch: notchOf(input),
    count,
    hasQuorum: count >= input.q,
  };
}

/** Votes for the accepted value. */
export function countOf({ digest, votes }: Pick<GaugeInput, 'digest' | 'votes'>): number {
  return digest === '' ? 0 : votes.filter((vote) => vote.digest === digest).length;
}

/** From the bottom: votes for the accepted value, the awaited one, room, and votes for other values piled up from the top. */
function cellsOf({ votes, digest, n, q, book }: GaugeInput, count: number): readonly Cell[] {
  const tone = book.ofDigest(digest).tone;
  const others = votes
    .filter((vote) => vote.digest !== digest)
    .map((vote) => book.ofDigest(vote.digest).tone);
  return Array.from({ length: n }, (_, index): Cell => {
    const other = others[n - 1 - index];
    if (index < count) return { tone, state: 'vote' };
    if (other !== undefined) return { tone: other, state: 'other' };
    const isAwaited = digest !== '' && index === count && index < q;
    return isAwaited ? { tone, state: 'awaited' } : { tone: 'v-n', state: 'empty' };
  });
}

type Run = { readonly cell: Cell; readonly from: number; readonly to: number };

function segmentsOf(input: GaugeInput, cells: readonly Cell[]): readonly GaugeSegment[] {
  const step = SPAN / cells.length;
  const pixels = (step * Math.PI * GAUGE_INNER * input.scale) / 180;
  const runs =
    pixels < LEAST_CELL * 1.6
      ? joined(cells)
      : cells.map((cell, at) => ({ cell, from: at, to: at + 1 }));
  const gap = Math.min(CELL_GAP, step * 0.3);
  return runs.map(({ cell, from, to }) => {
    const ends = [angleAt(input.side, from * step), angleAt(input.side, to * step - gap)].sort(
      (a, b) => a - b,
    );
    const path = segmentPath({
      inner: GAUGE_INNER * input.scale,
      outer: GAUGE_RADIUS * input.scale,
      from: ends[0] ?? 0,
      to: ends[1] ?? 0,
    });
    return { ...cell, path };
  });
}

function joined(cells: readonly Cell[]): readonly Run[] {
  const runs: Run[] = [];
  cells.forEach((cell, index) => {
    const last = runs.at(-1);
    const isSame = last?.cell.state === cell.state && last.cell.tone === cell.tone;
    if (isSame) runs[runs.length - 1] = { ...last, to: index + 1 };
    else runs.push({ cell, from: index, to: index + 1 });
  });
  return runs;
}

function angleAt(side: 'left' | 'right', way: number): number {
  return side === 'left' ? START.left + way : START.right - way;
}

function notchOf({ side, n, q, scale }: GaugeInput): string {
  const step = SPAN / n;
  const angle = angleAt(side, q * step - Math.min(CELL_GAP, step * 0.3) / 2);
  return `M${pair(atAngle((GAUGE_INNER - 2) * scale, angle))}L${pair(atAngle((GAUGE_RADIUS + 5) * scale, angle))}`;
}

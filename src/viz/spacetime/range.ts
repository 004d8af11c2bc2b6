/** The stretch of time that a diagram shows: zoomed around a point, moved, and cut into the tiles that it is made of. */
import type { Micros } from '../../core/model/index.ts';
import { clamp } from '../geometry.ts';

/** In microseconds; fractional while it is being moved. */
export type Range = { readonly from: number; readonly until: number };

/** A hundredth of the usual message delay: closer, nothing more would be seen. */
const SPAN_MIN = 100;
/** Room behind the end of the run, as a share of the range. */
const END_ROOM = 0.03;

export function spanOf({ from, until }: Range): number {
  return until - from;
}

/** `end` is how far the recording goes. A range is never wider than all of it, and never leaves it. */
export function within(range: Range, end: Micros): Range {
  const all = Math.max(SPAN_MIN, end);
  const span = clamp(spanOf(range), Math.min(SPAN_MIN, all), all * (1 + END_ROOM));
  const from = clamp(range.from, 0, Math.max(0, all + span * END_ROOM - span));
  return { from, until: from + span };
}

export function whole(end: Micros): Range {
  return within({ from: 0, until: end * (1 + END_ROOM) }, end);
}

export function isWhole(range: Range, end: Micros): boolean {
  return range.from <= 0 && range.until >= end;
}

/** `factor` below 1 shows less; what lies at `at` stays where it is. */
export function zoomed(
  range: Range,
  { factor, at }: { readonly factor: number; readonly at: number },
  end: Micros,
): Range {
  const all = Math.max(SPAN_MIN, end);
  const span = clamp(spanOf(range) * factor, Math.min(SPAN_MIN, all), all * (1 + END_ROOM));
  const from = at - ((at - range.from) * span) / spanOf(range);
  return within({ from, until: from + span }, end);
}

export function moved(range: Range, by: number, end: Micros): Range {
  return within({ from: range.from + by, until: range.until + by }, end);
}

export type TileKey = { readonly from: Micros; readonly until: Micros };

/** Tiles are at least so many pixels wide, and less than twice as many. */
export const TILE_PIXELS = 320;

/** Their spans are powers of two, so that a small change of the zoom asks for no new ones. */
export function tilesOf(range: Range, width: number, reached: Micros): readonly TileKey[] {
  const least = (spanOf(range) * TILE_PIXELS) / Math.max(1, width);
  const span = 2 ** Math.max(5, Math.ceil(Math.log2(least)));
  const first = Math.max(0, Math.floor(range.from / span));
  const last = Math.floor(Math.min(range.until, reached) / span);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({
    from: (first + index) * span,
    until: (first + index + 1) * span,
  }));
}

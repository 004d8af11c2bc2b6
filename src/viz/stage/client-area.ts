/** Clients sit outside the ring: in a column at the right of a wide stage, in a strip along the top of a narrow one. */
import type { Box, Point, Size } from '../geometry.ts';

export type ClientSeat = Point & {
  /** Half the side of its square. */
  readonly half: number;
  /** Captions of two lines stand below or beside the square; null where there is no room for any. */
  readonly caption: { readonly side: 'below' | 'right'; readonly width: number } | null;
  readonly box: Box;
};

export type ClientArea = { readonly seats: readonly ClientSeat[]; readonly rest: Box };

const COLUMN = 124;
const CAPTION_LINES = 34;
const FULL_HALF = 17;
const SMALL_HALF = 13;

export function clientArea(count: number, size: Size): ClientArea {
  const whole = { x: 0, y: 0, ...size };
  if (count === 0) return { seats: [], rest: whole };
  return size.width >= 560 && size.width > 1.2 * size.height
    ? column(count, size)
    : strip(count, size);
}

function column(count: number, size: Size): ClientArea {
  const row = size.height / count;
  const needed = 2 * FULL_HALF + CAPTION_LINES + 10;
  const rest = { x: 0, y: 0, width: size.width - COLUMN, height: size.height };
  const x = size.width - COLUMN / 2;
  if (row < needed) return { seats: grid(count, { ...rest, x: rest.width, width: COLUMN }), rest };
  // Spread out, but not so far that clients lose sight of each other.
  const step = Math.min(row, 150);
  const seats = Array.from({ length: count }, (_, index): ClientSeat => {
    const y = size.height / 2 + (index - (count - 1) / 2) * step - CAPTION_LINES / 2;
    return {
      x,
      y,
      half: FULL_HALF,
      caption: { side: 'below', width: COLUMN - 12 },
      box: {
        x: x - COLUMN / 2,
        y: y - FULL_HALF,
        width: COLUMN,
        height: 2 * FULL_HALF + CAPTION_LINES,
      },
    };
  });
  return { seats, rest };
}

function strip(count: number, size: Size): ClientArea {
  const width = size.width / count;
  const half = 14;
  const needed = 2 * half + 78;
  if (width < needed) {
    const rows = Math.ceil(
      count / Math.max(1, Math.floor((size.width - 8) / (2 * SMALL_HALF + 6))),
    );
    const height = Math.min(rows * (2 * SMALL_HALF + 6) + 6, size.height / 2);
    const seats = grid(count, { x: 0, y: 0, width: size.width, height });
    return { seats, rest: { x: 0, y: height, width: size.width, height: size.height - height } };
  }
  const caption = Math.min(width - 2 * half - 18, 120);
  const seats = Array.from({ length: count }, (_, index): ClientSeat => {
    const x = width * (index + 0.5) - caption / 2;
    const y = 6 + 18;
    return {
      x,
      y,
      half,
      caption: { side: 'right', width: caption },
      box: { x: x - half, y: y - 18, width: 2 * half + 6 + caption, height: 36 },
    };
  });
  return { seats, rest: { x: 0, y: 44, width: size.width, height: size.height - 44 } };
}

/** Many clients: squares with their names, shrinking as far as they must. */
function grid(count: number, area: Box): readonly ClientSeat[] {
  let cell = 2 * SMALL_HALF + 6;
  while (Math.floor(area.width / cell) * Math.floor(area.height / cell) < count && cell > 4)
    cell -= 1;
  const columns = Math.max(1, Math.floor(area.width / cell));
  const rows = Math.ceil(count / columns);
  return Array.from({ length: count }, (_, index): ClientSeat => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const x = area.x + area.width / 2 + ((index % columns) - (inRow - 1) / 2) * cell;
    const y = area.y + area.height / 2 + (row - (rows - 1) / 2) * cell;
    const half = Math.max(1.5, cell / 2 - 3);
    return {
      x,
      y,
      half,
      caption: null,
      box: { x: x - half, y: y - half, width: 2 * half, height: 2 * half },
    };
  });
}

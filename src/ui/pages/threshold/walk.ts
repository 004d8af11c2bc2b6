/** Arrow keys in a drawing whose squares are the cells of a grid. */
import type { KeyboardEvent } from 'react';

/** A square, as the page's address names it. */
export type Spot = { readonly row: number; readonly column: number };

type Walk = {
  readonly spots: readonly Spot[];
  readonly chosen: Spot;
  /** 1 where the rows count upwards, -1 where they count downwards. */
  readonly up: 1 | -1;
  readonly onChoose: (spot: Spot) => void;
};

const STEPS: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Under this the drawing finds the square's element. */
export function placeOf({ row, column }: Spot): string {
  return `${column} ${row}`;
}

export function walk(event: KeyboardEvent<SVGSVGElement>, walked: Walk): void {
  const next = destination(event.key, walked);
  if (next === null) return;
  event.preventDefault();
  // No arrow of a drawing is a command of the page.
  event.stopPropagation();
  walked.onChoose(next);
  event.currentTarget.querySelector<SVGGElement>(`[data-place="${placeOf(next)}"]`)?.focus();
}

/** Into a shorter row one comes at its end. */
function destination(key: string, { spots, chosen, up }: Walk): Spot | null {
  const inRow = (row: number): readonly Spot[] => spots.filter((spot) => spot.row === row);
  if (key === 'Home') return inRow(chosen.row)[0] ?? null;
  if (key === 'End') return inRow(chosen.row).at(-1) ?? null;
  const step = STEPS[key];
  if (step === undefined) return null;
  const row = inRow(chosen.row + up * step[1]);
  const column = chosen.column + step[0];
  const found = row.find((spot) => spot.column === column);
  const last = row.at(-1);
  const isBeyond = step[1] !== 0 && last !== undefined && last.column < column;
  return found ?? (isBeyond ? last : null);
}

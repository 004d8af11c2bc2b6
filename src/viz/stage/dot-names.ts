/** Names beside the dots of a large council: everybody's where there is room, else of those who matter, and every tenth for bearings. */
import type { MarkKind, ProcessId } from '../../core/model/index.ts';
import { isInside, overlap, round } from '../geometry.ts';
import type { Box, Point } from '../geometry.ts';
import { textWidth } from '../text.ts';
import type { PlacedPiece } from './caption.ts';
import type { Seat, StageLayout } from './layout.ts';
import { outwards } from './ring.ts';

export type Named = {
  readonly id: ProcessId;
  readonly name: string;
  readonly mark: MarkKind;
  readonly isPrimary: boolean;
  readonly isSelected: boolean;
};

const FONT = 12;
const ICON = 12;
const PIECE_GAP = 3;
/** Between a dot and its name. */
const CLEAR = 4;
const EVERY = 10;

/** Those who matter come first; whoever finds no room goes without. */
export function dotNames(
  council: readonly Named[],
  layout: StageLayout,
  room: Box,
): ReadonlyMap<ProcessId, readonly PlacedPiece[]> {
  const all = place(council, layout, room);
  if (all.size === council.length) return all;
  const ranked = council
    .filter((each) => rankOf(each) < LEAST)
    .sort((a, b) => rankOf(a) - rankOf(b) || a.id - b.id);
  return place(ranked, layout, room);
}

const LEAST = 4;

function rankOf({ id, mark, isPrimary, isSelected }: Named): number {
  if (isSelected) return 0;
  if (isPrimary) return 1;
  if (mark !== 'loyal') return 2;
  return id % EVERY === 0 ? 3 : LEAST;
}

function place(
  council: readonly Named[],
  layout: StageLayout,
  room: Box,
): ReadonlyMap<ProcessId, readonly PlacedPiece[]> {
  const names = new Map<ProcessId, readonly PlacedPiece[]>();
  const taken: Box[] = [];
  for (const each of council) {
    const seat = layout.seats[each.id];
    if (seat === undefined) continue;
    const { box, pieces } = nameOf(each, seat, layout);
    const isFree =
      isInside(box, room) &&
      !taken.some((other) => overlap(other, box, 1)) &&
      layout.seats.every((other) => other === seat || !overlap(other.box, box));
    if (!isFree) continue;
    taken.push(box);
    names.set(each.id, pieces);
  }
  return names;
}

type Placed = { readonly box: Box; readonly pieces: readonly PlacedPiece[] };

/** On the side away from the middle, with the icon of its fault before it. */
function nameOf(
  { name, mark, isPrimary, isSelected }: Named,
  seat: Seat,
  layout: StageLayout,
): Placed {
  const icon = mark === 'loyal' ? 0 : ICON + PIECE_GAP;
  const text = textWidth(name, FONT);
  const width = icon + text;
  const middle = middleOf(outwards(layout.ring, seat), layout.radius, width);
  const left = round(middle.x - width / 2);
  const y = round(middle.y);
  const isStrong = mark !== 'loyal' || isPrimary || isSelected;
  const pieces: PlacedPiece[] = [
    {
      kind: 'text',
      text: name,
      weight: isStrong ? 'strong' : 'soft',
      x: left + icon,
      y,
      width: text,
      font: FONT,
    },
  ];
  if (mark !== 'loyal') pieces.push({ kind: 'icon', mark, x: left, y, width: ICON, font: FONT });
  const box = { x: seat.x + left, y: seat.y + y - FONT / 2, width, height: FONT };
  return { box, pieces };
}

/** The nearest place in a direction at which a box of this width stands beside the dot, or above or below it. */
function middleOf(way: Point, radius: number, width: number): Point {
  const across = (radius + CLEAR + width / 2) / Math.max(1e-6, Math.abs(way.x));
  const down = (radius + CLEAR + FONT / 2) / Math.max(1e-6, Math.abs(way.y));
  const reach = Math.min(across, down);
  return { x: way.x * reach, y: way.y * reach };
}

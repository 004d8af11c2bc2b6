/** Rows of words, counts and beads beside or below a replica, placed from reckoned widths. */
import type { Glyph, MarkKind } from '../../core/model/index.ts';
import { round } from '../geometry.ts';
import type { Box } from '../geometry.ts';
import { fitText, textWidth } from '../text.ts';

export type Bead = {
  readonly label: string;
  readonly tone: string;
  readonly state: 'settled' | 'fresh' | 'pending';
  /** The second value of a replica that signed two: its half of the bead. */
  readonly other?: string;
};

/** What a row is made of, from left to right, before it has a place. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly weight: 'strong' | 'soft' }
  | { readonly kind: 'glyph'; readonly glyph: Glyph; readonly tone: string }
  | { readonly kind: 'icon'; readonly mark: MarkKind }
  | { readonly kind: 'bead'; readonly bead: Bead; readonly size: number }
  | { readonly kind: 'space'; readonly width: number };

/** `x` is the left edge, `y` the middle of the row, both from the centre of the replica. */
export type PlacedPiece = Exclude<Piece, { kind: 'space' }> & {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly font: number;
};

export type Row = { readonly pieces: readonly Piece[]; readonly height: number };

export type RowPlace = {
  readonly anchor: 'start' | 'middle' | 'end';
  readonly x: number;
  readonly top: number;
  readonly font: number;
  readonly width: number;
};

export const GLYPH_WIDTH = 11;
const ICON_WIDTH = 12;
export const PIECE_GAP = 3;

export function placeRows(rows: readonly Row[], place: RowPlace): readonly PlacedPiece[] {
  let top = place.top;
  return rows.flatMap((row) => {
    if (row.pieces.length === 0) return [];
    const placed = placeRow(row, { ...place, top });
    top += row.height;
    return placed;
  });
}

/** Rows without pieces take no room. */
export function rowsHeight(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + (row.pieces.length === 0 ? 0 : row.height), 0);
}

function placeRow(row: Row, place: RowPlace): readonly PlacedPiece[] {
  const pieces = shorten(row.pieces, place);
  const total = widthOf(pieces, place.font);
  const lead = { start: 0, middle: total / 2, end: total }[place.anchor];
  let x = place.x - lead;
  const placed: PlacedPiece[] = [];
  for (const piece of pieces) {
    const width = pieceWidth(piece, place.font);
    if (piece.kind !== 'space') {
      placed.push({
        ...piece,
        x: round(x),
        y: round(place.top + row.height / 2),
        width,
        font: place.font,
      });
    }
    x += width + PIECE_GAP;
  }
  return placed;
}

/** Texts give way, from the last on, until the row is no wider than its place. */
function shorten(pieces: readonly Piece[], { font, width }: RowPlace): readonly Piece[] {
  const excess = widthOf(pieces, font) - width;
  if (excess <= 0) return pieces;
  const index = pieces.findLastIndex((piece) => piece.kind === 'text');
  const piece = pieces[index];
  if (piece?.kind !== 'text') return pieces;
  const text = fitText(piece.text, font, textWidth(piece.text, font) - excess);
  return pieces.with(index, { ...piece, text });
}

function widthOf(pieces: readonly Piece[], font: number): number {
  const gaps = PIECE_GAP * Math.max(0, pieces.length - 1);
  return pieces.reduce((sum, piece) => sum + pieceWidth(piece, font), gaps);
}

function pieceWidth(piece: Piece, font: number): number {
  switch (piece.kind) {
    case 'text':
      return textWidth(piece.text, font);
    case 'glyph':
      return GLYPH_WIDTH;
    case 'icon':
      return ICON_WIDTH;
    case 'bead':
      return piece.size;
    case 'space':
      return piece.width;
  }
}

/** Where a piece lies, from the centre of the replica. */
export function pieceBox(piece: PlacedPiece): Box {
  const height = piece.kind === 'bead' ? piece.size : piece.font;
  return { x: piece.x, y: piece.y - height / 2, width: piece.width, height };
}

/** What the matrix is laid out from, and what its parts are. */
import type { Glyph, MarkKind, Milestone, VoteSheet } from '../../core/model/index.ts';
import type { Validity } from '../glyphs.ts';
import type { Namer } from '../names.ts';
import type { Place } from '../place.ts';
import type { ValueBook } from '../values.ts';
import type { CellState, CellVote } from './cell.ts';
import type { Block } from './sheet.ts';

export type Seat = { readonly id: number; readonly mark: MarkKind };

export type VotesInput = {
  readonly sheet: VoteSheet;
  readonly place: Place;
  readonly hidesFuture: boolean;
  readonly seats: readonly Seat[];
  readonly q: number;
  readonly blocks: readonly Block[];
  readonly nameOf: Namer;
  readonly book: ValueBook;
};

export type VoteCell = {
  readonly from: number;
  readonly to: number;
  readonly block: Block;
  readonly state: CellState;
  readonly isOwn: boolean;
  readonly glyph: Glyph;
  readonly validity: Validity;
  readonly tone: string;
  /** Where values compete. */
  readonly letter: string;
  /** It has more than one value from that sender. */
  readonly isMixed: boolean;
  /** Others in that sender's name were rejected. */
  readonly hasRefused: boolean;
  /** The message to select; null where there is none. */
  readonly event: number | null;
  readonly sentAt: number;
  readonly endsAt: number;
};

export type RowTally = {
  readonly block: Block;
  readonly count: number;
  readonly isReached: boolean;
};

/** What a receiver has stated so far about the slot. */
export type Stand = {
  readonly accepted: string | null;
  readonly prepared: Milestone | null;
  readonly committed: Milestone | null;
  readonly executed: Milestone | null;
};

export type RowParts = {
  readonly seat: Seat;
  readonly stand: Stand;
  readonly voteIn: (block: Block, to: number, from: number) => CellVote;
};

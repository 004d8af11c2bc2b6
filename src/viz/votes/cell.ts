/** One cell of the matrix at the playhead: which vote a receiver has from a sender, or why it has none. */
import type { Glyph } from '../../core/model/index.ts';
import { hasHappened } from '../place.ts';
import type { Place } from '../place.ts';
import type { Validity } from '../glyphs.ts';
import type { SheetVote } from './sheet.ts';

/**
 * `counts`: it is for what the receiver has accepted. `held`: there is no proposal yet to compare it with. `other`: genuine, and for
 * something else. `refused` and `late` arrived and do not count, `lost` never will; `under-way` was sent, `due` is known ahead.
 */
export type CellState =
  'counts' | 'held' | 'other' | 'refused' | 'late' | 'lost' | 'under-way' | 'due' | 'missing';

export type CellVote = {
  readonly state: CellState;
  /** The vote that stands for the cell; null where there is none. */
  readonly vote: SheetVote | null;
  readonly isOwn: boolean;
  /** Every different value that it has from that sender, the one that stands first. */
  readonly digests: readonly string[];
  /** Others in that sender's name that were rejected: forgeries, and what no rule allows. */
  readonly refused: number;
};

export type CellInput = {
  /** Ascending by send event. */
  readonly votes: readonly SheetVote[];
  readonly isOwn: boolean;
  readonly place: Place;
  readonly hidesFuture: boolean;
  /** What the receiver has accepted; null while there is no proposal. */
  readonly accepted: string | null;
};

const NOTHING: CellVote = { state: 'missing', vote: null, isOwn: false, digests: [], refused: 0 };

export function cellVote(input: CellInput): CellVote {
  return input.isOwn ? ownVote(input) : receivedVote(input);
}

/** Nobody sends messages to itself: its own vote is the one that it sends to others. */
function ownVote({ votes, place, hidesFuture, accepted }: CellInput): CellVote {
  const own = votes.filter((vote) => vote.from === vote.voter);
  const sent = own.filter((vote) => hasHappened({ event: vote.event, at: vote.sentAt }, place));
  const [first] = sent.length > 0 || hidesFuture ? sent : own;
  if (!first) return { ...NOTHING, isOwn: true };
  const digests = distinct(sent.length > 0 ? sent : [first]);
  const state = sent.length === 0 ? 'due' : standing(first, accepted);
  return { state, vote: first, isOwn: true, digests, refused: 0 };
}

const WEIGHT: readonly CellState[] = ['refused', 'late', 'lost', 'under-way', 'due'];

function receivedVote(input: CellInput): CellVote {
  const [only, ...more] = input.votes;
  if (!only) return NOTHING;
  // A large council has tens of thousands of cells, and one vote in nearly each.
  return more.length === 0 ? loneVote(only, input) : oneOfSeveral(input);
}

function loneVote(vote: SheetVote, { place, hidesFuture, accepted }: CellInput): CellVote {
  const state = stateOf(vote, place);
  if (state === 'due' && hidesFuture) return NOTHING;
  const shown = state === 'counts' ? standing(vote, accepted) : state;
  return { state: shown, vote, isOwn: false, digests: [vote.digest], refused: 0 };
}

function oneOfSeveral({ votes, place, hidesFuture, accepted }: CellInput): CellVote {
  const judged = votes.map((vote) => ({ vote, state: stateOf(vote, place) }));
  const refused = judged.filter(({ state }) => state === 'refused').length;
  const kept = judged
    .flatMap(({ vote, state }) => (state === 'counts' ? [vote] : []))
    .sort((a, b) => a.endEvent - b.endEvent);
  const [arrived] = kept;
  if (arrived) {
    const state = standing(arrived, accepted);
    return { state, vote: arrived, isOwn: false, digests: distinct(kept), refused };
  }
  const [best] = judged
    .filter(({ state }) => state !== 'due' || !hidesFuture)
    .sort((a, b) => WEIGHT.indexOf(a.state) - WEIGHT.indexOf(b.state));
  if (!best) return NOTHING;
  const others = best.state === 'refused' ? refused - 1 : refused;
  return { ...best, isOwn: false, digests: [best.vote.digest], refused: others };
}

/** `counts` stands for: it arrived, and the receiver took it in. */
function stateOf(vote: SheetVote, place: Place): CellState {
  if (!hasHappened({ event: vote.event, at: vote.sentAt }, place)) return 'due';
  const isEnded =
    vote.endEvent !== -1 && hasHappened({ event: vote.endEvent, at: vote.endsAt }, place);
  if (!isEnded) return 'under-way';
  return BY_FATE[vote.fate];
}

const BY_FATE: Readonly<Record<SheetVote['fate'], CellState>> = {
  delivered: 'counts',
  'in flight': 'counts',
  held: 'counts',
  rejected: 'refused',
  ignored: 'late',
  lost: 'lost',
  partition: 'lost',
  crashed: 'lost',
  dropped: 'lost',
};

function standing(vote: SheetVote, accepted: string | null): CellState {
  if (accepted === null) return 'held';
  return vote.digest === accepted ? 'counts' : 'other';
}

function distinct(votes: readonly SheetVote[]): readonly string[] {
  return [...new Set(votes.map(({ digest }) => digest))];
}

const VALIDITIES: Readonly<Record<CellState, Validity>> = {
  counts: 'valid',
  held: 'valid',
  other: 'valid',
  refused: 'rejected',
  late: 'late',
  lost: 'dropped',
  'under-way': 'due',
  due: 'due',
  missing: 'due',
};

export function validityOf({ state, vote }: CellVote): Validity {
  return state === 'refused' && vote?.isForged === true ? 'forged-rejected' : VALIDITIES[state];
}

export function glyphOf(vote: SheetVote): Glyph {
  switch (vote.phase) {
    case 'pre-prepare':
    case 'relay':
      return 'triangle';
    case 'prepare':
      return 'diamond';
    case 'commit':
      return 'square';
  }
}

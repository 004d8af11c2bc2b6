/** Who has which vote from whom, for one sequence number in one view: rows receive, columns send. */
import type { Glyph, MarkKind, Milestone } from '../../core/model/index.ts';
import { hasHappened } from '../place.ts';
import type { ValueBook } from '../values.ts';
import { cellVote, glyphOf, validityOf } from './cell.ts';
import type { CellVote } from './cell.ts';
import type { RowParts, RowTally, Stand, VoteCell, VotesInput } from './input.ts';
import { cellKey, fileVotes } from './sheet.ts';
import type { Block, Filed } from './sheet.ts';
import { cellWords, divisions, rowWords } from './words.ts';
import type { Divisions } from './words.ts';

export type VoteRow = {
  readonly id: number;
  readonly mark: MarkKind;
  readonly isLeader: boolean;
  readonly tallies: readonly RowTally[];
  /** What it has accepted. */
  readonly tone: string;
  readonly letter: string;
  readonly words: string;
};

export type VotesScene = {
  readonly rows: readonly VoteRow[];
  readonly blocks: readonly Block[];
  /** Null outside the council. */
  cell(block: Block, to: number, from: number): VoteCell | null;
  /** A cell in one sentence. */
  wordsOf(cell: VoteCell): string;
  readonly divisions: Divisions;
  readonly isEmpty: boolean;
};

export function votesScene(input: VotesInput): VotesScene {
  const { sheet, seats, blocks, place, hidesFuture, book } = input;
  const file = fileVotes(sheet);
  const stands = seats.map((seat) => standOf(input, seat.id));
  const votes = new Map<number, CellVote>();
  const voteIn = (block: Block, to: number, from: number): CellVote => {
    const key = cellKey(block, to, from);
    const known = votes.get(key);
    if (known) return known;
    const isOwn = to === from;
    const stand = stands[to] ?? NO_STAND;
    const { accepted } = stand;
    const found =
      aloneVote(input, { block, stand }) ??
      cellVote({
        votes: isOwn ? file.sentBy(block, from) : file.at(block, to, from),
        isOwn,
        place,
        hidesFuture,
        accepted: block === 'relay' ? null : accepted,
      });
    votes.set(key, found);
    return found;
  };
  const toCell = (block: Block, to: number, from: number): VoteCell | null =>
    seats[to] && seats[from] ? cellOf(voteIn(block, to, from), { block, to, from, book }) : null;
  const rows = seats.map((seat, index) =>
    rowOf(input, { seat, stand: stands[index] ?? NO_STAND, voteIn }),
  );
  return {
    rows,
    blocks,
    cell: toCell,
    wordsOf: (cell) => cellWords(voteIn(cell.block, cell.to, cell.from), { ...input, cell }),
    divisions: divisions(input, file),
    isEmpty: !hasAnyVote(file, input),
  };
}

function hasAnyVote(
  file: Filed,
  { sheet, seats, blocks, place, hidesFuture }: VotesInput,
): boolean {
  const isShown = (block: Block, id: number): boolean =>
    file
      .sentBy(block, id)
      .some((vote) => !hidesFuture || hasHappened({ event: vote.event, at: vote.sentAt }, place));
  if (seats.some(({ id }) => blocks.some((block) => isShown(block, id)))) return true;
  return sheet.milestones.some((milestone) => hasHappened(milestone, place));
}

/** A council of one votes for itself without a message: what it states is all that there is. */
function aloneVote(
  { seats }: VotesInput,
  { block, stand }: { readonly block: Block; readonly stand: Stand },
): CellVote | null {
  const stated = block === 'commit' ? stand.committed : stand.prepared;
  if (seats.length !== 1 || stated === null) return null;
  return { state: 'counts', vote: null, isOwn: true, digests: [stated.digest], refused: 0 };
}

const NO_STAND: Stand = { accepted: null, prepared: null, committed: null, executed: null };

function standOf({ sheet, place }: VotesInput, replica: number): Stand {
  const stated = sheet.milestones.filter(
    (each) => each.replica === replica && each.view === sheet.view && hasHappened(each, place),
  );
  const last = (phase: Milestone['phase']): Milestone | null =>
    stated.findLast((each) => each.phase === phase) ?? null;
  const accepted = last('pre-prepared') ?? last('prepared') ?? last('committed');
  return {
    accepted: accepted?.digest ?? null,
    prepared: last('prepared'),
    committed: last('committed'),
    executed: last('executed'),
  };
}

type CellPlace = {
  readonly block: Block;
  readonly to: number;
  readonly from: number;
  readonly book: ValueBook;
};

const EMPTY_GLYPHS: Readonly<Record<Block, Glyph>> = {
  prepare: 'diamond',
  commit: 'square',
  relay: 'triangle',
};

function cellOf(found: CellVote, { block, to, from, book }: CellPlace): VoteCell {
  const { state, vote, isOwn, digests, refused } = found;
  const look = book.ofDigest(vote?.digest ?? digests[0] ?? '');
  return {
    from,
    to,
    block,
    state,
    isOwn,
    glyph: vote ? glyphOf(vote) : EMPTY_GLYPHS[block],
    validity: validityOf(found),
    tone: state === 'missing' ? 'v-n' : look.tone,
    letter: look.letter,
    isMixed: digests.length > 1,
    hasRefused: refused > 0,
    event: vote?.event ?? null,
    sentAt: vote?.sentAt ?? 0,
    endsAt: vote?.endsAt ?? 0,
  };
}

function rowOf(input: VotesInput, parts: RowParts): VoteRow {
  const { sheet, seats, blocks, q, book } = input;
  const { seat, stand, voteIn } = parts;
  const tallies = blocks.map((block): RowTally => {
    const counted = seats.filter(({ id }) => voteIn(block, seat.id, id).state === 'counts');
    const certificate = block === 'commit' ? stand.committed : stand.prepared;
    const count = counted.length;
    return { block, count, isReached: certificate !== null || (block !== 'relay' && count >= q) };
  });
  const look = book.ofDigest(stand.accepted ?? '');
  return {
    id: seat.id,
    mark: seat.mark,
    isLeader: seat.id === sheet.leader,
    tallies,
    tone: look.tone,
    letter: look.letter,
    words: rowWords(input, parts, tallies),
  };
}

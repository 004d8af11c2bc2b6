/** The votes of a sheet, unpacked once, in the cells of the matrix. */
import { BALLOT_PHASES, MESSAGE_FATES, VOTE_FIELDS } from '../../core/model/index.ts';
import type { BallotPhase, MessageFate, VoteSheet } from '../../core/model/index.ts';

export type SheetVote = {
  /** The send event. */
  readonly event: number;
  readonly sentAt: number;
  readonly endsAt: number;
  readonly endEvent: number;
  /** Who put it on the network; another than the voter where it is a forgery or was handed on. */
  readonly from: number;
  readonly voter: number;
  readonly to: number;
  readonly phase: BallotPhase;
  readonly digest: string;
  readonly fate: MessageFate;
  readonly isForged: boolean;
};

/** The stretches of a matrix: what leads to a prepared certificate, what to a committed one, and what generals tell each other. */
const BLOCKS = ['prepare', 'commit', 'relay'] as const;
export type Block = (typeof BLOCKS)[number];

export type Filed = {
  /** By block, receiver and voter, in the order of sending. */
  at(block: Block, to: number, voter: number): readonly SheetVote[];
  /** What a voter sent to anybody, by block. */
  sentBy(block: Block, voter: number): readonly SheetVote[];
  readonly count: number;
};

const WIDTH = VOTE_FIELDS.length;
const NONE: readonly SheetVote[] = [];

const filed = new WeakMap<VoteSheet, Filed>();

export function fileVotes(sheet: VoteSheet): Filed {
  const known = filed.get(sheet);
  if (known) return known;
  const cells = new Map<number, SheetVote[]>();
  const senders = new Map<number, SheetVote[]>();
  const count = sheet.votes.length / WIDTH;
  for (let row = 0; row < count; row += 1) {
    const vote = voteAt(sheet, row * WIDTH);
    const block = blockOf(vote.phase);
    push(cells, cellKey(block, vote.to, vote.voter), vote);
    push(senders, cellKey(block, 0, vote.voter), vote);
  }
  const file: Filed = {
    at: (block, to, voter) => cells.get(cellKey(block, to, voter)) ?? NONE,
    sentBy: (block, voter) => senders.get(cellKey(block, 0, voter)) ?? NONE,
    count,
  };
  filed.set(sheet, file);
  return file;
}

/** Councils are smaller than this. */
const SIDE = 4096;

/** One number for a cell: there are tens of thousands of them. */
export function cellKey(block: Block, to: number, voter: number): number {
  return (BLOCKS.indexOf(block) * SIDE + to) * SIDE + voter;
}

function push(into: Map<number, SheetVote[]>, key: number, vote: SheetVote): void {
  const list = into.get(key);
  if (list) list.push(vote);
  else into.set(key, [vote]);
}

function blockOf(phase: BallotPhase): Block {
  return phase === 'pre-prepare' ? 'prepare' : phase;
}

type Field = (typeof VOTE_FIELDS)[number];

const OFFSET = {
  event: VOTE_FIELDS.indexOf('event'),
  sentAt: VOTE_FIELDS.indexOf('sentAt'),
  endsAt: VOTE_FIELDS.indexOf('endsAt'),
  endEvent: VOTE_FIELDS.indexOf('endEvent'),
  from: VOTE_FIELDS.indexOf('from'),
  voter: VOTE_FIELDS.indexOf('voter'),
  to: VOTE_FIELDS.indexOf('to'),
  phase: VOTE_FIELDS.indexOf('phase'),
  digest: VOTE_FIELDS.indexOf('digest'),
  fate: VOTE_FIELDS.indexOf('fate'),
  forged: VOTE_FIELDS.indexOf('forged'),
} as const satisfies Readonly<Record<Field, number>>;

function voteAt({ votes, digests }: VoteSheet, start: number): SheetVote {
  const field = (name: Field): number => votes[start + OFFSET[name]] ?? -1;
  return {
    event: field('event'),
    sentAt: field('sentAt'),
    endsAt: field('endsAt'),
    endEvent: field('endEvent'),
    from: field('from'),
    voter: field('voter'),
    to: field('to'),
    phase: BALLOT_PHASES[field('phase')] ?? 'prepare',
    digest: digests[field('digest')] ?? '',
    fate: MESSAGE_FATES[field('fate')] ?? 'in flight',
    isForged: field('forged') === 1,
  };
}

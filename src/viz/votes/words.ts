/** The matrix in sentences: of a cell, of a row, and of who told different things to different receivers. */
import { isTraitor } from '../marks.ts';
import type { Namer } from '../names.ts';
import { hasHappened } from '../place.ts';
import { nameList, timeWords } from '../time-words.ts';
import { digestWord } from '../values.ts';
import type { CellVote } from './cell.ts';
import type { RowParts, RowTally, VoteCell, VotesInput } from './input.ts';
import type { Block, Filed, SheetVote } from './sheet.ts';

const BLOCK_WORDS: Readonly<Record<Block, string>> = {
  prepare: 'prepare',
  commit: 'commit',
  relay: 'word',
};

function kindWord(block: Block, vote: SheetVote | null): string {
  return vote?.phase === 'pre-prepare' ? 'pre-prepare' : BLOCK_WORDS[block];
}

type CellContext = VotesInput & { readonly cell: VoteCell };

export function cellWords(found: CellVote, { cell, nameOf, book }: CellContext): string {
  const { vote, digests } = found;
  const [sender, receiver] = [nameOf(cell.from), nameOf(cell.to)];
  const kind = kindWord(cell.block, vote);
  if (found.state === 'counts' && !vote)
    return `${receiver}’s own ${kind} for ${digestWord(book, digests[0] ?? '')}: it counts without a message.`;
  if (!vote) {
    return found.isOwn
      ? `${receiver} has sent no ${kind} of its own.`
      : `${receiver} has no ${kind} from ${sender}.`;
  }
  const values = digests.map((digest) => digestWord(book, digest)).join(' and ');
  const subject = found.isOwn
    ? `${receiver}’s own ${kind} for ${values}`
    : `${sender}’s ${kind} for ${values} to ${receiver}`;
  const others =
    found.refused > 0 ? ` ${found.refused} more in the name of ${sender} had to be rejected.` : '';
  return `${subject}: ${fateWords(found, vote, nameOf)}.${others}`;
}

function fateWords(found: CellVote, vote: SheetVote, nameOf: Namer): string {
  const ended = timeWords(vote.endsAt);
  const arrival = found.isOwn ? `sent at ${timeWords(vote.sentAt)}` : `arrived at ${ended}`;
  const receiver = nameOf(found.isOwn ? vote.voter : vote.to);
  switch (found.state) {
    case 'counts':
      return `${arrival}, counts`;
    case 'held':
      return vote.phase === 'relay' ? arrival : `${arrival}, held until the proposal is there`;
    case 'other':
      return `${arrival}; genuine, but it does not count: ${receiver} has accepted something else`;
    default:
      return lackWords(found, vote, nameOf);
  }
}

/** Why it is no vote of the receiver's, or not yet. */
function lackWords({ state }: CellVote, vote: SheetVote, nameOf: Namer): string {
  const ended = timeWords(vote.endsAt);
  switch (state) {
    case 'refused':
      return vote.isForged
        ? `rejected at ${ended}: ${nameOf(vote.from)} sent it, and the signature is not its`
        : `rejected at ${ended}`;
    case 'late':
      return `ignored at ${ended}, as late or known already`;
    case 'lost':
      return `lost at ${ended}`;
    case 'under-way':
      return `on its way, due at ${ended}`;
    case 'due':
      return `not sent yet; it will be, at ${timeWords(vote.sentAt)}`;
    default:
      return 'missing';
  }
}

const TALLY_WORDS: Readonly<Record<Block, string>> = {
  prepare: 'prepares',
  commit: 'commits',
  relay: 'words',
};

/** "A: 3 of 3 prepares, 2 of 3 commits; prepared." */
export function rowWords(
  { q, book, seats }: VotesInput,
  { seat, stand, voteIn }: RowParts,
  tallies: readonly RowTally[],
): string {
  if (isTraitor(seat.mark)) return 'not bound by its tally';
  if (tallies.some(({ block }) => block === 'relay')) {
    const heard = seats.filter(({ id }) => voteIn('relay', seat.id, id).state === 'held');
    return heard.length === 0 ? 'has heard nothing in this round' : `has heard ${heard.length}`;
  }
  if (stand.accepted === null) return 'no proposal accepted yet';
  const counts = tallies.map(({ block, count }) => tallyWords(count, q, TALLY_WORDS[block]));
  const { letter } = book.ofDigest(stand.accepted);
  return `${letter === '' ? '' : `${letter}: `}${counts.join(', ')}; ${phaseWord(stand)}`;
}

function tallyWords(count: number, q: number, word: string): string {
  return count > q ? `${count} ${word} (${q} needed)` : `${count} of ${q} ${word}`;
}

function phaseWord({ prepared, committed, executed }: RowParts['stand']): string {
  if (executed) return 'executed';
  if (committed) return 'committed';
  return prepared ? 'prepared' : 'pre-prepared';
}

/** What one replica signed for one slot should be one thing. */
export type Divisions = {
  /** Who told different things, in one sentence; '' where nobody did. */
  readonly summary: string;
  /** Of each what it told whom: the lab sees all of it at once. */
  readonly details: readonly string[];
};

export function divisions(input: VotesInput, file: Filed): Divisions {
  const { seats, blocks, nameOf } = input;
  const found = seats.flatMap(({ id }) =>
    blocks.flatMap((block) => divisionOf(input, { block, id, sent: file.sentBy(block, id) })),
  );
  const senders = [...new Set(found.map(({ id }) => id))];
  if (senders.length === 0) return { summary: '', details: [] };
  const summary = `${nameList(senders, nameOf)} told different receivers different values.`;
  return { summary, details: found.map(({ told }) => told) };
}

type Sent = { readonly block: Block; readonly id: number; readonly sent: readonly SheetVote[] };

function divisionOf(
  { nameOf, book, place }: VotesInput,
  { block, id, sent }: Sent,
): readonly { readonly id: number; readonly told: string }[] {
  // Of generals a lieutenant repeats several things in one round, each in another's name.
  if (block === 'relay' && id !== 0) return [];
  const values = new Map<string, number[]>();
  for (const vote of sent) {
    const isSent = hasHappened({ event: vote.event, at: vote.sentAt }, place);
    if (!isSent || vote.from !== id) continue;
    const receivers = values.get(vote.digest) ?? [];
    if (!receivers.includes(vote.to)) receivers.push(vote.to);
    values.set(vote.digest, receivers);
  }
  if (values.size < 2) return [];
  const parts = [...values].map(
    ([digest, to]) => `${digestWord(book, digest)} to ${nameList(to, nameOf)}`,
  );
  return [{ id, told: `${nameOf(id)}, ${kindWord(block, sent[0] ?? null)}: ${parts.join('; ')}.` }];
}

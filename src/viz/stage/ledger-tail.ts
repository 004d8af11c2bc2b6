/** The last row of a caption: the stable checkpoint, what was executed last, and what is accepted and not yet executed. */
import type { LedgerEntry, ReplicaView } from '../../core/model/index.ts';
import { textWidth } from '../text.ts';
import { NEUTRAL } from '../values.ts';
import type { ValueBook } from '../values.ts';
import { GLYPH_WIDTH, PIECE_GAP } from './caption.ts';
import type { Bead, Piece } from './caption.ts';
import type { Tier } from './tiers.ts';

export type TailInput = {
  readonly replica: ReplicaView;
  readonly tier: Tier;
  readonly book: ValueBook;
  readonly seq: number | null;
  /** The digests that it has signed for `seq`: a traitor may have two. */
  readonly faces: readonly string[];
  readonly isBrief?: boolean;
};

export function tailPieces(input: TailInput): readonly Piece[] {
  const { replica, tier, isBrief = false } = input;
  if (tier.beads === 0) return [];
  const stable = replica.low > 0 && !isBrief ? stablePieces(replica.low) : [];
  const taken = stable.length === 0 ? 0 : stableWidth(replica.low, tier.font);
  const room = Math.floor((tier.captionWidth - taken + PIECE_GAP) / (tier.bead + PIECE_GAP));
  const all = beadsOf(input, Math.min(tier.beads, room));
  const beads = isBrief ? all.filter(({ tone }) => tone !== NEUTRAL) : all;
  return [...stable, ...beads.map((bead): Piece => ({ kind: 'bead', bead, size: tier.bead }))];
}

/** The Greek cross of the CHECKPOINT messages that make it stable. */
function stablePieces(low: number): readonly Piece[] {
  return [
    { kind: 'glyph', glyph: 'cross', tone: 'v-n' },
    { kind: 'text', text: String(low), weight: 'soft' },
  ];
}

function stableWidth(low: number, font: number): number {
  return GLYPH_WIDTH + textWidth(String(low), font) + 2 * PIECE_GAP;
}

/** The newest at the right. */
function beadsOf(input: TailInput, most: number): readonly Bead[] {
  const { ledger, slots } = input.replica;
  const next = slots.find(
    ({ phase, digest }) => digest !== '' && phase !== 'executed' && phase !== 'idle',
  );
  const newest = ledger.at(-1)?.seq ?? 0;
  const pending = next !== undefined && next.seq > newest ? [beadOf(next, input, 'pending')] : [];
  const room = most - pending.length;
  const done = (room > 0 ? ledger.slice(-room) : []).map((entry) =>
    beadOf(entry, input, entry.seq === (input.seq ?? newest) ? 'fresh' : 'settled'),
  );
  return [...done, ...pending];
}

function beadOf(entry: LedgerEntry, { book, seq, faces }: TailInput, state: Bead['state']): Bead {
  const [one, other] = entry.seq === seq ? faces : [];
  if (one !== undefined && other !== undefined) {
    return { label: '', tone: book.ofDigest(one).tone, other: book.ofDigest(other).tone, state };
  }
  const { letter, tone } = book.ofDigest(entry.digest);
  return { label: letter === '' ? String(entry.seq) : letter, tone, state };
}

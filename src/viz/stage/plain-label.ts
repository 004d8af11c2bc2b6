/** A member of a council in words, where there are neither views nor quorums: what it holds, and what it has obeyed. */
import { capitalized } from '../../core/base/english.ts';
import type { ReplicaProcess, SlotView } from '../../core/model/index.ts';
import { markWord } from '../marks.ts';
import { USUAL_TERMS } from '../terms.ts';
import type { DrawingTerms } from '../terms.ts';
import { visible } from '../../core/base/visible.ts';
import type { ValueBook } from '../values.ts';

type Labelled = {
  readonly process: ReplicaProcess;
  readonly name: string;
  readonly isPrimary: boolean;
  readonly seq: number | null;
  readonly terms?: DrawingTerms;
  readonly book: ValueBook;
};

export function plainLabel(
  { process, name, isPrimary, seq, terms = USUAL_TERMS, book }: Labelled,
  slot: Pick<SlotView, 'digest' | 'phase' | 'prepares'>,
): string {
  const { replica, mark } = process;
  const role = isPrimary ? `, ${terms.leader}` : '';
  const sentences = [`${name}, ${markWord(mark.kind).toLowerCase()}${role}`];
  if (seq !== null && slot.digest !== '') {
    const verb = slot.phase === 'executed' ? 'obeys' : 'holds';
    sentences.push(
      `${capitalized(terms.slot)} ${seq}: ${verb} ${visible(book.labelOf(slot.digest))}`,
    );
  }
  const heard = slot.prepares.length;
  if (heard > 0) sentences.push(`Heard from ${heard} ${terms.member}${heard === 1 ? '' : 's'}`);
  sentences.push(`${replica.ledgerLength} obeyed`);
  return `${sentences.join('. ')}.`;
}

import { say } from '../../../base/words.ts';
import type { Body, ProcessView, Sentence, SlotView, Telling } from '../../../model/index.ts';
import { about } from '../messages.ts';

/** How far a message that changed nothing yet has brought its receiver. */
export function tellProgress(body: Body, view: ProcessView, telling: Telling): Sentence {
  if (view.role === 'client') {
    const { replies, needed, operation } = view.client;
    if (operation === '') return [];
    const results = replies.map(({ result }) => result);
    const count = most(results);
    // O6: enough of them agree on a digest, and nobody has sent what it is the digest of.
    const isLacking = count >= needed && results.some((result) => result.startsWith('digest '));
    const lack = isLacking ? ', and the whole result is missing' : '';
    return say`: it has ${count} of ${needed} equal replies${lack}`;
  }
  const { seq, view: wanted } = about(body);
  const { q } = telling.bench;
  if (body.type === 'view-change') {
    if (view.replica.active || view.replica.view !== wanted)
      return say`, which asks for view ${wanted}`;
    const held = view.replica.viewChanges.length;
    return held > q
      ? say`: it holds ${held} VIEW-CHANGE messages for view ${wanted}, and needed ${q}`
      : say`: it holds ${held} of ${q} VIEW-CHANGE messages for view ${wanted}`;
  }
  const slot = view.replica.slots.find((open) => open.seq === seq);
  return slot === undefined ? [] : tellVotes(body, slot, telling);
}

function tellVotes(body: Body, slot: SlotView, { bench, valueOf }: Telling): Sentence {
  const { q } = bench;
  if (body.type !== 'prepare' && body.type !== 'commit') return [];
  const { digest } = about(body);
  const votes = body.type === 'prepare' ? slot.prepares : slot.commits;
  const matching = votes.filter((vote) => vote.digest === digest).length;
  const extra = matching - q;
  if (extra > 0)
    return say`, ${extra === 1 ? 'one' : `${extra}`} more than the ${q} that it needed`;
  const value = valueOf(body);
  const count = say`: ${matching} of ${q} ${body.type}s for ${value} at sequence number ${slot.seq}`;
  if (slot.digest === '') return say`${count}, but no PRE-PREPARE yet`;
  return slot.digest === digest ? count : say`${count}, which is not what it has accepted`;
}

/** The size of the largest group of equal entries. */
function most(entries: readonly string[]): number {
  return Math.max(0, ...entries.map((entry) => entries.filter((other) => other === entry).length));
}

import type { ProcessId, ProcessView, ReplicaView, SlotView, Vote } from '../model/index.ts';

export type Sharer = (process: ProcessView) => ProcessView;

/**
 * Makes equal parts of successive states one object. A window of a hundred replicas holds millions of votes, nearly all of them
 * again and again: as one object each they cross to the page in a fraction of the time and of the memory.
 */
export function createSharer(): Sharer {
  const votes = new Map<string, Vote[]>();
  const last = new Map<ProcessId, ReplicaView>();

  const voteOf = (vote: Vote): Vote => {
    const known = votes.get(vote.digest) ?? [];
    if (known.length === 0) votes.set(vote.digest, known);
    const same = known[vote.replica] ?? vote;
    known[vote.replica] = same;
    return same;
  };
  const listOf = (list: readonly Vote[], before: readonly Vote[] | undefined): readonly Vote[] => {
    const shared = list.map(voteOf);
    return before !== undefined && isSame(shared, before) ? before : shared;
  };
  const slotOf = (slot: SlotView, before: SlotView | undefined): SlotView => {
    const prepares = listOf(slot.prepares, before?.prepares);
    const commits = listOf(slot.commits, before?.commits);
    const shared = { ...slot, prepares, commits };
    return before !== undefined && isSameSlot(shared, before) ? before : shared;
  };

  return (process) => {
    if (process.role !== 'replica') return process;
    const before = last.get(process.id);
    const { slots, ledger, memory } = process.replica;
    const replica = {
      ...process.replica,
      slots: slots.map((slot) =>
        slotOf(
          slot,
          before?.slots.find(({ seq }) => seq === slot.seq),
        ),
      ),
      ledger: before !== undefined && isSameLedger(ledger, before.ledger) ? before.ledger : ledger,
      memory: before !== undefined && isSameMemory(memory, before.memory) ? before.memory : memory,
    };
    last.set(process.id, replica);
    return { ...process, replica };
  };
}

function isSame(one: readonly Vote[], other: readonly Vote[]): boolean {
  return one.length === other.length && one.every((vote, index) => vote === other[index]);
}

function isSameLedger(one: ReplicaView['ledger'], other: ReplicaView['ledger']): boolean {
  const isAlike = one.every(
    ({ seq, digest }, at) => other[at]?.seq === seq && other[at].digest === digest,
  );
  return isAlike && one.length === other.length;
}

function isSameMemory(one: ReplicaView['memory'], other: ReplicaView['memory']): boolean {
  const isAlike = one.every(([key, value], at) => other[at]?.[0] === key && other[at][1] === value);
  return isAlike && one.length === other.length;
}

function isSameSlot(one: SlotView, other: SlotView): boolean {
  return (
    one.prepares === other.prepares &&
    one.commits === other.commits &&
    one.view === other.view &&
    one.digest === other.digest &&
    one.phase === other.phase &&
    one.hasBody === other.hasBody
  );
}

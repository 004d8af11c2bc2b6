/** What the gauges of a replica say, in sentences: for whoever points at them. */
import type { ProcessId, ReplicaProcess, SlotView, Vote } from '../../core/model/index.ts';
import type { Namer } from '../names.ts';
import type { ValueBook } from '../values.ts';
import { countOf } from './gauge.ts';
import { someNames } from './summary.ts';

export type GaugeWords = {
  readonly prepares: string;
  readonly commits: string;
};

type Asked = {
  readonly process: ReplicaProcess;
  readonly seq: number;
  readonly n: number;
  readonly q: number;
  readonly nameOf: Namer;
  readonly book: ValueBook;
};

export function gaugeWords(asked: Asked): GaugeWords | null {
  const slot = asked.process.replica.slots.find((each) => each.seq === asked.seq);
  if (slot === undefined) return null;
  return {
    prepares: sentence('prepares', slot, asked),
    commits: sentence('commits', slot, asked),
  };
}

function sentence(what: 'prepares' | 'commits', slot: SlotView, asked: Asked): string {
  const { n, q, nameOf, book } = asked;
  const votes = slot[what];
  const count = countOf({ digest: slot.digest, votes });
  const { letter } = book.ofDigest(slot.digest);
  const value = letter === '' ? '' : ` for ${letter}`;
  const parts = [`${count} of ${q} ${what}${value}`];
  const missing = missingOf(votes, n);
  if (count >= q) parts[0] = `${count} ${what}${value}: the quorum of ${q} is reached`;
  else if (missing.length > 0) parts.push(`missing: ${someNames(missing, nameOf)}`);
  return [...parts, ...otherVotes(votes, slot.digest, asked)].join('; ');
}

function missingOf(votes: readonly Vote[], n: number): readonly ProcessId[] {
  const here = new Set(votes.map(({ replica }) => replica));
  return Array.from({ length: n }, (_, id) => id).filter((id) => !here.has(id));
}

/** Votes for other values are genuine, and count for nothing here. */
function otherVotes(
  votes: readonly Vote[],
  digest: string,
  { nameOf, book }: Asked,
): readonly string[] {
  const others = votes.filter((vote) => vote.digest !== digest);
  const digests = [...new Set(others.map((vote) => vote.digest))];
  return digests.map((other) => {
    const ids = others.filter((vote) => vote.digest === other).map(({ replica }) => replica);
    const { letter } = book.ofDigest(other);
    const verb = ids.length === 1 ? 'votes' : 'vote';
    return `${someNames(ids, nameOf)} ${verb} for ${letter === '' ? 'something else' : letter}`;
  });
}

import type {
  Bench,
  Certificate,
  EventIndex,
  Micros,
  ProcessId,
  Violation,
} from '../model/index.ts';
import { overlap } from '../quorum/thresholds.ts';
import { listed, names } from './words.ts';

/** A certificate as a replica stated it. */
export type Stated = {
  readonly holder: ProcessId;
  readonly view: number;
  readonly seq: number;
  readonly digest: string;
  readonly voters: readonly ProcessId[];
  readonly event: EventIndex;
};

export type Conflict = {
  readonly at: Micros;
  /** What the two replicas did, as one clause. */
  readonly what: string;
  readonly kind: 'commit' | 'prepared';
  readonly first: Stated;
  readonly second: Stated;
  /** Of the replicas' executions, beside the certificates. */
  readonly evidence: readonly EventIndex[];
};

/** Two certificates that exclude each other, with the traitors of this moment that stand in both. */
export function violationOf(conflict: Conflict, bench: Bench): Violation {
  const { first, second } = conflict;
  const common = first.voters.filter((voter) => second.voters.includes(voter));
  const culprits = common.filter((voter) => !bench.isCorrect(voter));
  const events = [...conflict.evidence, first.event, second.event].filter((event) => event >= 0);
  return {
    monitor: 'agreement',
    at: conflict.at,
    replicas: [...new Set([first.holder, second.holder])].sort((a, b) => a - b),
    detail: `${conflict.what}. ${shared(conflict, { common, culprits }, bench)}`,
    evidence: [...new Set(events)].sort((a, b) => a - b),
    certificates: [certificateOf(first), certificateOf(second)],
    culprits,
  };
}

function certificateOf({ holder, view, seq, digest, voters }: Stated): Certificate {
  return { holder, view, seq, digest, voters };
}

function shared(
  { kind, first, second }: Conflict,
  {
    common,
    culprits,
  }: { readonly common: readonly ProcessId[]; readonly culprits: readonly ProcessId[] },
  bench: Bench,
): string {
  const arithmetic = `2q − n = ${2 * bench.q - bench.n}`;
  const both = `Both ${kind} certificates`;
  if (first.voters.length === 0 && second.voters.length === 0) {
    return 'Neither of them showed a certificate.';
  }
  if (first.voters.length === 0 || second.voters.length === 0) {
    return `At least one of them showed no ${kind} certificate.`;
  }
  if (common.length === 0) return `${both} have no replica in common: ${arithmetic}.`;
  if (culprits.length === 0) {
    const loyal = common.length === 1 ? 'which is no traitor' : 'none of them a traitor';
    return `${both} contain ${names(common)}, ${loyal}: ${arithmetic}.`;
  }
  const needed = overlap(bench.n, bench.q);
  const verdict = culprits.length >= needed ? arithmetic : `${arithmetic} should have prevented it`;
  return `${both} contain ${names(culprits)}, ${listed(culprits.length, 'traitor')}: ${verdict}.`;
}

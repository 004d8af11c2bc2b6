import { emptyShelf, onShelf, shelve, type Shelf } from '../base/shelf.ts';
import type {
  Bench,
  EventIndex,
  FactOf,
  Micros,
  Monitor,
  ObservationOf,
  ProcessId,
  Violation,
} from '../model/index.ts';
import { overlap } from '../quorum/thresholds.ts';
import { names } from './words.ts';

type Execution = {
  readonly replica: ProcessId;
  readonly digest: string;
  readonly event: EventIndex;
};
type Fork = {
  readonly at: Micros;
  readonly seq: number;
  readonly replicas: readonly ProcessId[];
  readonly evidence: readonly EventIndex[];
};

type AccountabilityState = {
  /** By sequence number: the first execution by a replica that has always been correct. */
  executed: Shelf<Execution>;
  /** The first time that two of them differ. */
  fork: Fork | null;
  convicted: { [replica: ProcessId]: true };
  /** Whoever has been a traitor at any time. */
  tainted: { [replica: ProcessId]: true };
};

const REMEMBERED = 4_096;

type Executed = FactOf<'executed'>;

/**
 * I17. Two quorums share 2q-n replicas, and the words of those who stand in both exclude each other; so when ledgers differ, what
 * loyal processes received convicts at least so many. And nobody is convicted who has always followed the protocol.
 */
export const accountability: Monitor<AccountabilityState> = {
  id: 'accountability',
  title: 'Accountability',
  kind: 'safety',
  claim:
    'Where the ledgers of correct replicas differ, the messages that they received convict at least 2q − n replicas; and no correct replica is ever convicted.',
  formula:
    '(∃ i, j ∈ Corr, s: exec_i[s].d ≠ exec_j[s].d) ⇒ |convicted| ≥ 2q − n, and convicted ∩ Corr = ∅',
  clauses: ['I17'],
  protocols: ['pbft'],
  hears: ['fact', 'mark', 'proof'],
  facts: ['executed'],

  start: () => ({ executed: emptyShelf(), fork: null, convicted: {}, tainted: {} }),

  observe(state, observation, bench) {
    const { process } = observation;
    if (observation.kind === 'mark' && !bench.isCorrect(process)) state.tainted[process] = true;
    if (observation.kind === 'proof') return noteProof(state, observation);
    if (observation.kind === 'fact' && observation.fact.fact === 'executed')
      noteExecuted(state, observation, { fact: observation.fact, bench });
    return [];
  },

  finish(state, bench) {
    const { fork, convicted } = state;
    const guilty = Object.keys(convicted).map(Number);
    const needed = overlap(bench.n, bench.q);
    if (fork === null || guilty.length >= needed) return [];
    const who =
      guilty.length === 0
        ? 'nobody is'
        : `only ${names(guilty)} ${guilty.length === 1 ? 'is' : 'are'}`;
    return [
      {
        monitor: 'accountability',
        at: fork.at,
        replicas: fork.replicas,
        detail: `The ledgers of ${names(fork.replicas)} differ at sequence number ${fork.seq}, and ${who} convicted: 2q − n = ${needed}.`,
        evidence: fork.evidence,
        certificates: [],
        culprits: guilty,
      },
    ];
  },
};

function noteProof(
  state: AccountabilityState,
  { process: replica, at, event, proof }: ObservationOf<'proof'>,
): Violation[] {
  if (state.tainted[replica] === true) {
    state.convicted[replica] = true;
    return [];
  }
  return [
    {
      monitor: 'accountability',
      at,
      replicas: [replica],
      detail: `R${replica} has followed the protocol and is convicted: ${proof.because}.`,
      evidence: [...proof.deliveries, event],
      certificates: [],
      culprits: [],
    },
  ];
}

function noteExecuted(
  state: AccountabilityState,
  { process: replica, at, event }: ObservationOf<'fact'>,
  { fact, bench }: { readonly fact: Executed; readonly bench: Bench },
): void {
  if (!bench.isCorrect(replica) || state.tainted[replica] === true) return;
  const { seq, digest } = fact;
  const first = onShelf(state.executed, String(seq));
  if (first === undefined)
    shelve(state.executed, String(seq), { replica, digest, event }, REMEMBERED);
  if (first === undefined || first.digest === digest || state.fork !== null) return;
  const replicas = [first.replica, replica].sort((a, b) => a - b);
  state.fork = { at, seq, replicas, evidence: [first.event, event] };
}

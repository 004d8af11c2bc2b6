import { plural } from '../base/words.ts';
import type {
  Bench,
  Fact,
  Kernel,
  Monitor,
  Observation,
  ObservationOf,
  ProcessId,
  TrustView,
} from '../model/index.ts';

/** What counts against one replica, as far as loyal processes can tell. Proof is one thing, suspicion another. */
type Standing = {
  /** A proof of its guilt is at hand. */
  convicted: boolean;
  /** Messages in its name, straight from it, that loyal processes refused. */
  rejected: number;
  /** Loyal replicas that left a view which it led. */
  blamed: number;
  /** The highest sequence number for which somebody loyal got a vote of it. */
  heardOf: number;
};

type Trust = {
  standings: { [replica: ProcessId]: Standing };
  /** The view of each loyal replica: the one that it leaves is the one that failed. */
  views: { [replica: ProcessId]: number };
  /** The highest sequence number that a correct replica has executed. */
  executed: number;
};

const TRUST = 'trust';

/**
 * Keeps what the screen's trust scores are made of. Like the score it has the shape of a monitor, so that snapshots carry it; it
 * judges nothing and never reports a violation.
 */
export const trust: Monitor<Trust> = {
  id: TRUST,
  title: 'Trust',
  kind: 'liveness',
  claim: 'Counts what speaks against each replica.',
  formula: '',
  clauses: [],
  protocols: [],
  start: () => ({ standings: {}, views: {}, executed: 0 }),
  observe(state, observation, bench) {
    note(state, observation, bench);
    return [];
  },
  finish: () => [],
};

function standingOf(state: Trust, replica: ProcessId): Standing {
  return (state.standings[replica] ??= { convicted: false, rejected: 0, blamed: 0, heardOf: 0 });
}

function note(state: Trust, observation: Observation, bench: Bench): void {
  switch (observation.kind) {
    case 'proof':
      standingOf(state, observation.process).convicted = true;
      return;
    case 'rejected':
      // Clients may be refused for many reasons, and what a loyal replica passes on is not its own word.
      if (observation.from < bench.n) standingOf(state, observation.from).rejected += 1;
      return;
    case 'received':
      return noteHeard(state, observation, bench);
    case 'fact':
      if (observation.process < bench.n && bench.isCorrect(observation.process))
        noteFact(state, observation.process, { fact: observation.fact, n: bench.n });
      return;
    default:
      return;
  }
}

function noteHeard(state: Trust, { body }: ObservationOf<'received'>, bench: Bench): void {
  for (const { signer, seq } of bench.testimony(body)) {
    if (signer >= bench.n) continue;
    const standing = standingOf(state, signer);
    if (seq > standing.heardOf) standing.heardOf = seq;
  }
}

function noteFact(
  state: Trust,
  replica: ProcessId,
  { fact, n }: { readonly fact: Fact; readonly n: number },
): void {
  if (fact.fact === 'executed') state.executed = Math.max(state.executed, fact.seq);
  if (fact.fact === 'view-entered') state.views[replica] = fact.view;
  if (fact.fact !== 'view-change-sent') return;
  const left = state.views[replica] ?? 0;
  standingOf(state, left % n).blamed += 1;
  state.views[replica] = fact.view;
}

/** What suspicion costs at most, so that only a proof takes all trust away. */
const LEAST = 10;
const COSTS = { blamed: 15, rejected: 5, silent: 5 } as const;
const COUNTED_MAX = 4;
/** Votes on their way are no silence. */
const LAG = 2;

/** How far each replica can be trusted: not at all once a proof is at hand, and less the more speaks against it without proving it. */
export function trustIn(kernel: Pick<Kernel, 'monitorState' | 'bench'>): readonly TrustView[] {
  const state = kernel.monitorState(TRUST);
  if (!isTrust(state)) return [];
  return Array.from({ length: kernel.bench.n }, (_, replica) => trustOf(state, replica));
}

function isTrust(state: unknown): state is Trust {
  return typeof state === 'object' && state !== null && 'standings' in state;
}

function trustOf({ standings, executed }: Trust, replica: ProcessId): TrustView {
  const standing = standings[replica];
  const { convicted = false, rejected = 0, blamed = 0, heardOf = 0 } = standing ?? {};
  // Where nobody votes under a signature, or is there to be heard by, silence says nothing.
  const loudest = Math.max(...Object.values(standings).map((one) => one.heardOf));
  const silent = Math.max(0, Math.min(executed, loudest) - heardOf - LAG);
  const reasons = [
    ...(blamed > 0 ? [`${plural(blamed, 'loyal replica')} left a view that it led`] : []),
    ...(rejected > 0 ? [`${plural(rejected, 'message')} from it had to be rejected`] : []),
    ...(silent > 0
      ? [
          `no vote of it on the last ${silent === 1 ? 'sequence number' : `${silent} sequence numbers`}`,
        ]
      : []),
  ];
  if (convicted) return { replica, state: 'convicted', score: 0, reasons };
  const cost =
    Math.min(blamed, COUNTED_MAX) * COSTS.blamed +
    Math.min(rejected, COUNTED_MAX) * COSTS.rejected +
    Math.min(silent, COUNTED_MAX) * COSTS.silent;
  const state = reasons.length > 0 ? 'suspected' : 'clear';
  return { replica, state, score: Math.max(LEAST, 100 - cost), reasons };
}

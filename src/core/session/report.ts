import { leftOut } from '../base/left-out.ts';
import type { Kernel, Micros, Monitor, Outcome, Report, Scenario } from '../model/index.ts';
import { SCORE, type Score } from './score.ts';
import type { Parts } from './studio.ts';

export type ReportParts = {
  readonly scenario: Scenario;
  readonly kernel: Kernel;
  readonly parts: Parts;
  readonly hash: string;
};

/** Builds what `parley run --json` prints; the order of its keys is part of the contract. */
export function buildReport({ scenario, kernel, parts, hash }: ReportParts): Report {
  const score = scoreOf(kernel);
  const { sent, delivered, dropped, rejected, byKind } = kernel.tally;
  return {
    protocol: scenario.protocol,
    n: scenario.replicas,
    f: scenario.tolerance,
    quorum: kernel.bench.q,
    seed: scenario.seed,
    signatures: scenario.signatures,
    ablate: leftOut(scenario),
    outcome: outcomeOf(kernel, parts.monitors),
    violations: kernel.violations.map(({ monitor, at, replicas, detail }) => ({
      monitor,
      at,
      replicas,
      detail,
    })),
    requests: countRequests(score),
    ledgers: score.ledgers,
    messages: { sent, delivered, dropped, rejected, byKind: { ...byKind } },
    views: { entered: Math.max(0, ...score.views), changes: score.views.length },
    latency: latencies(score),
    evidence: kernel.proofs.map(({ replica, kind, at }) => ({ replica, kind, at })),
    until: kernel.now,
    trace: { events: kernel.events, hash },
    assumptions: parts.protocol.sums.assumptions(scenario),
    void: kernel.voids.map(({ at, do: act, reason }) => ({ at, do: act, reason })),
  };
}

/** Promises of liveness that a run may break and still complete: they say how smoothly it went. */
export const OF_PACE: ReadonlySet<string> = new Set(['view-stability', 'fairness']);

/** The figures that the score monitor has kept of a run; throws where the kernel does not carry it. */
export function scoreOf(kernel: Pick<Kernel, 'monitorState'>): Score {
  const state = kernel.monitorState(SCORE);
  if (!isScore(state)) throw new Error('the kernel of a session must carry the score');
  return state;
}

/** The kernel keeps the states of monitors without knowing their types. */
function isScore(state: unknown): state is Score {
  return typeof state === 'object' && state !== null && 'requests' in state && 'ledgers' in state;
}

/**
 * Section 9 of the design: unsafe outweighs stalled, and a run without its replies is stalled whether or not a monitor says so, also
 * where the horizon came before the last requests were sent. The other promises of liveness, such as that views are stable, make
 * no stalled run of one in which everything completed.
 */
export function outcomeOf(kernel: Kernel, monitors: readonly Monitor[]): Outcome {
  const safety = new Set(monitors.filter(({ kind }) => kind === 'safety').map(({ id }) => id));
  if (kernel.violations.some(({ monitor }) => safety.has(monitor))) return 'unsafe';
  const { completed } = countRequests(scoreOf(kernel));
  const isIncomplete = kernel.violations.some(({ monitor }) => !OF_PACE.has(monitor));
  return isIncomplete || completed < kernel.required ? 'stalled' : 'agreed';
}

function countRequests(score: Score): Report['requests'] {
  const requests = Object.values(score.requests);
  return {
    issued: requests.length,
    completed: requests.filter(({ acceptedAt }) => acceptedAt !== -1).length,
    executedByCorrect: requests.filter(({ results }) => results.length > 0).length,
  };
}

function latencies(score: Score): Report['latency'] {
  const taken = Object.values(score.requests)
    .filter(({ acceptedAt }) => acceptedAt !== -1)
    .map(({ sentAt, acceptedAt }) => acceptedAt - sentAt)
    .sort((a, b) => a - b);
  return { p50: nearestRank(taken, 50), p99: nearestRank(taken, 99) };
}

/** The smallest entry that at least so many per cent do not exceed; never an interpolated one. */
export function nearestRank(ascending: readonly Micros[], percent: number): Micros | null {
  return ascending[Math.ceil((percent * ascending.length) / 100) - 1] ?? null;
}

import type { Fork, Kernel, ProcessId, Violation } from '../model/index.ts';
import type { Score } from './score.ts';

type Evidence = {
  readonly kernel: Kernel;
  readonly score: Score;
  readonly violations: readonly Violation[];
};

export function findFork({ kernel, score, violations }: Evidence): Fork | null {
  const reported = violations.filter(({ monitor }) => monitor === 'agreement');
  const blamed = new Set(reported.flatMap(({ replicas }) => replicas));
  // A replica that was correct when it executed and turned afterwards is still named by the monitor.
  const counted = Object.keys(score.ledgers)
    .map(Number)
    .filter((replica) => kernel.bench.isCorrect(replica) || blamed.has(replica));
  const longest = Math.max(0, ...counted.map((replica) => score.ledgers[replica]?.length ?? 0));
  for (let seq = 1; seq <= longest; seq += 1) {
    const sides = sidesAt(score, counted, seq);
    if (sides.length < 2) continue;
    const proof = reported.findLast(({ certificates }) =>
      certificates.some((one) => one.seq === seq),
    );
    return { seq, sides, certificates: proof?.certificates ?? [], culprits: proof?.culprits ?? [] };
  }
  return null;
}

function sidesAt(score: Score, replicas: readonly ProcessId[], seq: number): Fork['sides'] {
  const sides = new Map<string, ProcessId[]>();
  for (const replica of replicas) {
    const digest = score.ledgers[replica]?.[seq - 1];
    if (digest != null) sides.set(digest, [...(sides.get(digest) ?? []), replica]);
  }
  return [...sides].map(([digest, members]) => ({ digest, replicas: members }));
}

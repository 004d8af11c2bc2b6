import type { Kernel, ProcessId, Sentence, Timeline } from '../model/index.ts';
import { overlap } from '../quorum/thresholds.ts';
import { valueSpan } from './bodies.ts';
import type { Score } from './score.ts';
import type { Fork, Sight } from './sight.ts';
import { be, plural, processes, say } from './words.ts';

type Evidence = {
  readonly kernel: Kernel;
  readonly score: Score;
  readonly violations: Timeline['violations'];
};

export function findFork({ kernel, score, violations }: Evidence): Fork | null {
  const reported = violations.flatMap(({ violation }) =>
    violation.monitor === 'agreement' ? [violation] : [],
  );
  const blamed = new Set(reported.flatMap(({ replicas }) => replicas));
  // A replica that was correct when it executed and turned afterwards is still named by the monitor.
  const counted = Object.keys(score.ledgers)
    .map(Number)
    .filter((replica) => kernel.bench.isCorrect(replica) || blamed.has(replica));
  const longest = Math.max(0, ...counted.map((replica) => score.ledgers[replica]?.length ?? 0));
  for (let seq = 1; seq <= longest; seq += 1) {
    const sides = sidesAt(score, counted, seq);
    if (sides.length < 2) continue;
    const proof = reported.find(({ certificates }) => certificates.some((one) => one.seq === seq));
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

/** Which two certificates, who stands in both, and why that is possible at all: the pigeonhole. */
export function tellFork({ studio, kernel }: Sight, fork: Fork): readonly Sentence[] {
  const { n, q } = kernel.bench;
  const { values } = studio.recording;
  const certificates = fork.certificates.map(
    ({ holder, digest, voters }) =>
      say`${{ process: holder }} holds ${plural(voters.length, 'commit')} for ${valueSpan(values.indexOf(digest))}: from ${processes(voters)}.`,
  );
  const shared = overlap(n, q);
  const pigeonhole =
    shared === 0
      ? say`Two quorums of ${q} among ${n} replicas need not share a single one, so nothing keeps them from deciding differently.`
      : say`Two quorums of ${q} among ${n} replicas share at least ${shared}, because 2 × ${q} − ${n} = ${shared}. All that they share must be traitors for a fork, and here they were.`;
  return [...certificates, ...(certificates.length === 0 ? [] : [tellShared(fork)]), pigeonhole];
}

function tellShared({ certificates, culprits }: Fork): Sentence {
  if (culprits.length > 0) {
    return say`${processes(culprits)} ${be(culprits.length)} in both: no loyal replica votes for two values.`;
  }
  const [first, second] = certificates;
  const shared = first?.voters.filter((voter) => second?.voters.includes(voter)) ?? [];
  return shared.length === 0
    ? say`The two certificates have no replica in common.`
    : say`${processes(shared)} ${be(shared.length)} in both, and no traitor.`;
}

export function tellSides({ studio }: Pick<Sight, 'studio'>, { seq, sides }: Fork): Sentence {
  const { values } = studio.recording;
  return sides.reduce<Sentence>((told, { digest, replicas }, index) => {
    const link = index === 0 ? say`Forked at sequence number ${seq}: ` : say`${told}, `;
    return say`${link}${processes(replicas)} executed ${valueSpan(values.indexOf(digest))}`;
  }, []);
}

import { be, plural, processes, say } from '../../../base/words.ts';
import type { Fork, Sentence, Witness } from '../../../model/index.ts';
import { overlap } from '../../../quorum/thresholds.ts';

/** Which two certificates, who stands in both, and why that is possible at all: the pigeonhole. */
export function tellFork(fork: Fork, { bench, value }: Witness): readonly Sentence[] {
  const { n, q } = bench;
  const certificates = fork.certificates.map(
    ({ holder, digest, voters }) =>
      say`${{ process: holder }} holds ${plural(voters.length, 'commit')} for ${value(digest)}: from ${processes(voters)}.`,
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

export function tellSides({ seq, sides }: Fork, { value }: Witness): Sentence {
  return sides.reduce<Sentence>((told, { digest, replicas }, index) => {
    const link = index === 0 ? say`Forked at sequence number ${seq}: ` : say`${told}, `;
    return say`${link}${processes(replicas)} executed ${value(digest)}`;
  }, []);
}

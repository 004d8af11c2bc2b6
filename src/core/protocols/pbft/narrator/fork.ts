import { be, crowd, plural, processes, say } from '../../../base/words.ts';
import type { Fork, Sentence, Witness } from '../../../model/index.ts';
import { overlap } from '../../../quorum/thresholds.ts';

/** Which two certificates, who stands in both, and why that is possible at all: the pigeonhole. */
export function tellFork(fork: Fork, { bench, value }: Witness): readonly Sentence[] {
  const { n, q } = bench;
  const certificates = fork.certificates.map(
    ({ holder, digest, voters }) =>
      say`${{ process: holder }} holds ${plural(voters.length, 'commit')} for ${value(digest)}: from ${crowd(voters, n)}.`,
  );
  return [
    ...certificates,
    ...(certificates.length === 0 ? [] : [tellShared(fork)]),
    ...tellShort(fork, q),
    tellPigeonhole(fork, { n, q }),
  ];
}

/** With a rule left out a replica may decide on fewer votes, and then no overlap of quorums protects it. */
function tellShort({ certificates }: Fork, q: number): readonly Sentence[] {
  return certificates
    .filter(({ voters }) => voters.length < q)
    .map(
      ({ holder, voters }) =>
        say`${{ process: holder }} decided on the votes of ${voters.length}, which is no quorum of ${q}.`,
    );
}

function tellPigeonhole({ culprits }: Fork, { n, q }: { n: number; q: number }): Sentence {
  const shared = overlap(n, q);
  if (shared === 0) {
    return say`Two quorums of ${q} among ${n} replicas need not share a single one, so nothing keeps them from deciding differently.`;
  }
  const why = say`Two quorums of ${q} among ${n} replicas share at least ${shared}, because 2 × ${q} − ${n} = ${shared}.`;
  return culprits.length >= shared
    ? say`${why} All that they share must be traitors for a fork, and here they were.`
    : say`${why} Where every rule is kept, all that they share must be traitors for a fork; here they were not.`;
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

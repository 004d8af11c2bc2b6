import type { Sentence } from '../model/index.ts';
import type { Sight } from './sight.ts';
import { crowd, duration, list, say } from '../base/words.ts';

/** Who cannot reach whom, until when, and what that means for quorums. Only the laboratory knows why messages do not come. */
export function tellPartition({ scenario, moment, kernel, studio }: Sight): readonly Sentence[] {
  const cut = scenario.network.partitions.find(
    ({ at, until }) => at <= moment.at && moment.at < until,
  );
  if (cut === undefined) return [];
  const { n, q } = kernel.bench;
  const { member, hasQuorums } = studio.parts.protocol.terms;
  const sides = cut.groups.map((group) => crowd(group, n, member));
  const whole = say`The network is cut until ${duration(cut.until)}: ${list(sides, 'and')} cannot reach each other.`;
  if (!hasQuorums) return [whole];
  const able = cut.groups.filter((group) => group.length >= q);
  return able.length === 0
    ? [
        whole,
        say`No side has the ${q} that a quorum takes: nothing is decided before the network heals.`,
      ]
    : [
        whole,
        ...able.map(
          (group) => say`${crowd(group, n, member)} are enough for a quorum of ${q} and can go on.`,
        ),
      ];
}

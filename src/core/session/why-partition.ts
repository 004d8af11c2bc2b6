import type { Sentence } from '../model/index.ts';
import type { Sight } from './sight.ts';
import { sidesOf } from '../base/sides.ts';
import { crowd, duration, list, say } from '../base/words.ts';

/** Who cannot reach whom, until when, and what that means for quorums. Only the laboratory knows why messages do not come. */
export function tellPartition(sight: Sight): readonly Sentence[] {
  const { scenario, moment, kernel, studio } = sight;
  const cuts = scenario.network.partitions.filter(
    ({ at, until }) => at <= moment.at && moment.at < until,
  );
  const { n, q } = kernel.bench;
  const groups = cuts.map((cut) => cut.groups);
  const sides = sidesOf(groups, n);
  if (sides.length < 2) return [];
  const { member, hasQuorums } = studio.parts.protocol.terms;
  const until = duration(Math.min(...cuts.map((cut) => cut.until)));
  const whole = say`The network is cut until ${until}: ${tellSides(sides.map((side) => crowd(side, n, member)))}.`;
  if (!hasQuorums) return [whole];
  const able = sides
    .map((side) => side.filter((id) => isUp(sight, id)))
    .filter((side) => side.length >= q);
  return able.length === 0
    ? [
        whole,
        say`No side has the ${q} that a quorum takes: nothing is decided before the network heals.`,
      ]
    : [
        whole,
        ...able.map(
          (side) => say`${crowd(side, n, member)} are enough for a quorum of ${q} and can go on.`,
        ),
      ];
}

function tellSides(sides: readonly Sentence[]): Sentence {
  const [one = [], other = [], ...more] = sides;
  if (more.length === 0) return say`${one} cannot reach ${other}`;
  const parts = sides.map((side) => say`(${side})`);
  return say`${list(parts, 'and')} cannot reach each other`;
}

function isUp({ views }: Sight, id: number): boolean {
  const view = views.find((each) => each.id === id);
  return view?.role !== 'replica' || view.mark.kind !== 'crashed';
}

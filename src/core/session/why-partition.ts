import type { Sentence } from '../model/index.ts';
import type { Sight } from './sight.ts';
import { cutsAt, sidesOf, type Cut } from '../base/reach.ts';
import { crowd, duration, list, say } from '../base/words.ts';

/** Who cannot reach whom, until when, and what that means for quorums. Only the laboratory knows why messages do not come. */
export function tellPartition(sight: Sight): readonly Sentence[] {
  const { scenario, moment, kernel, studio } = sight;
  const { n, q } = kernel.bench;
  const cuts = cutsAt(scenario, moment.at);
  const sides = sidesOf(
    cuts.map(({ groups }) => groups),
    n,
  );
  if (sides.length < 2) return [];
  const { member, hasQuorums } = studio.parts.protocol.terms;
  const parts = tellSides(sides.map((side) => crowd(side, n, member)));
  const whole = say`The network is cut${tellUntil(cuts)}: ${parts}.`;
  if (!hasQuorums) return [whole];
  const able = sides
    .map((side) => side.filter((id) => isUp(sight, id)))
    .filter((side) => side.length >= q);
  return able.length === 0
    ? [
        whole,
        say`No side has the ${q} that a quorum takes: nothing is decided before they can reach each other again.`,
      ]
    : [
        whole,
        ...able.map(
          (side) => say`${crowd(side, n, member)} are enough for a quorum of ${q} and can go on.`,
        ),
      ];
}

/** The end of the first to end; '' where none ends by itself. */
function tellUntil(cuts: readonly Cut[]): string {
  const ends = cuts.flatMap(({ until }) => until ?? []);
  return ends.length === 0 ? '' : ` until ${duration(Math.min(...ends))}`;
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

import type { ProcessId } from '../model/index.ts';

type Groups = readonly (readonly ProcessId[])[];

/**
 * Who can reach whom while the network is cut, perhaps more than once: those who are on the same side of every cut. A cut has its groups,
 * and as one more the replicas that none of them lists.
 */
export function sidesOf(cuts: readonly Groups[], n: number): Groups {
  const everybody = Array.from({ length: n }, (_, id) => id);
  return cuts.reduce<Groups>(
    (sides, groups) => sides.flatMap((side) => parted(side, groups)),
    [everybody],
  );
}

function parted(side: readonly ProcessId[], groups: Groups): Groups {
  const listed = new Set(groups.flat());
  const rest = side.filter((id) => !listed.has(id));
  const within = groups.map((group) => group.filter((id) => side.includes(id)));
  return [...within, rest].filter((part) => part.length > 0);
}

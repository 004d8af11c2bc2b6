import type { Micros, ProcessId, Scenario } from '../model/index.ts';

/** Who can reach whom: what the set-up cuts, and whom a person has cut off since. Clients reach everybody. */

type Groups = readonly (readonly ProcessId[])[];

export type Cut = {
  readonly groups: Groups;
  /** Null: until somebody undoes it. */
  readonly until: Micros | null;
};

type Isolation = { readonly replicas: readonly ProcessId[]; readonly until: Micros | null };

/** All that hold at that time. */
export function cutsAt(scenario: Scenario, at: Micros): readonly Cut[] {
  return [
    ...scenario.network.partitions.filter((each) => each.at <= at && at < each.until),
    ...isolatedAt(scenario, at).map(({ replicas, until }) => ({ groups: [replicas], until })),
  ];
}

/** The sides that cannot reach each other; null where everybody reaches everybody. */
export function partitionAt(scenario: Scenario, at: Micros): Groups | null {
  const cuts = cutsAt(scenario, at).map(({ groups }) => groups);
  const sides = sidesOf(cuts, scenario.replicas);
  return sides.length < 2 ? null : sides;
}

/** Whom a person has cut off, each with those who were cut off together with it. */
export function isolatedAt({ interventions }: Scenario, at: Micros): readonly Isolation[] {
  const done = interventions
    .filter((act) => act.at <= at)
    .toSorted((a, b) => a.at - b.at || a.after - b.after);
  return done
    .reduce<readonly Isolation[]>((apart, act) => {
      if (act.do === 'isolate') return [...apart, { replicas: act.replicas, until: act.until }];
      if (act.do !== 'rejoin') return apart;
      return apart.map(({ replicas, until }) => ({
        replicas: replicas.filter((id) => !act.replicas.includes(id)),
        until,
      }));
    }, [])
    .filter(({ replicas, until }) => replicas.length > 0 && (until === null || until > at));
}

/**
 * The sides of a network that is cut, perhaps more than once: those who are on the same side of every cut. A cut has its groups, and as
 * one more the replicas that none of them lists.
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

/** Who can reach whom at a time: the partitions of the set-up, and whom a person has cut off since. */
import { sidesOf } from '../core/base/sides.ts';
import type { Micros, ProcessId, Scenario } from '../core/model/index.ts';

type Groups = readonly (readonly ProcessId[])[];

/** The groups that cannot reach each other; null where everybody reaches everybody. */
export function partitionAt(scenario: Scenario, at: Micros): Groups | null {
  const set = scenario.network.partitions.filter((each) => each.at <= at && at < each.until);
  const cuts = [
    ...set.map(({ groups }) => groups),
    ...isolatedAt(scenario, at).map((apart) => [apart]),
  ];
  const sides = sidesOf(cuts, scenario.replicas);
  return sides.length < 2 ? null : sides;
}

/** Each with those who were cut off together with it. */
export function isolatedAt({ interventions }: Scenario, at: Micros): Groups {
  const done = interventions
    .filter((act) => act.at <= at)
    .toSorted((a, b) => a.at - b.at || a.after - b.after);
  return done
    .reduce<{ readonly replicas: readonly ProcessId[]; readonly until: Micros | null }[]>(
      (apart, act) => {
        if (act.do === 'isolate') return [...apart, { replicas: act.replicas, until: act.until }];
        if (act.do !== 'rejoin') return apart;
        return apart.map(({ replicas, until }) => ({
          replicas: replicas.filter((id) => !act.replicas.includes(id)),
          until,
        }));
      },
      [],
    )
    .filter(({ replicas, until }) => replicas.length > 0 && (until === null || until > at))
    .map(({ replicas }) => replicas);
}

/** Partitions of the network: who is cut off from whom, and for how long. */
import type { Micros, Partition, ProcessId, Scenario } from '../core/model/index.ts';
import type { Lab } from './lab.ts';
import { edit } from './acts.ts';
import { withNetwork } from './edits.ts';

/** More groups than this nobody can tell apart by their letters. */
export const GROUPS_MAX = 4;

/** The groups of replicas that were each given a number; those without members are left out. */
export function groupsOf(groupOf: readonly number[]): readonly (readonly ProcessId[])[] {
  const groups = Array.from({ length: GROUPS_MAX }, (_, group) =>
    groupOf.flatMap((each, replica) => (each === group ? [replica] : [])),
  );
  return groups.filter((group) => group.length > 0);
}

/** From the start, or from the playhead on: then what has happened stays as it is. */
export function cutNetwork(
  lab: Lab,
  { at, until, groups }: Partition,
  applies: 'start' | 'now',
): Promise<void> {
  const partition = { at, until, groups };
  const label = `partition into ${groups.length} groups at ${(at / 1000).toFixed(1)} ms`;
  const change = (scenario: Scenario): Scenario =>
    withNetwork(scenario, { partitions: sorted([...scenario.network.partitions, partition]) });
  if (applies === 'start') return edit(lab, label, change);
  return lab.opening.change((present) => ({
    label,
    scenario: change(present.scenario),
    intervenedAt: at,
  }));
}

export function mendNetwork(lab: Lab, index: number): Promise<void> {
  return edit(lab, 'partition removed', (scenario) =>
    withNetwork(scenario, { partitions: scenario.network.partitions.toSpliced(index, 1) }),
  );
}

export function retimePartition(
  lab: Lab,
  index: number,
  times: { readonly at: Micros; readonly until: Micros },
): Promise<void> {
  return edit(lab, `partition from ${times.at / 1000} to ${times.until / 1000} ms`, (scenario) => {
    const { partitions } = scenario.network;
    const changed = partitions.map((each, at) => (at === index ? { ...each, ...times } : each));
    return withNetwork(scenario, { partitions: sorted(changed) });
  });
}

function sorted(partitions: readonly Partition[]): readonly Partition[] {
  return partitions.toSorted((a, b) => a.at - b.at || a.until - b.until);
}

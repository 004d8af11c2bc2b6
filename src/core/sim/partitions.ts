import type { Partition, ProcessId } from '../model/index.ts';

/** Which replicas cannot reach each other just now. Clients reach everyone. */
export class Partitions {
  readonly #groupOf: readonly ReadonlyMap<ProcessId, number>[];
  /** Indices of the partitions in force. */
  #active: number[] = [];

  constructor(partitions: readonly Partition[], n: number) {
    this.#groupOf = partitions.map((partition) => groupsById(partition, n));
  }

  begin(index: number): void {
    this.#active.push(index);
  }

  end(index: number): void {
    this.#active = this.#active.filter((active) => active !== index);
  }

  separates(a: ProcessId, b: ProcessId): boolean {
    for (const index of this.#active) {
      const groups = this.#groupOf[index];
      const groupA = groups?.get(a);
      const groupB = groups?.get(b);
      if (groupA !== undefined && groupB !== undefined && groupA !== groupB) return true;
    }
    return false;
  }

  save(): readonly number[] {
    return this.#active.slice();
  }

  load(saved: readonly number[]): void {
    this.#active = saved.slice();
  }
}

/** Replicas that no group lists form one more group. */
function groupsById(partition: Partition, n: number): ReadonlyMap<ProcessId, number> {
  const groups = new Map<ProcessId, number>();
  for (let replica = 0; replica < n; replica++) groups.set(replica, -1);
  partition.groups.forEach((members, group) => members.forEach((id) => groups.set(id, group)));
  return groups;
}

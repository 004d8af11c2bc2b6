import type { Partition, ProcessId } from '../model/index.ts';

/** Which replicas cannot reach each other just now. Clients reach everyone. */
export class Partitions {
  readonly #groupOf: readonly ReadonlyMap<ProcessId, number>[];
  /** Indices of the partitions in force. */
  #active: number[] = [];
  /** Those that a person cut off, together each. */
  #isolated: readonly Isolation[] = [];
  readonly #n: number;

  constructor(partitions: readonly Partition[], n: number) {
    this.#n = n;
    this.#groupOf = partitions.map((partition) => groupsById(partition, n));
  }

  begin(index: number): void {
    this.#active.push(index);
  }

  end(index: number): void {
    this.#active = this.#active.filter((active) => active !== index);
  }

  isolate(isolation: Isolation): void {
    this.#isolated = [...this.#isolated, isolation];
  }

  /** That isolation ends; null where it had ended. */
  endIsolation(id: number): Isolation | null {
    const ended = this.#isolated.find((each) => each.id === id) ?? null;
    this.#isolated = this.#isolated.filter((each) => each !== ended);
    return ended;
  }

  /** Whoever of them was cut off is so no longer; tells who was. */
  rejoin(replicas: readonly ProcessId[]): readonly ProcessId[] {
    const back = replicas.filter((id) =>
      this.#isolated.some((isolation) => isolation.replicas.includes(id)),
    );
    this.#isolated = this.#isolated
      .map(({ id, replicas: apart }) => ({ id, replicas: without(apart, back) }))
      .filter((isolation) => isolation.replicas.length > 0);
    return back;
  }

  /** The replicas on either side. */
  sides(apart: readonly ProcessId[]): readonly (readonly ProcessId[])[] {
    const everybody = Array.from({ length: this.#n }, (_, id) => id);
    return [apart, without(everybody, apart)];
  }

  separates(a: ProcessId, b: ProcessId): boolean {
    if (this.#isolated.length > 0 && this.#areParted(a, b)) return true;
    for (const index of this.#active) {
      const groups = this.#groupOf[index];
      const groupA = groups?.get(a);
      const groupB = groups?.get(b);
      if (groupA !== undefined && groupB !== undefined && groupA !== groupB) return true;
    }
    return false;
  }

  save(): SavedPartitions {
    return { active: this.#active.slice(), isolated: this.#isolated };
  }

  load({ active, isolated }: SavedPartitions): void {
    this.#active = active.slice();
    this.#isolated = isolated;
  }

  #areParted(a: ProcessId, b: ProcessId): boolean {
    if (a >= this.#n || b >= this.#n) return false;
    return this.#isolated.some(({ replicas }) => replicas.includes(a) !== replicas.includes(b));
  }
}

/** Replicas that can reach each other and nobody else; `id` tells one from the next. */
export type Isolation = { readonly id: number; readonly replicas: readonly ProcessId[] };

export type SavedPartitions = {
  readonly active: readonly number[];
  readonly isolated: readonly Isolation[];
};

function without(ids: readonly ProcessId[], gone: readonly ProcessId[]): readonly ProcessId[] {
  return ids.filter((id) => !gone.includes(id));
}

/** Replicas that no group lists form one more group. */
function groupsById(partition: Partition, n: number): ReadonlyMap<ProcessId, number> {
  const groups = new Map<ProcessId, number>();
  for (let replica = 0; replica < n; replica++) groups.set(replica, -1);
  partition.groups.forEach((members, group) => members.forEach((id) => groups.set(id, group)));
  return groups;
}

/**
 * A set of process ids, as bits of 32-bit words: plain data that is never changed, so that states and snapshots share it, and small enough
 * to be copied for each that joins.
 */
export type IdSet = readonly number[];

export const NOBODY: IdSet = Object.freeze([]);

export function hasId(set: IdSet, id: number): boolean {
  return (((set[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;
}

/** For who owns the set: puts the id in instead of copying. */
export function addId(set: number[], id: number): void {
  while (set.length <= id >>> 5) set.push(0);
  set[id >>> 5] = (set[id >>> 5] ?? 0) | (1 << (id & 31));
}

export function withId(set: IdSet, id: number): IdSet {
  const words = set.slice();
  addId(words, id);
  return words;
}

export function without(set: IdSet, others: IdSet): IdSet {
  return set.map((word, index) => word & ~(others[index] ?? 0));
}

export function sizeOf(set: IdSet): number {
  let size = 0;
  for (const word of set) for (let left = word; left !== 0; left &= left - 1) size += 1;
  return size;
}

import { annotate } from './object-memo.ts';

/**
 * Copies of plain data. In this house whatever is frozen is frozen all the way down (see `freeze`), so a copy shares
 * it: messages live once, however many snapshots remember them.
 */
export function clone<T>(value: T): T;
export function clone(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  return Array.isArray(value) ? cloneArray(value) : cloneRecord(value);
}

function cloneArray(source: readonly unknown[]): unknown[] {
  const copy = source.slice();
  for (let i = 0; i < copy.length; i++) {
    const item = copy[i];
    if (typeof item === 'object' && item !== null) copy[i] = clone(item);
  }
  return copy;
}

// The spread keeps the engine's hidden class of the original, so that code which has met the one is fast on the other.
function cloneRecord(source: object): object {
  const copy: Record<string, unknown> = { ...source };
  for (const key in copy) {
    const item = copy[key];
    if (typeof item === 'object' && item !== null) copy[key] = clone(item);
  }
  return copy;
}

/** Freezes all the way down, and returns the same object. What is frozen already is taken to be so all the way down. */
export function freeze<T>(value: T): T {
  return freezeDeep(value, false);
}

/** The same for what is asked about again and again: an `ObjectMemo` has room in it, and in all that it holds. */
export function freezeBody<T>(value: T): T {
  return freezeDeep(value, true);
}

function freezeDeep<T>(value: T, hasMemos: boolean): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (Array.isArray(value)) freezeItems(value, hasMemos);
  else freezeFields(value, hasMemos);
  if (hasMemos) annotate(value);
  return Object.freeze(value);
}

/** By index: walking a list by its keys makes a text of each. */
function freezeItems(items: readonly unknown[], hasMemos: boolean): void {
  for (let at = 0; at < items.length; at += 1) freezeDeep(items[at], hasMemos);
}

function freezeFields<T extends object>(record: T, hasMemos: boolean): void {
  for (const key in record) {
    const item = record[key];
    if (typeof item === 'object' && item !== null) freezeDeep(item, hasMemos);
  }
}

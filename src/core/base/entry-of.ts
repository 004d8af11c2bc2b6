import { assert } from './assert.ts';

/** The entry of a table that must have it. */
export function entryOf<T extends object>(table: ReadonlyMap<string, T>, key: string): T {
  const entry = table.get(key);
  assert(entry !== undefined, `the table must have ${key}`);
  return entry;
}

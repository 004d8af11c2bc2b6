/**
 * What plain data holds, whichever object holds it: to find equal values without writing each of them out as text. Two values are
 * the same if their JSON is: keys count in their order.
 */

/** Small enough that engines keep it outside of any object. */
const HASH_MAX = 0x3fffffff;

/** Where to look next when another value has this hash. */
export function nextHash(hash: number): number {
  return (hash + 1) & HASH_MAX;
}

/** The same for the same values; different ones seldom have the same. */
export function contentHash(value: unknown): number {
  return (mixed(0x811c9dc5, value) >>> 2) & HASH_MAX;
}

function mixed(hash: number, value: unknown): number {
  switch (typeof value) {
    case 'number':
      return mixedNumber(hash, value);
    case 'string':
      return mixedText(hash, value);
    case 'object':
      return value === null ? mix(hash, 2) : mixedObject(hash, value);
    default:
      return mix(hash, value === true ? 3 : 4);
  }
}

function mixedNumber(hash: number, value: number): number {
  const low = mix(hash, value | 0);
  return value === (value | 0) ? low : mix(low, (value / 0x100000000) | 0);
}

function mixedObject(hash: number, value: object): number {
  return Array.isArray(value) ? mixedItems(mix(hash, 5), value) : mixedFields(mix(hash, 6), value);
}

function mixedItems(hash: number, items: readonly unknown[]): number {
  let all = hash;
  for (let at = 0; at < items.length; at += 1) all = mixed(all, items[at]);
  return mix(all, items.length);
}

function mixedFields<T extends object>(hash: number, record: T): number {
  let all = hash;
  let count = 0;
  for (const key in record) {
    all = mixed(all, record[key]);
    count += 1;
  }
  return mix(all, count);
}

/** Of a long text some places: each place of a digest tells as much as any other. */
function mixedText(hash: number, text: string): number {
  const stride = 1 + (text.length >>> 4);
  let all = mix(hash, text.length + 0x10000);
  for (let at = text.length - 1; at >= 0; at -= stride) {
    all = Math.imul(all ^ text.charCodeAt(at), 0x01000193);
  }
  return all;
}

function mix(hash: number, word: number): number {
  const all = Math.imul(hash ^ word, 0x9e3779b1);
  return all ^ (all >>> 15);
}

/** Item by item, the keys of records in the same order. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && areSame(a, b);
  return !Array.isArray(b) && haveSameFields(a, b);
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (!isSame(a[at], b[at])) return false;
  return true;
}

function haveSameFields<T extends object>(a: T, b: object): boolean {
  const keys = Object.keys(b);
  const values: readonly unknown[] = Object.values(b);
  let at = 0;
  for (const key in a) {
    if (key !== keys[at] || !isSame(a[key], values[at])) return false;
    at += 1;
  }
  return at === keys.length;
}

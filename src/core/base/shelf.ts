import { freeze } from './clone.ts';

/**
 * The latest things by key, a bounded number of them: when `recent` is full it takes the place of `older`, which is forgotten. Plain data;
 * what is older is frozen, so that snapshots share it.
 */
export type Shelf<T> = {
  recent: { [key: string]: T };
  count: number;
  older: { readonly [key: string]: T };
};

/** A shelf with nothing on it. */
export function emptyShelf<T>(): Shelf<T> {
  return { recent: {}, count: 0, older: {} };
}

/** What lies under this key, unless it has been forgotten. */
export function onShelf<T>(shelf: Shelf<T>, key: string): T | undefined {
  return shelf.recent[key] ?? shelf.older[key];
}

/** Puts it there, or in the place of what is there under this key. */
export function shelve<T>(shelf: Shelf<T>, key: string, item: T, limit: number): void {
  // What lies on it is frozen already.
  if (shelf.recent[key] === undefined) makeRoom(shelf, limit, Object.freeze);
  shelf.recent[key] = freeze(item);
}

/** For who changes the things themselves: what is there under this key, or a copy of what is older, or a new one. */
export function onHand<T>(
  shelf: Shelf<T>,
  key: string,
  { limit, make }: { readonly limit: number; readonly make: (older: T | undefined) => T },
): T {
  const known = shelf.recent[key];
  if (known !== undefined) return known;
  const item = make(shelf.older[key]);
  makeRoom(shelf, limit, freeze);
  shelf.recent[key] = item;
  return item;
}

type Layer<T> = Shelf<T>['recent'];

function makeRoom<T>(
  shelf: Shelf<T>,
  limit: number,
  seal: (layer: Layer<T>) => Readonly<Layer<T>>,
): void {
  if (shelf.count >= limit) {
    shelf.older = seal(shelf.recent);
    shelf.recent = {};
    shelf.count = 0;
  }
  shelf.count += 1;
}

/** Everything on it, the older first; what was put there anew counts in its latest form. */
export function shelved<T>(shelf: Shelf<T>): readonly T[] {
  const older = Object.keys(shelf.older).filter((key) => shelf.recent[key] === undefined);
  return [...older.flatMap((key) => shelf.older[key] ?? []), ...Object.values(shelf.recent)];
}

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

export function emptyShelf<T>(): Shelf<T> {
  return { recent: {}, count: 0, older: {} };
}

export function onShelf<T>(shelf: Shelf<T>, key: string): T | undefined {
  return shelf.recent[key] ?? shelf.older[key];
}

/** Puts it there, or in the place of what is there under this key. */
export function shelve<T>(shelf: Shelf<T>, key: string, item: T, limit: number): void {
  if (shelf.recent[key] === undefined) {
    if (shelf.count >= limit) {
      // What lies on it is frozen already.
      shelf.older = Object.freeze(shelf.recent);
      shelf.recent = {};
      shelf.count = 0;
    }
    shelf.count += 1;
  }
  shelf.recent[key] = freeze(item);
}

/** Everything on it, the older first; what was put there anew counts in its latest form. */
export function shelved<T>(shelf: Shelf<T>): readonly T[] {
  const older = Object.keys(shelf.older).filter((key) => shelf.recent[key] === undefined);
  return [...older.flatMap((key) => shelf.older[key] ?? []), ...Object.values(shelf.recent)];
}

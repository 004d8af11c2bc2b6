/** Places that somebody wants to return to: plain data beside the scenario, so that they change no hash. All pure. */
import type { Micros } from '../core/model/index.ts';
import type { Direction, Place } from '../worker/messages.ts';

export type Bookmark = {
  readonly id: number;
  readonly name: string;
  readonly at: Micros;
  /** As in a place; it counts events of the version that was open then. */
  readonly events: number | null;
  /** The version of the set-up that this is a place of. */
  readonly version: number;
};

/** More than anybody can tell apart on a scrubber. */
export const BOOKMARKS_MAX = 100;
const NAME_MAX = 80;

export type NewBookmark = Omit<Bookmark, 'id'>;

/** By time, the earlier one first; null where there is no room for one more. */
export function withBookmark(
  list: readonly Bookmark[],
  bookmark: NewBookmark,
): readonly Bookmark[] | null {
  if (list.length >= BOOKMARKS_MAX) return null;
  const id = Math.max(0, ...list.map((each) => each.id)) + 1;
  const named = { ...bookmark, id, name: bookmark.name.slice(0, NAME_MAX) };
  return [...list, named].sort((a, b) => a.at - b.at || a.id - b.id);
}

export function withoutBookmark(list: readonly Bookmark[], id: number): readonly Bookmark[] {
  return list.filter((each) => each.id !== id);
}

/** A name of blanks alone is none: the old one stays. */
export function renamedBookmark(
  list: readonly Bookmark[],
  id: number,
  name: string,
): readonly Bookmark[] {
  const text = name.trim().slice(0, NAME_MAX);
  if (text === '') return list;
  return list.map((each) => (each.id === id ? { ...each, name: text } : each));
}

export function neighbourBookmark(
  list: readonly Bookmark[],
  { at }: Place,
  direction: Direction,
): Bookmark | undefined {
  return direction === 'forward'
    ? list.find((each) => each.at > at)
    : list.findLast((each) => each.at < at);
}

/** Where it leads: in another version the same time stands for other events. */
export function placeOfBookmark({ at, events, version }: Bookmark, present: number): Place {
  return { at, events: version === present ? events : null };
}

/** What is kept in a file or in the browser. Anything else than bookmarks is left out, and so is what is wrong in them. */
export function readBookmarks(data: unknown): readonly Bookmark[] {
  if (!Array.isArray(data)) return [];
  const items: readonly unknown[] = data;
  return items.reduce<readonly Bookmark[]>((list, item) => {
    const bookmark = readBookmark(item);
    return bookmark === null ? list : (withBookmark(list, bookmark) ?? list);
  }, []);
}

function readBookmark(item: unknown): NewBookmark | null {
  if (typeof item !== 'object' || item === null) return null;
  const name = 'name' in item ? item.name : null;
  const at = 'at' in item ? item.at : null;
  const events = 'events' in item ? item.events : null;
  const version = 'version' in item ? item.version : 0;
  if (typeof name !== 'string' || name.trim() === '' || !isCount(at)) return null;
  return {
    name: name.trim(),
    at,
    events: isCount(events) ? events : null,
    version: isCount(version) ? version : 0,
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

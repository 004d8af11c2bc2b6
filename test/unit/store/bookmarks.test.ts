import { describe, expect, it } from 'vitest';
import {
  BOOKMARKS_MAX,
  neighbourBookmark,
  placeOfBookmark,
  readBookmarks,
  renamedBookmark,
  withBookmark,
  withoutBookmark,
} from '../../../src/store/bookmarks.ts';
import type { Bookmark } from '../../../src/store/bookmarks.ts';

function made(...times: readonly number[]): readonly Bookmark[] {
  return times.reduce<readonly Bookmark[]>(
    (list, at) => withBookmark(list, { name: `at ${at}`, at, events: at, version: 1 }) ?? list,
    [],
  );
}

describe('bookmarks', () => {
  it('stand in the order of time, each with an id of its own', () => {
    const list = made(300, 100, 200);
    expect(list.map(({ at }) => at)).toEqual([100, 200, 300]);
    expect(new Set(list.map(({ id }) => id)).size).toBe(3);
  });

  it('are renamed, but not to nothing, and removed', () => {
    const list = made(100, 200);
    const [first] = list;
    const id = first?.id ?? 0;
    expect(renamedBookmark(list, id, '  the fork ')[0]?.name).toBe('the fork');
    expect(renamedBookmark(list, id, '   ')).toEqual(list);
    expect(withoutBookmark(list, id).map(({ at }) => at)).toEqual([200]);
  });

  it('are found before and behind the playhead', () => {
    const list = made(100, 200, 300);
    expect(neighbourBookmark(list, { at: 200, events: null }, 'forward')?.at).toBe(300);
    expect(neighbourBookmark(list, { at: 200, events: null }, 'back')?.at).toBe(100);
    expect(neighbourBookmark(list, { at: 300, events: null }, 'forward')).toBeUndefined();
  });

  it('lead to the very event in the version that they were set in, to the time in any other', () => {
    const [bookmark] = made(100);
    if (!bookmark) throw new Error('no bookmark');
    expect(placeOfBookmark(bookmark, 1)).toEqual({ at: 100, events: 100 });
    expect(placeOfBookmark(bookmark, 2)).toEqual({ at: 100, events: null });
  });

  it('are limited in number', () => {
    const full = made(...Array.from({ length: BOOKMARKS_MAX }, (_, index) => index));
    expect(withBookmark(full, { name: 'more', at: 1, events: null, version: 1 })).toBeNull();
  });

  it('come back from a file, without what is wrong in it', () => {
    const list = made(100, 200);
    expect(readBookmarks(JSON.parse(JSON.stringify(list)))).toEqual(list);
    expect(readBookmarks('nonsense')).toEqual([]);
    expect(
      readBookmarks([null, 5, { name: '', at: 1 }, { name: 'x', at: -1 }, { name: 'y', at: 7 }]),
    ).toMatchObject([{ name: 'y', at: 7, events: null }]);
    const long = readBookmarks([{ name: 'x'.repeat(10_000), at: 1 }]);
    expect(long[0]?.name.length).toBeLessThanOrEqual(80);
  });
});

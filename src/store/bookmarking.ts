/** Bookmarks as a person sets them and returns to them. */
import { BOOKMARKS_MAX, neighbourBookmark, placeOfBookmark, withBookmark } from './bookmarks.ts';
import type { Bookmark } from './bookmarks.ts';
import type { Direction } from '../worker/messages.ts';
import type { Lab } from './lab.ts';
import { placeOf } from './playback.ts';
import { toMoment } from './travel.ts';

export function addBookmark(lab: Lab): void {
  const { at, events } = placeOf(lab.playback.getState());
  const version = lab.history.getState().present?.id ?? 0;
  const name = `At ${(at / 1000).toFixed(1)} ms`;
  const { list } = lab.bookmarks.getState();
  const next = withBookmark(list, { name, at, events, version });
  if (next) lab.bookmarks.setState({ list: next });
  lab.selection.setState({
    toast: next
      ? `Bookmark set at ${(at / 1000).toFixed(1)} ms.`
      : `There are ${BOOKMARKS_MAX} bookmarks already: remove one first.`,
  });
}

export function toBookmark(lab: Lab, bookmark: Bookmark): void {
  toMoment(lab, placeOfBookmark(bookmark, lab.history.getState().present?.id ?? 0));
}

export function toNeighbourBookmark(lab: Lab, direction: Direction): void {
  const { list } = lab.bookmarks.getState();
  const bookmark = neighbourBookmark(list, placeOf(lab.playback.getState()), direction);
  if (bookmark) toBookmark(lab, bookmark);
  else
    lab.selection.setState({
      toast: `No bookmark ${direction === 'back' ? 'before' : 'behind'} here.`,
    });
}

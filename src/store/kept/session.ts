/**
 * Work is not lost with the page: what one has open is written down in the browser a moment after each change, and offered by the
 * next page. What comes back goes through the parser that reads files, so that nothing kept can do what a file could not.
 */
import type { Kept, Shelf } from './shelf.ts';
import { draftOf } from './sitting.ts';
import type { Stores } from '../state.ts';

const SETTLED_MS = 500;
/** Characters. Browsers grant some five million for all pages of a site. */
const KEPT_MAX = 400_000;
const VERSIONS_MAX = 80;

export function watchSession(stores: Stores, shelf: Shelf): void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isTold = false;
  let last = '';
  const keep = (): void => {
    timer = null;
    const kept = keptOf(stores);
    if (kept === null || kept.text === last) return;
    last = kept.text;
    if (shelf.put(kept) || isTold) return;
    isTold = true;
    const toast = 'This browser keeps nothing between visits: the link does.';
    stores.selection.setState({ toast });
  };
  // While it plays the playhead moves in every frame: what counts is where it stands now and then.
  const plan = (): void => {
    timer ??= setTimeout(keep, SETTLED_MS);
  };
  stores.history.subscribe(plan);
  stores.playback.subscribe(plan);
  stores.bookmarks.subscribe(plan);
  stores.selection.subscribe(plan);
}

/** Null where there is nothing yet that anybody would miss. */
export function keptOf(stores: Stores): Kept | null {
  const { past, present } = stores.history.getState();
  const at = Math.floor(stores.playback.getState().at);
  if (!present || (past.length === 0 && at === 0)) return null;
  const text = textOf(stores);
  const { title } = present.scenario;
  const { presets = [] } = stores.catalog.getState().catalog ?? {};
  const preset = presets.find(({ name }) => name === present.preset);
  return { title: title === '' ? (preset?.title ?? '') : title, changes: past.length, at, text };
}

/** The versions farthest away go first where there are too many for the browser. */
function textOf(stores: Stores): string {
  for (let most = VERSIONS_MAX; ; most = most >> 1) {
    const { scenario, sitting } = draftOf(stores, most) ?? {};
    const text = JSON.stringify({ version: 1, scenario, sitting });
    if (text.length <= KEPT_MAX || most === 0) return text;
  }
}

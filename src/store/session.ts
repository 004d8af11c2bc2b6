/**
 * Work is not lost with the page: what one has open is written down in the browser a moment after each change, and offered by the
 * next page. What comes back goes through the parser that reads files, so that nothing kept can do what a file could not.
 */
import type { Lab } from './lab.ts';
import { draftOf } from './sitting.ts';
import type { Stores } from './state.ts';

/** What the browser keeps of a page, with what an offer says of it. */
export type Kept = {
  readonly title: string;
  /** Changes that undo leads back through. */
  readonly changes: number;
  /** The playhead, in microseconds. */
  readonly at: number;
  /** A recording file. */
  readonly text: string;
};

export type Left = Kept & { readonly id: string };

/** Each page writes to a place of its own, so that several tabs do not overwrite each other. */
export interface Shelf {
  /** What pages have left that are gone, the newest first. */
  left(): Promise<readonly Left[]>;
  /** False where the browser keeps nothing. */
  put(kept: Kept): boolean;
  /** Without an id what this page itself has put. */
  remove(id?: string): void;
}

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

/** Looks whether a page before this one has left anything; opens nothing. */
export async function offerLast({ around, selection }: Lab): Promise<void> {
  const [offer] = await around.shelf.left();
  if (offer) selection.setState({ offer });
}

export async function continueLast(lab: Lab): Promise<void> {
  const { offer } = lab.selection.getState();
  if (!offer) return;
  decline(lab);
  if (await lab.opening.begin({ from: 'file', text: offer.text }, '')) return;
  lab.recording.setState(({ notice }) => ({
    notice: notice && {
      ...notice,
      title: 'What was kept of the last visit could not be read. Nothing was changed.',
    },
  }));
}

/** It will not be offered again. */
export function decline({ around, selection }: Lab): void {
  const { offer } = selection.getState();
  if (!offer) return;
  selection.setState({ offer: null });
  around.shelf.remove(offer.id);
}

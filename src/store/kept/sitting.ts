/** What a recording file and the browser's memory keep beside the scenario: where one was, and every version that one tried. */
import type { Draft, Sitting } from '../../worker/messages.ts';
import { readBookmarks } from '../bookmarks.ts';
import { lineOf } from '../versions/history.ts';
import type { History, Version } from '../versions/history.ts';
import { PANELS } from '../panels.ts';
import type { Stores } from '../state.ts';
import { isSettled } from '../settled.ts';

/** Versions that are written down: an evening's work, in a few dozen kilobytes. */
const KEPT = 80;

/** The present run for writing down, or null before the first. */
export function draftOf(stores: Stores, most = KEPT): Draft | null {
  const history = stores.history.getState();
  const { present, future, names } = history;
  if (!present) return null;
  const { report } = stores.recording.getState();
  const kept = nearest(history, most);
  const ids = new Set(kept.map(({ id }) => id));
  return {
    scenario: present.scenario,
    hash: report?.trace.hash ?? null,
    events: report?.trace.events ?? null,
    sitting: {
      versions: kept.map((version) => ({
        ...version,
        parent: version.parent !== null && ids.has(version.parent) ? version.parent : null,
        name: names[version.id] ?? '',
      })),
      present: present.id,
      future: future.map(({ id }) => id).filter((id) => ids.has(id)),
      page: pageOf(stores),
    },
  };
}

/** The present version, those that undo and redo lead to, then the latest; in the order in which they were made. */
function nearest({ past, present, future, versions }: History, most: number): readonly Version[] {
  const wanted = [present, ...past.toReversed(), ...future, ...versions.toReversed()];
  const ids = new Set(wanted.flatMap((version) => version?.id ?? []));
  const kept = new Set([...ids].slice(0, Math.max(1, most)));
  return versions.filter(({ id }) => kept.has(id));
}

function pageOf({ playback, selection, bookmarks }: Stores): Sitting['page'] {
  const { at, events, speed, hidesFuture } = playback.getState();
  const { panel } = selection.getState();
  const { list } = bookmarks.getState();
  return { at: Math.floor(at), events, speed, hidesFuture, panel, bookmarks: list };
}

/** The sitting's versions, behind those that were there: its beginning comes after what was open before. */
export function withSitting(history: History, sitting: Sitting): History {
  const { present } = history;
  if (!present) return history;
  const before = history.versions.filter(({ id }) => id !== present.id);
  const base = baseOf(before);
  const added = sitting.versions.map(({ name: _, ...version }) => ({
    ...version,
    id: version.id + base,
    parent: version.parent === null ? present.parent : version.parent + base,
  }));
  const versions = [...before, ...added];
  const line = lineOf(versions, sitting.present + base);
  const open = line.at(-1);
  if (!open) return history;
  const named = sitting.versions.filter(({ name }) => name !== '');
  return {
    past: line.slice(0, -1),
    // The scenario at the head of the file is the one that was run.
    present: { ...open, scenario: present.scenario },
    future: sitting.future.flatMap((id) => added.filter((version) => version.id === id + base)),
    versions,
    names: {
      ...history.names,
      ...Object.fromEntries(named.map((each) => [each.id + base, each.name])),
    },
  };
}

/** Ids of a sitting are counted on from here. */
function baseOf(before: readonly Version[]): number {
  return Math.max(0, ...before.map(({ id }) => id));
}

/** Puts the page back where it was, as far as what was written down makes sense. */
export function restorePage(stores: Stores, { page, present }: Sitting): void {
  const { speed, hidesFuture, panel, bookmarks } = page;
  const known = PANELS.find(({ id }) => id === panel);
  if (known) stores.selection.setState({ panel: known.id });
  if (isBetween(speed, 0.1, 50)) stores.playback.setState({ speed });
  if (typeof hidesFuture === 'boolean') stores.playback.setState({ hidesFuture });
  const base = (stores.history.getState().present?.id ?? present) - present;
  const list = readBookmarks(bookmarks).map((each) => ({ ...each, version: each.version + base }));
  if (list.length > 0) stores.bookmarks.setState({ list });
  restorePlace(stores, page);
}

function restorePlace({ playback, recording }: Stores, { at, events }: Sitting['page']): void {
  if (!isBetween(at, 0, Number.MAX_SAFE_INTEGER)) return;
  const { timeline } = recording.getState();
  const isWithin = timeline === null || !isSettled(timeline) || at <= timeline.reached;
  playback.setState({
    at: isWithin ? at : (timeline?.reached ?? 0),
    events: isWithin && isCount(events) ? events : null,
  });
}

function isBetween(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && isBetween(value, 0, Number.MAX_SAFE_INTEGER);
}

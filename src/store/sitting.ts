/** What a recording file and the browser's memory keep beside the scenario: where one was, and what one tried before. */
import type { Draft, Sitting } from '../worker/messages.ts';
import { PAST_MAX } from './history.ts';
import type { History } from './history.ts';
import { PANELS } from './panels.ts';
import type { Stores } from './state.ts';

/** Versions that are kept on either side of the present one: an evening's work, in a few dozen kilobytes. */
const KEPT = 40;

/** The present run for writing down, or null before the first. */
export function draftOf(stores: Stores): Draft | null {
  const { present, past, future } = stores.history.getState();
  if (!present) return null;
  const { report } = stores.recording.getState();
  return {
    scenario: present.scenario,
    hash: report?.trace.hash ?? null,
    events: report?.trace.events ?? null,
    sitting: {
      label: present.label,
      preset: present.preset,
      past: past.slice(-KEPT),
      future: future.slice(0, KEPT),
      page: pageOf(stores),
    },
  };
}

function pageOf({ playback, selection }: Stores): Sitting['page'] {
  const { at, events, speed, hidesFuture } = playback.getState();
  const { panel } = selection.getState();
  return { at: Math.floor(at), events, speed, hidesFuture, panel };
}

/** A history that a sitting has been added to: what was there before stays within reach of undo. */
export function withSitting(history: History, sitting: Sitting): History {
  const { present } = history;
  if (!present) return history;
  const { past, future, label, preset } = sitting;
  return {
    past: [...history.past, ...past].slice(-PAST_MAX),
    present: { ...present, label, preset: preset === '' ? present.preset : preset },
    future,
  };
}

/** Puts the page back where it was, as far as what was written down makes sense. */
export function restorePage(stores: Stores, page: Sitting['page']): void {
  const { at, events, speed, hidesFuture, panel } = page;
  const known = PANELS.find(({ id }) => id === panel);
  if (known) stores.selection.setState({ panel: known.id });
  if (isBetween(speed, 0.1, 50)) stores.playback.setState({ speed });
  if (typeof hidesFuture === 'boolean') stores.playback.setState({ hidesFuture });
  if (!isBetween(at, 0, Number.MAX_SAFE_INTEGER)) return;
  const { timeline } = stores.recording.getState();
  const isWithin = timeline?.done !== true || at <= timeline.reached;
  stores.playback.setState({
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

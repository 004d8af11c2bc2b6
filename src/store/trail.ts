/** Where somebody has been while following causes, like the pages of a browser. Pure; the explanation keeps it. */
import type { Place } from '../worker/messages.ts';
import type { Lab } from './lab.ts';
import { placeOf } from './playback.ts';
import type { Selection } from './state.ts';

/** What was pointed at, and where the playhead stood. */
export type Stop = Pick<Selection, 'process' | 'message' | 'event'> & { readonly place: Place };

export type Trail = { readonly stops: readonly Stop[]; readonly at: number };

export const EMPTY_TRAIL: Trail = { stops: [], at: -1 };

/** So many steps back are remembered. */
const STOPS_MAX = 100;

/** Somebody points at something else: what lay ahead on the trail is left. Pointing at nothing is no stop. */
export function visited(trail: Trail, stop: Stop): Trail {
  const isNothing = stop.process === null && stop.message === null && stop.event === null;
  if (isNothing) return trail;
  const here = trail.stops[trail.at];
  if (here && isSame(here, stop)) return trail;
  const stops = [...trail.stops.slice(0, trail.at + 1), stop].slice(-STOPS_MAX);
  return { stops, at: stops.length - 1 };
}

export function moved(trail: Trail, by: -1 | 1): Trail {
  const at = trail.at + by;
  return at < 0 || at >= trail.stops.length ? trail : { ...trail, at };
}

/** The same thing is pointed at, wherever the playhead stands. */
function isSame(one: Stop, other: Stop): boolean {
  return (
    one.process === other.process && one.message === other.message && one.event === other.event
  );
}

export function stopOf(lab: Lab): Stop {
  const { process, message, event } = lab.selection.getState();
  return { process, message, event, place: placeOf(lab.playback.getState()) };
}

/** Points at it again, with the playhead where it stood. */
export function goTo(lab: Lab, { place, ...selected }: Stop): void {
  lab.playback.setState({ at: place.at, events: place.events, isPlaying: false });
  lab.selection.setState(selected);
}

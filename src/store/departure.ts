import type { Place } from '../worker/messages.ts';
import type { Lab } from './lab.ts';
import { placeOf } from './playback.ts';

export type Departure = {
  /** The Lab is left for another page, at an entry of the browser's history with that link. */
  readonly leave: (link: string) => void;
  /** Whether the run that was open behind that link still is: nothing is to be opened again then. */
  readonly isStillOpen: (link: string) => boolean;
  /** The run behind a link gives way to another, or to another page: where the playhead stands is remembered. */
  readonly remember: (link: string) => void;
  /** That run has been opened again: the playhead goes back to where it stood. */
  readonly putBack: (link: string) => void;
};

/** So many runs are remembered: nobody goes back further. */
const PLACES_MAX = 50;

/** What the Lab was left with. Whoever leaves before the address has caught up with a change leaves an older link behind. */
export function createDeparture(lab: Lab): Departure {
  let left = { link: '', run: 0 };
  const places = new Map<string, Place>();
  return {
    leave(link) {
      left = { link, run: lab.recording.getState().run };
    },
    isStillOpen(link) {
      const isOpen = lab.history.getState().present !== null;
      return isOpen && link === left.link && lab.recording.getState().run === left.run;
    },
    remember(link) {
      if (lab.recording.getState().shared?.link !== link) return;
      places.delete(link);
      places.set(link, placeOf(lab.playback.getState()));
      const [oldest] = places.size > PLACES_MAX ? places.keys() : [];
      if (oldest !== undefined) places.delete(oldest);
    },
    putBack(link) {
      const place = places.get(link);
      // Somebody may have moved it while the run was opened.
      if (place && lab.playback.getState().at === 0) lab.playback.setState(place);
    },
  };
}

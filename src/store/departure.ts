import type { Lab } from './lab.ts';

export type Departure = {
  /** The Lab is left for another page, at an entry of the browser's history with that link. */
  readonly leave: (link: string) => void;
  /** Whether the run that was open behind that link still is: nothing is to be opened again then. */
  readonly isStillOpen: (link: string) => boolean;
};

/** What the Lab was left with. Whoever leaves before the address has caught up with a change leaves an older link behind. */
export function createDeparture(lab: Lab): Departure {
  let left = { link: '', run: 0 };
  return {
    leave(link) {
      left = { link, run: lab.recording.getState().run };
    },
    isStillOpen(link) {
      const isOpen = lab.history.getState().present !== null;
      return isOpen && link === left.link && lab.recording.getState().run === left.run;
    },
  };
}

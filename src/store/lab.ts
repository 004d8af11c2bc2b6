/**
 * The page's state and everything that may be done to it. The stores hold plain data; opening a run, watching the
 * playhead and sharing are separate files that this one ties to an engine.
 */
import { createStore } from 'zustand/vanilla';
import type { Engine } from '../worker/messages.ts';
import type { Pool } from '../worker/pool.ts';
import { watchClaim } from './kept/claim.ts';
import { NO_COMPARISON, watchComparison } from './versions/comparison.ts';
import { EMPTY_HISTORY } from './versions/history.ts';
import { INITIAL_PLAYBACK, soughtTo } from './playback.ts';
import { isSettled } from './settled.ts';
import { watchLetters } from './letters.ts';
import { createOpening } from './opening.ts';
import type { Site } from './pages.ts';
import type { Opening } from './opening.ts';
import { watchCrashes } from './crashes.ts';
import { watchSession } from './kept/session.ts';
import type { Shelf } from './kept/shelf.ts';
import type { Menus, Recording, Selection, Settings, Stores } from './state.ts';
import { fullNotice } from './notices.ts';
import { watchOutcomes } from './versions/outcomes.ts';
import { watchPlayhead } from './watching.ts';
import { watchSharing } from './sharing.ts';
import { watchSheet } from './sheet.ts';
import { watchWords } from './words.ts';

/** What the page gives: the rest of this folder touches no browser. */
export type Surroundings = {
  readonly settings: Settings;
  /** Where the address says that a person is. */
  readonly site: Site;
  /** An engine of its own, for a page that plays runs and leaves the Lab's alone. */
  readonly startEngine: () => Engine;
  /** Workers for what takes many runs. */
  readonly pool: Pool;
  /** Puts a hash without its sign into the address bar, in place of the present one. */
  readonly writeAddress: (hash: string) => void;
  /** The same, on the way to another page: the browser's way back leads to the present one. */
  readonly goToAddress: (hash: string) => void;
  /** Hands a file to the person. */
  readonly save: (name: string, parts: readonly string[], type: string) => void;
  /** Asks the person for a file; null where none was chosen. */
  readonly pick: () => Promise<File | null>;
  /** What the browser keeps between visits. */
  readonly shelf: Shelf;
  readonly copy: (text: string) => Promise<void>;
  /** The page's address with its link. */
  readonly address: () => string;
};

export type Lab = Stores & {
  readonly engine: Engine;
  readonly opening: Opening;
  readonly around: Surroundings;
};

export function createLab(engine: Engine, around: Surroundings): Lab {
  const stores = createStores(around);
  const opening = createOpening(engine, stores);
  engine.onProgress((run, timeline) => {
    if (stores.recording.getState().run !== run) return;
    stores.recording.setState({ timeline });
    if (timeline.isFull === true) stores.recording.setState({ notice: fullNotice(timeline) });
    // A playhead that waited for the recording may have waited behind the end of a shorter run.
    const playback = stores.playback.getState();
    if (isSettled(timeline) && playback.at > timeline.reached) {
      stores.playback.setState(soughtTo(playback, playback.at, timeline.reached));
    }
  });
  watchCrashes(engine, stores, opening);
  watchSession(stores, around.shelf);
  watchFirstVisit(stores);
  watchClaim(stores);
  watchEvent(stores);
  watchSheet(stores);
  watchWords(stores);
  watchPlayhead(engine, stores);
  watchLetters(stores);
  watchOutcomes(stores);
  watchComparison(engine, stores);
  watchSharing(engine, stores, around.writeAddress);
  return { ...stores, engine, opening, around };
}

/** The invitation goes once somebody has moved the playhead or changed anything. */
function watchFirstVisit({ history, playback, selection }: Stores): void {
  const look = (): void => {
    const isTouched = playback.getState().at > 0 || history.getState().past.length > 0;
    if (isTouched && selection.getState().isFirstVisit) {
      selection.setState({ isFirstVisit: false });
    }
  };
  history.subscribe(look);
  playback.subscribe(look);
}

/** An event is looked at until something else is selected: whoever selects a process or a message need not know of events. */
function watchEvent({ selection }: Stores): void {
  selection.subscribe((now, before) => {
    const isElsewhere = now.process !== before.process || now.message !== before.message;
    if (isElsewhere && now.event !== null && now.event === before.event) {
      selection.setState({ event: null });
    }
  });
}

function createStores({ settings, site }: Surroundings): Stores {
  return {
    catalog: createStore<Menus>(() => ({ catalog: null, field: null, words: 'field' })),
    history: createStore(() => EMPTY_HISTORY),
    recording: createStore(() => EMPTY_RECORDING),
    playback: createStore(() => INITIAL_PLAYBACK),
    bookmarks: createStore(() => ({ list: [] })),
    outcomes: createStore(() => ({})),
    comparison: createStore(() => NO_COMPARISON),
    selection: createStore(() => EMPTY_SELECTION),
    settings: createStore(() => settings),
    site: createStore(() => site),
  };
}

const EMPTY_RECORDING: Recording = {
  status: 'starting',
  run: 0,
  timeline: null,
  window: null,
  windowRun: 0,
  windowRange: null,
  traffic: null,
  states: null,
  explained: null,
  explainedRun: 0,
  isExplaining: false,
  report: null,
  shared: null,
  claim: null,
  notice: null,
};

const EMPTY_SELECTION: Selection = {
  process: null,
  message: null,
  event: null,
  choices: [],
  pointed: null,
  picked: [],
  applies: null,
  answer: null,
  isKeyMapOpen: false,
  isTimeMenuOpen: false,
  menu: null,
  composing: null,
  panel: 'spacetime',
  isPanelTall: false,
  sheet: 'why',
  compared: null,
  eventFilter: { process: null, kinds: [], message: '', text: '', isNotable: false },
  drawer: null,
  offer: null,
  glossary: null,
  presenting: null,
  isFirstVisit: true,
  toast: '',
};

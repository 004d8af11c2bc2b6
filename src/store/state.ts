/** The shapes of the page's stores. Each holds plain readonly data; only the functions of this folder replace it. */
import type { StoreApi } from 'zustand/vanilla';
import type {
  Catalog,
  EventFilter,
  ProcessView,
  Report,
  Timeline,
  Window,
} from '../core/model/index.ts';
import type { Direction, Explained, Place, Problem, Shared } from '../worker/messages.ts';
import type { Bookmark } from './bookmarks.ts';
import type { Outcome } from './versions/branches.ts';
import type { History } from './versions/history.ts';
import type { Site } from './pages.ts';
import type { PanelId, SheetId } from './panels.ts';
import type { Range } from './range.ts';
import type { Left } from './kept/shelf.ts';

export type Notice = {
  readonly kind: 'refused' | 'link' | 'file' | 'differs' | 'crashed' | 'failed' | 'idle' | 'full';
  readonly title: string;
  readonly problems: readonly Problem[];
};

export type HeldTraffic = {
  readonly run: number;
  readonly range: Range;
  readonly messages: Int32Array;
};

/** Every process at one place of a run. */
export type HeldStates = {
  readonly run: number;
  readonly place: Place;
  readonly processes: readonly ProcessView[];
};

export type Recording = {
  /** `starting` until the first run is open, `crashed` while the worker is dead. */
  readonly status: 'starting' | 'open' | 'crashed';
  /** The number of the open run; 0 before the first. */
  readonly run: number;
  readonly timeline: Timeline | null;
  /** The last window that came; it may belong to the run before until a new one has come. */
  readonly window: Window | null;
  /** The run that the window belongs to. */
  readonly windowRun: number;
  /** Every message around the playhead, where the window has only a sample of them. */
  readonly traffic: HeldTraffic | null;
  /** The processes at the playhead, where the window passes over some of their states. */
  readonly states: HeldStates | null;
  /** The simulated time that the window was asked for. */
  readonly windowRange: Range | null;
  readonly explained: Explained | null;
  /** The run that is explained: for a moment still the one before. */
  readonly explainedRun: number;
  /** The explanation of the present playhead is on its way; the one held is of an earlier place. */
  readonly isExplaining: boolean;
  /** Only of a run that has ended. */
  readonly report: Report | null;
  /** The present scenario for taking away. */
  readonly shared: Shared | null;
  /** The trace hash that the file of this run names, or null. */
  readonly claim: string | null;
  readonly notice: Notice | null;
};

export type Playback = {
  /** The playhead in microseconds; fractional while playing. */
  readonly at: number;
  /** The events that have happened, where the playhead stands between two of one microsecond; null: all up to `at`. */
  readonly events: number | null;
  readonly isPlaying: boolean;
  /** Playing backwards goes at the same pace. */
  readonly direction: Direction;
  /** The stretch that playing repeats; null: none. */
  readonly loop: Range | null;
  /** 0.1 to 50; at 1 a median message delay lasts a second. */
  readonly speed: number;
  readonly hidesFuture: boolean;
  /** While a change is being carried out the playhead stands still. */
  readonly isHeld: boolean;
  /** Violations at which playback has paused already. */
  readonly announced: readonly string[];
};

/** The parts of the set-up. */
export type Drawer = 'council' | 'roster' | 'agents' | 'orders' | 'network' | 'shortcuts' | 'rules';

export type Selection = {
  readonly process: number | null;
  /** The send event of the selected message. */
  readonly message: number | null;
  /** Any other event that is looked at, by its index in the trace: from the event list, the diagram or a chain of causes. */
  readonly event: number | null;
  /** Messages that lie over each other where somebody pressed, to choose from; by their send events. */
  readonly choices: readonly number[];
  /** The process that is pointed at on the stage. */
  readonly pointed: number | null;
  /** Replicas picked in the grid of a large council. */
  readonly picked: readonly number[];
  /** When changes to the roster apply; null: from the start at the beginning, from now later. */
  readonly applies: 'start' | 'now' | null;
  /** The answer given to the preset's question, by position. */
  readonly answer: number | null;
  readonly isKeyMapOpen: boolean;
  /** The menu of all that moves the playhead. */
  readonly isTimeMenuOpen: boolean;
  /** The replica whose menu is open, and the traitor in whose name a message is being written. */
  readonly menu: number | null;
  readonly composing: number | null;
  /** The panel shown below the stage, and whether it has the greater part of the room. */
  readonly panel: PanelId;
  readonly isPanelTall: boolean;
  /** What a small screen shows beside the stage. */
  readonly sheet: SheetId;
  /** The version that the present one is compared with. */
  readonly compared: number | null;
  /** What the list of events shows. */
  readonly eventFilter: EventFilter;
  /** The drawer of the set-up at medium widths. */
  readonly drawer: Drawer | null;
  /** What a page before this one has left, to be continued or not. */
  readonly offer: Left | null;
  /** The entry of the glossary that is shown; '' where it is open at its beginning, null where it is closed. */
  readonly glossary: string | null;
  /** The theme in which the run is presented to an audience, or null where it is not. */
  readonly presenting: Settings['theme'] | null;
  /** False once somebody played or changed something. */
  readonly isFirstVisit: boolean;
  /** What the commands have to say: read out and shown for a moment. */
  readonly toast: string;
};

export type Settings = {
  readonly theme: 'dark' | 'light';
  readonly isStill: boolean;
  /** The field's terms, or words for people outside of it. */
  readonly words: 'field' | 'plain';
};

/** What there is to choose from, in the words of the settings. */
export type Menus = {
  readonly catalog: Catalog | null;
  /** As the engine gave it, in the field's terms. */
  readonly field: Catalog | null;
  readonly words: Settings['words'];
};

export type Comparing = {
  /** The version that is recorded beside the open one; null: none. */
  readonly version: number | null;
  /** Its run; 0 before it is open. */
  readonly run: number;
  readonly timeline: Timeline | null;
  readonly report: Report | null;
};

export type Stores = {
  readonly catalog: StoreApi<Menus>;
  readonly history: StoreApi<History>;
  readonly recording: StoreApi<Recording>;
  readonly playback: StoreApi<Playback>;
  /** Places that somebody wants to return to, by time. */
  readonly bookmarks: StoreApi<{ readonly list: readonly Bookmark[] }>;
  readonly selection: StoreApi<Selection>;
  /** The run that the open one is compared with. */
  readonly comparison: StoreApi<Comparing>;
  /** What versions came to, by id. */
  readonly outcomes: StoreApi<Readonly<Record<number, Outcome>>>;
  readonly settings: StoreApi<Settings>;
  readonly site: StoreApi<Site>;
};

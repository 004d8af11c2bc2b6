/**
 * What the page and its engine say to each other. Types only: the page knows the engine by these alone, so that no
 * protocol code gets into the page's first script.
 */
import type { Sitting } from '../core/index.ts';
import type {
  Composed,
  DraftCard,
  MessageCard,
  Catalog,
  CompareAsk,
  ComparePage,
  Cone,
  ConeDirection,
  CertificateList,
  EventFilter,
  EventIndex,
  EventPage,
  Explanation,
  Found,
  Inquiry,
  LedgerPage,
  LogStep,
  MessageCount,
  Micros,
  Moment,
  ProcessView,
  Quest,
  Report,
  Scenario,
  Tile,
  TileAsk,
  Subject,
  Timeline,
  Traffic,
  VoteSheet,
  Window,
} from '../core/model/index.ts';

/** Why a scenario was refused: the field and what it may be. */
export type Problem = { readonly path: string; readonly code: string; readonly message: string };

/** Where a run comes from. A scenario from outside is unknown until the worker has validated it. */
export type Source =
  | { readonly from: 'scenario'; readonly scenario: unknown }
  | { readonly from: 'link'; readonly link: string }
  /** The text of a file: a scenario or a recording. */
  | { readonly from: 'file'; readonly text: string }
  | { readonly from: 'preset'; readonly name: string };

/** A place in a recording: after `events` events, or after everything up to `at` where that is null. */
export type Place = { readonly at: Micros; readonly events: number | null };

/** Along the recording. */
export type Direction = 'forward' | 'back';

export type Opened =
  | {
      readonly ok: true;
      readonly run: number;
      readonly scenario: Scenario;
      /** The preset that this is, or ''. */
      readonly preset: string;
      /** Fields that its protocol takes no notice of. */
      readonly idle: readonly string[];
      readonly timeline: Timeline;
      /** Of a recording: the trace hash that the run must come to, and what came before and after in its sitting. */
      readonly recorded: Recorded;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export type { Sitting };

export type Recorded = { readonly hash: string | null; readonly sitting: Sitting | null };

/** What a file is to hold. */
export type Draft = Recorded & {
  readonly scenario: Scenario;
  readonly events: number | null;
};

export type Located = {
  readonly moment: Moment;
  /** What an intervention at the place's own microsecond has as `after`. */
  readonly after: number;
};

export type Explained = { readonly moment: Moment; readonly explanation: Explanation };

/** A scenario for taking away: for the address bar, and as the command that prints the same trace hash. */
export type Shared = {
  /** Null where the scenario is too large for a link. */
  readonly link: string | null;
  readonly command: string;
};

/** Each request by name: what it asks and what it gets. */
export type Requests = {
  readonly hello: { readonly ask: null; readonly answer: Catalog };
  readonly open: { readonly ask: Source; readonly answer: Opened };
  readonly window: {
    readonly ask: {
      readonly run: number;
      readonly from: Micros;
      readonly until: Micros;
      readonly cap: number;
    };
    readonly answer: Window;
  };
  readonly tile: {
    readonly ask: TileAsk & { readonly run: number };
    readonly answer: Tile;
  };
  readonly cone: {
    readonly ask: {
      readonly run: number;
      readonly event: EventIndex;
      readonly direction: ConeDirection;
    };
    readonly answer: Cone;
  };
  readonly density: {
    readonly ask: { readonly run: number; readonly buckets: number };
    readonly answer: Int32Array;
  };
  readonly traffic: {
    readonly ask: {
      readonly run: number;
      readonly from: Micros;
      readonly until: Micros;
      readonly cap: number;
    };
    readonly answer: Traffic;
  };
  /** Every process at a place, by id ascending: exact where a window has a sample only. */
  readonly states: {
    readonly ask: { readonly run: number; readonly place: Place };
    readonly answer: readonly ProcessView[];
  };
  readonly explain: {
    readonly ask: { readonly run: number; readonly place: Place };
    readonly answer: Explained;
  };
  readonly count: {
    readonly ask: { readonly run: number; readonly place: Place; readonly seq: number };
    readonly answer: MessageCount;
  };
  readonly causes: {
    readonly ask: { readonly run: number; readonly place: Place; readonly subject: Subject };
    readonly answer: Inquiry;
  };
  /** All votes for a sequence number in a view, and what became of each. */
  readonly votes: {
    readonly ask: { readonly run: number; readonly seq: number; readonly view: number };
    readonly answer: VoteSheet;
  };
  readonly certificates: {
    readonly ask: { readonly run: number; readonly seqs: readonly number[] };
    readonly answer: CertificateList;
  };
  readonly ledgers: {
    readonly ask: { readonly run: number; readonly from: number; readonly to: number };
    readonly answer: LedgerPage;
  };
  /** What a replica has written down; null for what keeps no log. */
  readonly log: {
    readonly ask: { readonly run: number; readonly place: Place; readonly process: number };
    readonly answer: LogStep | null;
  };
  readonly step: {
    readonly ask: {
      readonly run: number;
      readonly place: Place;
      readonly direction: Direction;
    };
    readonly answer: Moment;
  };
  readonly locate: {
    readonly ask: { readonly run: number; readonly place: Place };
    readonly answer: Located;
  };
  /** One message in full; null for an event that sent none. */
  readonly message: {
    readonly ask: { readonly run: number; readonly place: Place; readonly event: number };
    readonly answer: MessageCard | null;
  };
  readonly draft: {
    readonly ask: {
      readonly run: number;
      readonly place: Place;
      readonly letter: Omit<Composed, 'do' | 'to'>;
    };
    readonly answer: DraftCard;
  };
  readonly events: {
    readonly ask: {
      readonly run: number;
      readonly filter: EventFilter;
      /** The first row; null: so that `near`, or else the place, is in the middle. */
      readonly from: number | null;
      readonly near: EventIndex | null;
      readonly count: number;
      readonly place: Place;
    };
    readonly answer: EventPage;
  };
  readonly find: {
    readonly ask: {
      readonly run: number;
      readonly quest: Quest;
      readonly place: Place;
      readonly direction: Direction;
    };
    readonly answer: Found;
  };
  /** Opens one more run beside the open one, for comparing; it takes the place of the one before it. */
  readonly beside: { readonly ask: { readonly scenario: Scenario }; readonly answer: Opened };
  readonly compare: {
    readonly ask: { readonly a: number; readonly b: number } & CompareAsk;
    readonly answer: ComparePage;
  };
  readonly report: { readonly ask: { readonly run: number }; readonly answer: Report };
  /** The text of a file. */
  readonly write: { readonly ask: Draft; readonly answer: string };
  /** A part of the trace as JSON Lines; `next` is null behind the last event. */
  readonly lines: {
    readonly ask: { readonly run: number; readonly from: number };
    readonly answer: { readonly text: string; readonly next: number | null };
  };
  readonly share: { readonly ask: { readonly scenario: Scenario }; readonly answer: Shared };
};

export type RequestKind = keyof Requests;
export type Ask<K extends RequestKind> = Requests[K]['ask'];
export type AnswerTo<K extends RequestKind> = Requests[K]['answer'];

/** From the page to the worker. */
export type ToWorker = {
  [K in RequestKind]: { readonly id: number; readonly kind: K; readonly ask: Ask<K> };
}[RequestKind];

/** From the worker to the page. */
export type FromWorker =
  | { readonly id: number; readonly status: 'done'; readonly answer: unknown }
  /** The run it was about is not the open one any more. */
  | { readonly id: number; readonly status: 'overtaken' }
  | { readonly id: number; readonly status: 'failed'; readonly message: string }
  | {
      readonly id: null;
      readonly status: 'progress';
      readonly run: number;
      readonly timeline: Timeline;
    }
  /** The engine itself broke while recording. */
  | { readonly id: null; readonly status: 'broken'; readonly message: string };

/** What became of a request: a newer one of its kind, or a newer run, may have overtaken it. */
export type Outcome<T> =
  { readonly status: 'done'; readonly value: T } | { readonly status: 'overtaken' };

/** The engine as the page sees it. Promises reject with a plain Error when the worker crashed or dropped the request. */
export interface Engine {
  ask<K extends RequestKind>(kind: K, ask: Ask<K>): Promise<Outcome<AnswerTo<K>>>;
  /** Called with each new state of the timeline while a run is being recorded. */
  onProgress(listener: (run: number, timeline: Timeline) => void): void;
  onCrash(listener: (message: string) => void): void;
  /** A fresh worker after a crash. Everything pending is rejected. */
  restart(): void;
}

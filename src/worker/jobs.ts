/** Work of many runs, done in a worker of its own: what each kind is asked, and what its parts are. */
import type {
  Block,
  Exploration,
  ExploreStep,
  Hunted,
  HuntOptions,
  HuntStep,
  Measured,
  Sketch,
  SliceOptions,
  StoryLine,
  SweepRow,
  SweepSpec,
  Tried,
} from '../core/index.ts';
import type { ValueInfo, Violation } from '../core/model/index.ts';

export type Jobs = {
  /** The cases of a sweep from one position up to another; a row for each. */
  readonly sweep: {
    readonly ask: { readonly spec: SweepSpec; readonly from: number; readonly to: number };
    readonly part: SweepRow;
  };
  /** One case of a sweep, recorded and drawn in small. */
  readonly sketch: {
    readonly ask: { readonly spec: SweepSpec; readonly index: number };
    readonly part: Sketch;
  };
  /** A block of a hunt's scenarios; a part for each, up to the first that breaks something. */
  readonly hunt: {
    readonly ask: { readonly hunt: HuntOptions; readonly block: Block };
    readonly part: Tried;
  };
  /** Shortens the scenario of a number, which breaks something, and tells what is left of it. */
  readonly shorten: {
    readonly ask: { readonly hunt: HuntOptions; readonly number: number };
    readonly part: HuntStep | Found;
  };
  /** The scenario of a number, as a document. */
  readonly draw: {
    readonly ask: { readonly hunt: HuntOptions; readonly number: number };
    readonly part: Readonly<Record<string, unknown>>;
  };
  /** Every state of a small council, without rules by their ids in a scenario. */
  readonly explore: {
    readonly ask: ExploreAsk;
    readonly part: ExploreStep | Explored;
  };
  /** What one run costs; a single part. */
  readonly measure: {
    readonly ask: {
      readonly scenario: Readonly<Record<string, unknown>>;
      readonly isWeighed: boolean;
    };
    readonly part: Measured;
  };
};

/** What a hunt found, with its story. */
export type Found = {
  readonly hunted: Hunted;
  readonly story: readonly StoryLine[];
  readonly values: readonly ValueInfo[];
  readonly council: { readonly n: number; readonly clients: number };
  readonly broken: Violation | null;
  /** The link of the short scenario; '' for one that is too long. */
  readonly link: string;
};

export type ExploreAsk = {
  readonly council: Omit<SliceOptions, 'slips'>;
  readonly ablate: readonly string[];
  /** Gives up beyond so many states. */
  readonly statesMax: number;
};

/** How an exploration ended; the fork, where there is one, in sentences. */
export type Explored = Omit<Exploration, 'trace'> & { readonly story: readonly string[] };

export type { ExploreStep, HuntOptions, HuntStep, Measured, StoryLine, Tried };
export type { SweepRow, SweepSpec };

export type JobKind = keyof Jobs;
export type JobAsk<K extends JobKind> = Jobs[K]['ask'];
export type JobPart<K extends JobKind> = Jobs[K]['part'];

export type ToJobs = {
  [K in JobKind]: { readonly job: number; readonly kind: K; readonly ask: JobAsk<K> };
}[JobKind];

/** Parts come in the order in which they were made; after `done` or `failed` nothing more comes of a job. */
export type FromJobs =
  | { readonly job: number; readonly status: 'parts'; readonly parts: readonly unknown[] }
  | { readonly job: number; readonly status: 'done' }
  | { readonly job: number; readonly status: 'failed'; readonly message: string };

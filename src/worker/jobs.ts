/** Work of many runs, done in a worker of its own: what each kind is asked, and what its parts are. */
import type { Measured, Sketch, SweepRow, SweepSpec } from '../core/index.ts';

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
  /** What one run costs; a single part. */
  readonly measure: {
    readonly ask: { readonly scenario: Readonly<Record<string, unknown>> };
    readonly part: Measured;
  };
};

export type { Measured, Sketch, SweepRow, SweepSpec };

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

import type { Violation } from './monitor.ts';
import type { Ending } from './report.ts';
import type { Timeline } from './run.ts';
import type { Tile } from './tile.ts';

/** A run in small: enough to draw how it went, around the moment that decided it. */
export type Sketch = {
  /** The scenario as a person would write it. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly tactic: string;
  readonly seed: number;
  readonly clients: number;
  readonly ending: Ending;
  readonly timeline: Timeline;
  /** Of the stretch that is drawn. */
  readonly tile: Tile;
  /** The promise that decided it by breaking, or null. */
  readonly broke: Violation | null;
};

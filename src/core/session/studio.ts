import type { Kernel, Monitor, Protocol, Scenario, Tactic } from '../model/index.ts';
import type { Recording } from './recording.ts';
import type { Scout } from './replay.ts';

/** What a scenario names and a registry knows. */
export type Parts = {
  readonly protocol: Protocol;
  readonly tactics: readonly Tactic[];
  readonly monitors: readonly Monitor[];
};

/** All that the functions over a recording share. */
export type Studio = {
  readonly scenario: Scenario;
  readonly parts: Parts;
  /** Where recording goes on. */
  readonly kernel: Kernel;
  readonly recording: Recording;
  /** Where one looks at what is recorded. */
  readonly scout: Scout;
};

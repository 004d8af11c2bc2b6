import type { Run, Scenario } from '../../../src/core/model/index.ts';
import { DEFAULTS } from '../../../src/core/scenario/defaults.ts';
import { openRun, type RecordedRun } from '../../../src/core/session/run.ts';
import { parts } from './parts.ts';

/** The defaults of the scenario format, with ideal signatures for speed. */
export function scenarioOf(changes: Partial<Scenario> = {}): Scenario {
  return { ...DEFAULTS, signatures: 'ideal', ...changes };
}

/** The same run, at its end. */
export function finished<R extends Pick<Run, 'advance'>>(run: R): R {
  while (!run.advance(1_000));
  return run;
}

/** A run of such a scenario, recorded to its end. */
export function played(changes: Partial<Scenario> = {}, from?: RecordedRun): RecordedRun {
  return finished(openRun(scenarioOf(changes), parts, from));
}

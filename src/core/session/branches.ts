import type { Run, Scenario } from '../model/index.ts';
import { isEqual } from '../base/divergence.ts';
import { branchPoint, openRun, type RecordedRun } from './run.ts';
import type { Parts } from './studio.ts';

/** How many runs stay open, so that undo and redo return to what was recorded already. */
const RUNS_MAX = 8;

export type Session = {
  /** The run of a scenario: the very one if it is open still, else a branch of the open one that shares most with it. */
  open(scenario: Scenario): Run;
};

export function createSession(partsOf: (scenario: Scenario) => Parts): Session {
  /** The most recently used last. */
  let runs: readonly RecordedRun[] = [];
  const keep = (run: RecordedRun): Run => {
    runs = [...runs.filter((other) => other !== run), run].slice(-RUNS_MAX);
    return run;
  };
  return {
    open(scenario) {
      const known = runs.find((run) => isEqual(run.scenario, scenario));
      if (known !== undefined) return keep(known);
      return keep(openRun(scenario, partsOf(scenario), closest(runs, scenario)));
    },
  };
}

function closest(runs: readonly RecordedRun[], scenario: Scenario): RecordedRun | null {
  const shared = (run: RecordedRun): number => branchPoint(run, scenario)?.events ?? 0;
  return runs.reduce<RecordedRun | null>(
    (best, run) => (shared(run) > (best === null ? 0 : shared(best)) ? run : best),
    null,
  );
}

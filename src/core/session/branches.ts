import type { Run, Scenario } from '../model/index.ts';
import { isEqual } from '../base/divergence.ts';
import { branchPoint, openRun, type RecordedRun } from './run.ts';
import type { Parts } from './studio.ts';

/** How many runs stay open, so that undo and redo return to what was recorded already. */
const RUNS_MAX = 8;

/** Events of all that are open beside the newest, which is still growing: each takes some 400 bytes, snapshots included. */
const EVENTS_MAX = 1_000_000;

export type Session = {
  /** The run of a scenario: the very one if it is open still, else a branch of the open one that shares most with it. */
  open(scenario: Scenario): Run;
};

/** A session without runs. `eventsMax` bounds the events of all runs that stay open together. */
export function createSession(
  partsOf: (scenario: Scenario) => Parts,
  eventsMax = EVENTS_MAX,
): Session {
  /** The most recently used last. */
  let runs: readonly RecordedRun[] = [];
  const keep = (run: RecordedRun): Run => {
    runs = [
      ...latestWithin(
        eventsMax,
        runs.filter((other) => other !== run),
      ),
      run,
    ];
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

/** As many of the most recent as hold so many events together. */
function latestWithin(eventsMax: number, runs: readonly RecordedRun[]): readonly RecordedRun[] {
  let events = 0;
  const kept = [...runs].reverse().slice(0, RUNS_MAX - 1);
  return kept.filter((run) => (events += run.length()) <= eventsMax).reverse();
}

function closest(runs: readonly RecordedRun[], scenario: Scenario): RecordedRun | null {
  const shared = (run: RecordedRun): number => branchPoint(run, scenario)?.events ?? 0;
  return runs.reduce<RecordedRun | null>(
    (best, run) => (shared(run) > (best === null ? 0 : shared(best)) ? run : best),
    null,
  );
}

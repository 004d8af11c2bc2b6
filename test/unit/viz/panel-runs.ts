/** Real runs for the tests of the panels: their scenes are functions of a recording, and no recording is made up. */
import type { Run, Scenario } from '../../../src/core/model/index.ts';
import { MONITORS, PROTOCOLS, TACTICS } from '../../../src/core/registry.ts';
import { openRun } from '../../../src/core/session/run.ts';
import type { Place } from '../../../src/viz/place.ts';
import { scenarioOf } from '../session/support.ts';

export const END: Place = { at: Infinity, events: null };

export function finished(change: Partial<Scenario> = {}): Run {
  const scenario = scenarioOf(change);
  const protocol = PROTOCOLS.find(({ id }) => id === scenario.protocol);
  if (!protocol) throw new Error('no such protocol');
  const isFor = ({ protocols }: { readonly protocols: readonly string[] }): boolean =>
    protocols.length === 0 || protocols.includes(protocol.id);
  const run = openRun(scenario, {
    protocol,
    tactics: TACTICS.filter(isFor),
    monitors: MONITORS.filter(isFor),
  });
  while (!run.advance(1_000));
  return run;
}

/** R0 and R3 of four walk R1 and R2 apart. */
export const FORK: Partial<Scenario> = {
  faults: [{ kind: 'colluding', tactic: 'fork', replicas: [0, 3], at: 0, until: null }],
};

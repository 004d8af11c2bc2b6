import { parseScenario } from '../../../src/core/index.ts';
import type { Scenario, Timeline } from '../../../src/core/model/index.ts';

/** A scenario as the page would accept it, with every default filled in. */
export function scenarioOf(input: Record<string, unknown> = {}): Scenario {
  const parsed = parseScenario({ version: 1, ...input }, 'page');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

/** The timeline of a small run that is over. */
export const TIMELINE: Timeline = {
  events: 100,
  reached: 10_000,
  done: true,
  bands: [{ from: 0, view: 0, primary: 0 }],
  decisions: [
    { moment: { at: 2000, events: 20 }, seq: 1, value: 0, replica: 1 },
    { moment: { at: 4000, events: 40 }, seq: 1, value: 1, replica: 2 },
    { moment: { at: 4000, events: 41 }, seq: 2, value: 2, replica: 1 },
  ],
  phases: [],
  checkpoints: [],
  violations: [
    {
      moment: { at: 4000, events: 40 },
      violation: {
        monitor: 'agreement',
        at: 4000,
        replicas: [1, 2],
        detail: '',
        evidence: [],
        certificates: [],
        culprits: [],
      },
    },
  ],
  quiet: [],
  marks: [],
  interventions: [],
  proofs: [],
  values: [],
  medianDelay: 1000,
};

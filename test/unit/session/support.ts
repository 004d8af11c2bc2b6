import type { Scenario } from '../../../src/core/model/index.ts';
import { DEFAULTS } from '../../../src/core/scenario/defaults.ts';

/** The defaults of the scenario format, with ideal signatures for speed. */
export function scenarioOf(changes: Partial<Scenario> = {}): Scenario {
  return {
    version: 1,
    title: '',
    protocol: 'pbft',
    seed: 7,
    replicas: 4,
    tolerance: 1,
    quorum: 'intersect',
    signatures: 'ideal',
    faults: [],
    agents: [],
    injections: [],
    network: {
      latency: { kind: 'uniform', min: 5_000, max: 15_000 },
      loss: 0,
      duplicate: 0,
      gst: 0,
      partitions: [],
      delays: [],
      scheduler: { kind: 'none' },
    },
    cost: { message: 0, sign: 0, verify: 0 },
    timers: { viewChange: 200_000, client: 400_000 },
    workload: { clients: 1, requests: 5, interval: 50_000, payload: 'order ATTACK' },
    pbft: DEFAULTS.pbft,
    generals: DEFAULTS.generals,
    interventions: [],
    until: 5_000_000,
    ...changes,
  };
}

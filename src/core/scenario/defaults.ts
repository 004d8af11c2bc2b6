import type { Scenario } from '../model/index.ts';

/** What a scenario is where its author said nothing. The schema fills these in; links leave them out. */
export const DEFAULTS: Scenario = {
  version: 1,
  title: '',
  protocol: 'pbft',
  seed: 7,
  replicas: 4,
  tolerance: 1,
  quorum: 'intersect',
  signatures: 'ed25519',
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
  pbft: {
    checkpointInterval: 8,
    window: 16,
    batch: 1,
    tentative: false,
    readOnly: false,
    digestReplies: false,
    ablate: [],
  },
  interventions: [],
  until: 5_000_000,
};

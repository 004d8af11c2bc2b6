import { describe, expect, it } from 'vitest';
import type { Intervention } from '../../../src/core/model/index.ts';
import { council, liars } from '../adversaries/council.ts';

/** Found by random scenarios: what a traitor signed goes on travelling inside the messages of the replica that it has become. */
describe('a traitor that was released is not blamed for what it signed before', () => {
  it('in a VIEW-CHANGE that lies in the NEW-VIEW which it passes on', () => {
    const fault = { ...liars('view-spam', [3]), until: 268_000 };
    const { broken } = council({
      seed: 2_406_183_018,
      replicas: 5,
      faults: [fault],
      network: {
        latency: { kind: 'uniform', min: 10_000, max: 25_000 },
        scheduler: { kind: 'starve', by: 81_000, every: 133_000 },
      },
      timers: { viewChange: 94_000, client: 420_000 },
      workload: {
        clients: 3,
        requests: 12,
        interval: 45_000,
        payload: ['order ATTACK', 'get score', 'order ATTACK'],
      },
      pbft: { checkpointInterval: 2, window: 8, tentative: true, readOnly: true },
      until: 45_000_000,
    });
    expect(broken).toEqual([]);
  });

  it('in a proposal that lies in the certificates of others', () => {
    const acts: readonly Intervention[] = [
      { at: 479_000, after: 0, do: 'lie', replicas: [2], tactic: 'reorder-requests' },
      {
        at: 497_000,
        after: 0,
        do: 'lie',
        replicas: [1],
        tactic: 'forge',
        options: { how: 'random' },
      },
      { at: 1_203_000, after: 0, do: 'restore', replicas: [1] },
      { at: 1_265_000, after: 0, do: 'restore', replicas: [2] },
    ];
    const { broken } = council({
      seed: 3_017_789_692,
      replicas: 7,
      tolerance: 2,
      interventions: acts,
      network: {
        latency: { kind: 'long-tailed', min: 2_000, median: 4_000, max: 36_000 },
        loss: 0.27,
        duplicate: 0.14,
        gst: 1_258_000,
        scheduler: { kind: 'reorder', upTo: 48_000 },
      },
      timers: { viewChange: 221_000, client: 403_000 },
      workload: {
        clients: 3,
        requests: 7,
        interval: 53_000,
        payload: ['order ATTACK', 'add score 3', 'order ATTACK'],
      },
      pbft: {
        checkpointInterval: 2,
        window: 8,
        batch: 4,
        tentative: true,
        digestReplies: true,
      },
      until: 46_258_000,
    });
    expect(broken).toEqual([]);
  });
});

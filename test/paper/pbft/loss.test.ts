import { describe, expect, test } from 'vitest';
import { openUnrecorded, parseScenario } from '../../../src/core/index.ts';
import type { Report } from '../../../src/core/model/index.ts';

/** RT5: whole runs with the kernel's network. No request is lost for ever. */

function runOf(scenario: object): Report {
  const parsed = parseScenario({ version: 1, signatures: 'ideal', ...scenario }, 'headless');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  const run = openUnrecorded(parsed.scenario);
  while (!run.advance(10_000));
  return run.report();
}

const ALL = { tentative: true, readOnly: true, digestReplies: true };
const WORKLOAD = {
  clients: 3,
  requests: 8,
  interval: 20_000,
  payload: ['add a 1', 'get a', 'stamp b'],
};

describe('[RT5] one message in five is lost until the network calms down', () => {
  for (const [name, pbft] of [
    ['as it is', {}],
    ['with small checkpoints and batches', { checkpointInterval: 2, window: 4, batch: 4 }],
    ['with all options', { ...ALL, checkpointInterval: 4, window: 8 }],
  ] as const) {
    test.each([1, 2, 3, 4, 5, 6])(`PBFT ${name}, seed %i: every request completes`, (seed) => {
      const report = runOf({
        seed,
        network: { loss: 0.2, gst: 3_000_000 },
        workload: WORKLOAD,
        pbft,
        until: 120_000_000,
      });
      expect(report.violations).toEqual([]);
      expect(report.outcome).toBe('agreed');
      expect(report.requests).toEqual({ issued: 24, completed: 24, executedByCorrect: 24 });
      expect(report.messages.dropped).toBeGreaterThan(50);
      expect(report.evidence).toEqual([]);
    });
  }

  test.each([1, 2, 3])('and throughout, n = 7, seed %i', (seed) => {
    const report = runOf({
      seed,
      replicas: 7,
      tolerance: 2,
      network: { loss: 0.2 },
      workload: WORKLOAD,
      until: 120_000_000,
    });
    expect(report.violations).toEqual([]);
    expect(report.requests.completed).toBe(24);
  });
});

describe('[RT5] [NV10] who executed in an earlier view still votes in the later ones', () => {
  test.each([773_668, 1, 2, 3, 4, 5])(
    'n = 7, two crashed, one message in five lost throughout, seed %i',
    (seed) => {
      const report = runOf({
        seed,
        replicas: 7,
        tolerance: 2,
        faults: [{ replicas: [3, 6], kind: 'crashed' }],
        network: { loss: 0.2 },
        workload: { clients: 3, requests: 5 },
        until: 60_000_000,
      });
      expect(report.violations).toEqual([]);
      expect(report.requests.completed).toBe(15);
    },
  );
});

describe('[CL4] [CL8] [O4] with traitors and all options', () => {
  test.each(['wrong-reply', 'equivocate', 'mute', 'forge'])('%s: none of them harms', (tactic) => {
    for (const seed of [1, 2, 3]) {
      const report = runOf({
        seed,
        faults: [{ replicas: [seed % 4], kind: 'lying', tactic }],
        workload: WORKLOAD,
        pbft: ALL,
        until: 120_000_000,
      });
      expect(report.violations, `seed ${seed}`).toEqual([]);
      expect(report.outcome).toBe('agreed');
      expect(report.evidence.filter(({ replica }) => replica !== seed % 4)).toEqual([]);
    }
  });
});

/** A hunt's scenario 85,111: R1 asks alone for view 1, and a liar has taken back its vote for the checkpoint. */
describe('[G10] [RT2] who was cut off, and asks in vain for a later view', () => {
  test.each([4_293_375_594, 1, 2, 3, 4, 5])('gets the state of the others, seed %i', (seed) => {
    const report = runOf({
      seed,
      faults: [
        {
          replicas: [2],
          kind: 'lying',
          tactic: 'wrong-checkpoint',
          options: { lie: 'two-faces' },
        },
      ],
      network: { partitions: [{ at: 80_000, until: 814_000, groups: [[1]] }] },
      workload: { clients: 1, requests: 6, interval: 80_000 },
      pbft: { checkpointInterval: 2, digestReplies: true },
      until: 50_000_000,
    });
    expect(report.violations).toEqual([]);
    expect(report.outcome).toBe('agreed');
  });
});

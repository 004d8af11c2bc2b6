import { expect, test } from 'vitest';
import type { KernelSetup } from '../../../src/core/model/index.ts';
import { pbft } from '../../../src/core/protocols/pbft/index.ts';
import { replica } from '../../../src/core/protocols/pbft/replica.ts';
import type { ReplicaState } from '../../../src/core/protocols/pbft/state.ts';
import { DEFAULTS } from '../../../src/core/scenario/defaults.ts';
import { createKernel } from '../../../src/core/sim/kernel.ts';

/** G11: however long a run, what a replica keeps stays within its window. */

const K = 8;
const L = 16;
const CLIENTS = 16;
/** 100,000 of them take about a minute. */
const REQUESTS = Number(process.env['PARLEY_MEMORY_REQUESTS'] ?? 4_000);

/** What a replica keeps by sequence number, by digest or by request; each with its bound at n = 4 with 16 clients. */
const BOUNDS = {
  slots: L,
  certificates: L,
  bodies: L,
  reports: L / K,
  images: L / K + 2,
  ledger: L + 8,
  ordered: CLIENTS,
  waiting: CLIENTS,
  given: CLIENTS,
  missing: L,
  beyond: 3,
  claims: 3,
} as const satisfies Partial<Record<keyof ReplicaState, number>>;

test(
  `[G11] [M21] a run of ${REQUESTS} requests keeps every record of every replica within its bound`,
  { timeout: 600_000 },
  () => {
    const states: ReplicaState[] = [];
    const watched: typeof replica = {
      ...replica,
      start(config, ctx) {
        const state = replica.start(config, ctx);
        states.push(state);
        return state;
      },
    };
    const workload = {
      ...DEFAULTS.workload,
      clients: CLIENTS,
      requests: REQUESTS / CLIENTS,
      interval: 0,
    };
    const setup: Pick<KernelSetup, 'scenario' | 'tactics' | 'monitors' | 'sink'> = {
      scenario: { ...DEFAULTS, signatures: 'ideal', workload, until: 300_000 * REQUESTS },
      tactics: [],
      monitors: [],
      sink: null,
    };
    const kernel = createKernel({ ...setup, protocol: { ...pbft, replica: watched } });
    const most: { [record: string]: number } = {};
    for (let step = 0; kernel.step(); step += 1) {
      if (step % 16 !== 0) continue;
      for (const state of states) {
        for (const record of Object.keys(BOUNDS) as (keyof typeof BOUNDS)[])
          most[record] = Math.max(most[record] ?? 0, Object.keys(state[record]).length);
      }
    }
    expect(states.map(({ executed, view }) => [executed, view])).toEqual(
      Array.from({ length: 4 }, () => [REQUESTS, 0]),
    );
    for (const [record, bound] of Object.entries(BOUNDS))
      expect.soft(most[record], record).toBeLessThanOrEqual(bound);
    if (process.env['PARLEY_MEMORY_REQUESTS'] !== undefined)
      process.stdout.write(`at most, at any replica: ${JSON.stringify(most)}\n`);
    // The whole state of a replica, as text: with the log of all requests it would be megabytes.
    for (const state of states) expect(JSON.stringify(state).length).toBeLessThan(60_000);
  },
);

import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/core/model/index.ts';
import { cabal, colludeLive, council, type Council, type Said } from './council.ts';

/** A fork: agreement broke, and both certificates show all that the spec calls for. */
function expectFork(run: Council, members: readonly number[]): void {
  const violation = run.violations.findLast(({ monitor }) => monitor === 'agreement');
  expect(violation).toBeDefined();
  expect(violation?.detail).toMatch(/executed different requests at sequence number/);
  expect(violation?.culprits).toEqual(members);
  const [first, second] = violation?.certificates ?? [];
  expect(first?.digest).not.toBe(second?.digest);
  const { q } = run.kernel.bench;
  for (const certificate of [first, second])
    expect(certificate?.voters.length).toBeGreaterThanOrEqual(q);
}

const SAFETY = ['agreement', 'order', 'integrity', 'client-safety'];

function expectSafe(run: Council): void {
  expect(run.violations.filter(({ monitor }) => SAFETY.includes(monitor))).toEqual([]);
}

type Shape = Said & { readonly members: readonly number[] };

const FORKS: readonly (readonly [string, Shape])[] = [
  ['n = 4, R0 and R3', { members: [0, 3] }],
  ['n = 4, R0 and R1', { members: [0, 1] }],
  ['n = 4, R1 and R2 (view change)', { members: [1, 2] }],
  ['n = 4, R2 and R3 (view change)', { members: [2, 3] }],
  ['n = 7, f = 2, three', { members: [0, 1, 2], replicas: 7, tolerance: 2 }],
  ['n = 7, f = 2, the last three', { members: [4, 5, 6], replicas: 7, tolerance: 2 }],
  ['n = 6, f = 1, two', { members: [0, 1], replicas: 6 }],
  ['n = 6, f = 1, the last two', { members: [4, 5], replicas: 6 }],
  ['n = 3, q = 2, one', { members: [0], replicas: 3, quorum: 2 }],
  ['n = 5, q = 2f+1, one', { members: [0], replicas: 5, quorum: '2f+1' }],
  ['n = 5, q = 4, three', { members: [0, 2, 4], replicas: 5 }],
  ['n = 13, f = 4, five', { members: [0, 1, 2, 3, 4], replicas: 13, tolerance: 4 }],
  ['n = 13, f = 4, five backups', { members: [3, 5, 7, 9, 11], replicas: 13, tolerance: 4 }],
];

describe('[F1] the fork succeeds with 2q-n traitors', () => {
  it.each(FORKS)('%s', (_name, { members, ...said }) => {
    for (const requests of [1, 5]) {
      for (const seed of [1, 2, 3]) {
        expectFork(
          council({ ...said, seed, faults: [cabal(members)], workload: { requests } }),
          members,
        );
      }
    }
  });

  it.each(FORKS)(
    '%s, marked live while requests are on their way',
    (_name, { members, ...said }) => {
      for (const at of [1, 20_000, 37_000, 66_000, 120_000, 173_000]) {
        expectFork(council({ ...said, interventions: [colludeLive(members, at)] }), members);
      }
    },
  );

  it.each([[[0, 3]], [[1, 2]], [[2, 3]], [[0, 1]]])(
    'n = 4, marked live while view 1 is coming up: R%s',
    (members) => {
      for (const at of [205_000, 215_000, 225_000, 240_000]) {
        const faults: Fault[] = [{ kind: 'crashed', replicas: [0], at: 0, until: 230_000 }];
        expectFork(council({ faults, interventions: [colludeLive(members, at)] }), members);
      }
    },
  );

  it('with several clients at once', () => {
    for (const members of [
      [0, 3],
      [1, 2],
    ]) {
      expectFork(council({ faults: [cabal(members)], workload: { clients: 4 } }), members);
    }
  });

  it('also when the network loses one message in ten', () => {
    for (const seed of [1, 2, 3, 4]) {
      const network = { loss: 0.1, gst: 1_000_000 };
      expectFork(council({ seed, network, faults: [cabal([0, 3])] }), [0, 3]);
    }
  });

  it('and the two sides remember different orders', () => {
    const { kernel } = council({ faults: [cabal([0, 3])], workload: { requests: 1 } });
    const memories = [1, 2].map((id) => {
      const view = kernel.inspect(id);
      return view.role === 'replica' ? view.replica.memory : [];
    });
    expect(memories).toEqual([[['order', 'ATTACK']], [['order', 'RETREAT']]]);
  });
});

const FAILURES: readonly (readonly [string, Shape])[] = [
  ['n = 4, one', { members: [0] }],
  ['n = 4, one backup', { members: [2] }],
  ['n = 5, q = 4, two', { members: [0, 1], replicas: 5 }],
  ['n = 5, q = 4, two backups', { members: [2, 4], replicas: 5 }],
  ['n = 7, f = 2, two', { members: [0, 1], replicas: 7, tolerance: 2 }],
  ['n = 7, f = 2, the primary and another', { members: [0, 5], replicas: 7, tolerance: 2 }],
  ['n = 3, q = 3, one', { members: [0], replicas: 3 }],
];

describe('[F1] the fork fails with fewer than 2q-n traitors', () => {
  it.each(FAILURES)('%s', (_name, { members, ...said }) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const run = council({ ...said, seed, faults: [cabal(members)] });
      expectSafe(run);
      // What it promises to tolerate, the council also serves.
      const { bench } = run.kernel;
      if (members.length <= bench.f && bench.n > 3 * bench.f) expect(run.broken).toEqual([]);
    }
  });

  it.each(FAILURES)('%s, marked live', (_name, { members, ...said }) => {
    for (const at of [20_000, 66_000, 120_000, 173_000]) {
      const run = council({ ...said, interventions: [colludeLive(members, at)] });
      expectSafe(run);
      const { bench } = run.kernel;
      if (members.length <= bench.f && bench.n > 3 * bench.f) expect(run.broken).toEqual([]);
    }
  });

  it('and where all are members, or all but one, nothing breaks down', () => {
    for (const members of [
      [0, 1, 2, 3],
      [1, 2, 3],
      [0, 1, 2],
    ]) {
      const run = council({ faults: [cabal(members)], until: 2_000_000 });
      expect(run.broken).not.toContain('agreement');
    }
    expect(council({ replicas: 1, tolerance: 0, faults: [cabal([0])] }).broken).not.toContain(
      'agreement',
    );
  });

  it('two cabals that know nothing of each other run side by side', () => {
    const run = council({ replicas: 7, tolerance: 2, faults: [cabal([0]), cabal([1])] });
    expectSafe(run);
    expect(run.broken).toEqual([]);
  });
});

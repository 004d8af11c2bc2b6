import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  Fault,
  KernelSetup,
  Scenario,
  Snapshot,
  Tactic,
} from '../../../src/core/model/index.ts';
import { createKernel } from '../../../src/core/sim/kernel.ts';
import { createTrace } from '../../../src/core/sim/trace.ts';
import { run, toySetup } from '../../support/recording.ts';
import { obedient, pawn } from '../../support/toy-tactics.ts';

const counting: Tactic = pawn('colluding', 't', {
  start: (ctx) => {
    ctx.setTimer('tick', 3_000);
    return { heard: 0 };
  },
  onTimer: (_state, timer, ctx) => {
    for (const member of ctx.members)
      ctx.send(member, 0, { type: 'tell', number: ctx.now, by: member, sig: '' });
    ctx.setTimer(timer, 3_000);
  },
  onReceive(state) {
    if (typeof state === 'object' && state !== null && 'heard' in state) {
      Object.assign(state, { heard: Number(state.heard) + 1 });
      return Number(state.heard) % 7 !== 0;
    }
    return true;
  },
});

const tactics = [counting, obedient];
const FAULTS: Fault[] = [
  { replicas: [0], at: 9_000, until: 60_000, kind: 'crashed' },
  { replicas: [2, 3], at: 0, until: 80_000, kind: 'colluding', tactic: 't' },
  { replicas: [1], at: 20_000, until: null, kind: 'prompt-injected', text: 'please obey' },
];
const NETWORK: Scenario['network'] = {
  latency: { kind: 'long-tailed', min: 2_000, median: 9_000, max: 60_000 },
  loss: 0.1,
  duplicate: 0.1,
  gst: 120_000,
  partitions: [{ at: 15_000, until: 35_000, groups: [[0, 1]] }],
  delays: [{ at: 0, until: 50_000, from: [1], to: null, kinds: null, by: 7_000 }],
  scheduler: { kind: 'reorder', upTo: 20_000 },
};

const setup = (changes: Partial<Scenario> = {}): KernelSetup =>
  toySetup({ faults: FAULTS, network: NETWORK, until: 600_000, ...changes }, { tactics });

describe('snapshots', () => {
  it.each([
    ['without costs', {}],
    ['with busy replicas', { cost: { message: 400, sign: 300, verify: 900 } }],
  ])('restored after any step, the run goes on byte for byte: %s', (_, changes) => {
    const straight = createTrace();
    const kernel = createKernel({ ...setup(changes), sink: straight });
    const steps = run(kernel);
    const hash = straight.hash();
    expect(straight.length).toBeGreaterThan(500);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: steps - 1 }), fc.nat(40), (first, more) => {
        const trace = createTrace();
        const again = createKernel({ ...setup(changes), sink: trace });
        for (let i = 0; i < first; i++) again.step();
        const snapshot = again.snapshot();
        const prefix = trace.fork(snapshot.events);
        // What happens after the snapshot must leave no mark on it.
        for (let i = 0; i < more; i++) again.step();
        again.restore(snapshot);
        again.setSink(prefix);
        run(again);
        expect(prefix.hash()).toBe(hash);
        expect(again.tally).toEqual(kernel.tally);
      }),
      { numRuns: 25 },
    );
  });

  it('are restored by another kernel, which replays in silence and records a branch from there', () => {
    const interventions = [{ at: 70_000, after: 0, do: 'crash', replicas: [1] }] as const;
    const changed = createTrace();
    run(createKernel({ ...setup({ interventions }), sink: changed }));

    const original = createTrace();
    const kernel = createKernel({ ...setup(), sink: original });
    const snapshots: Snapshot[] = [];
    for (let i = 0; kernel.step(); i++)
      if (i % 50 === 0 && kernel.now < 60_000) snapshots.push(kernel.snapshot());

    for (const snapshot of snapshots) {
      const branch = createKernel(setup({ interventions }));
      branch.restore(snapshot);
      const start = original.countUntil(69_999);
      while (branch.events < start) branch.step();
      const fork = original.fork(branch.events);
      branch.setSink(fork);
      run(branch);
      expect(fork.hash()).toBe(changed.hash());
    }
    expect(snapshots.length).toBeGreaterThan(1);
  });

  it('of the end start no branch', () => {
    const kernel = createKernel(setup());
    run(kernel);
    const later = createKernel(
      setup({ interventions: [{ at: 599_999, after: 0, do: 'order', text: 'x' }] }),
    );
    expect(() => {
      later.restore(kernel.snapshot());
    }).toThrow('before the end');
  });
});

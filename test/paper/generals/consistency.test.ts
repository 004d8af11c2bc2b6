import { describe, expect, it } from 'vitest';
import type {
  Fact,
  Monitor,
  Observation,
  Scenario,
  TraceEvent,
} from '../../../src/core/model/index.ts';
import { ic1 } from '../../../src/core/monitors/ic1.ts';
import { ic2 } from '../../../src/core/monitors/ic2.ts';
import { termination } from '../../../src/core/monitors/termination.ts';
import { council, obeyed, reportOf, seated } from './support.ts';

/** The two conditions of interactive consistency, apart from each other; each on facts that break it and it alone. */

const bench = {
  n: 4,
  f: 1,
  q: 3,
  now: 9,
  isCorrect: (id: number) => id !== 3,
  isCorrectClient: () => true,
  timing: {
    viewChange: 1,
    delay: 1,
    calmFrom: 0,
    checkpointInterval: 8,
    window: 16,
    batch: 1,
    until: 5_000_000,
  },
  testimony: () => [],
  isGenuine: () => true,
  breachOf: () => null,
};

const given = (digest: string): Fact => ({ fact: 'order-given', seq: 1, digest, value: digest });
const obeys = (digest: string) => ({
  ...({ fact: 'executed', view: 0, seq: 1, digest, state: '', requests: [] } as const),
});

/** What a monitor says of facts, each stated by a process. */
function verdicts(monitor: Monitor, told: readonly (readonly [number, Fact])[]): readonly string[] {
  const state = monitor.start(bench);
  const found = told.flatMap(([process, fact], event) =>
    monitor.observe(state, { kind: 'fact', at: event, event, process, fact, cause: null }, bench),
  );
  return [...found, ...monitor.finish(state, bench)].map(({ detail }) => detail);
}

describe('[OM6] the monitors', () => {
  it('[OM6] IC1 breaks where two loyal lieutenants obey different orders, and IC2 does not need to', () => {
    const told = [
      [1, obeys('a')],
      [2, obeys('b')],
    ] as const;
    expect(verdicts(ic1, told)).toHaveLength(1);
    expect(verdicts(ic2, told)).toEqual([]);
  });

  it('[OM6] IC2 breaks where all lieutenants agree on something else than the loyal commander gave', () => {
    const told = [
      [0, given('a')],
      [1, obeys('b')],
      [2, obeys('b')],
    ] as const;
    expect(verdicts(ic1, told)).toEqual([]);
    expect(verdicts(ic2, told)).toHaveLength(1);
  });

  it('[OM6] what traitors and commanders obey breaks nothing', () => {
    const told = [
      [0, obeys('b')],
      [1, obeys('a')],
      [2, obeys('a')],
      [3, obeys('c')],
    ] as const;
    expect(verdicts(ic1, told)).toEqual([]);
    expect(verdicts(ic2, told)).toEqual([]);
  });

  it('[OM6] who was a traitor during a part of an order is promised nothing for it, and everything for the next', () => {
    const marked = (mark: 'lying' | 'loyal'): Observation => ({
      ...{ kind: 'mark', at: 0, event: 0, process: 2, mark },
    });
    const judged = (seq: number): readonly string[] => {
      const state = ic1.start(bench);
      const announced: Fact = { fact: 'order-announced', seq: 1 };
      const traitors = new Set<number>();
      const isCorrect = (id: number): boolean => !traitors.has(id);
      const tell = (observation: Observation) =>
        ic1.observe(state, observation, { ...bench, isCorrect });
      const stated = (process: number, fact: Fact): Observation => ({
        ...{ kind: 'fact', at: 0, event: 0, process, fact, cause: null },
      });
      tell(stated(1, announced));
      traitors.add(2);
      tell(marked('lying'));
      traitors.delete(2);
      tell(marked('loyal'));
      tell(stated(1, { ...announced, seq }));
      const found = [stated(1, { ...obeys('a'), seq }), stated(2, { ...obeys('b'), seq })];
      return found.flatMap(tell).map(({ detail }) => detail);
    };
    expect(judged(1)).toEqual([]);
    expect(judged(2)).toHaveLength(1);
  });

  it('[OM8] termination breaks where a loyal general never makes up its mind', () => {
    const announced: Fact = { fact: 'order-announced', seq: 1 };
    expect(verdicts(termination, [[1, announced]])).toHaveLength(1);
    expect(
      verdicts(termination, [
        [1, announced],
        [1, obeys('a')],
      ]),
    ).toEqual([]);
    expect(
      verdicts(termination, [
        [1, announced],
        [1, { fact: 'order-missed', seq: 1 }],
      ]),
    ).toEqual([]);
    expect(verdicts(termination, [[3, announced]])).toEqual([]);
  });
});

describe('a run of the generals', () => {
  it('numbers orders one after the other, those of other clients and of a person too', () => {
    const report = reportOf({
      workload: { clients: 2, requests: 2, payload: ['order ATTACK', 'order RETREAT'] },
      interventions: [{ at: 70_000, do: 'order', text: 'order HOLD' }],
    });
    expect(report.outcome).toBe('agreed');
    expect(report.requests).toEqual({ issued: 5, completed: 5, executedByCorrect: 5 });
    expect(Object.values(report.ledgers).map((ledger) => ledger.length)).toEqual([5, 5, 5, 5]);
    expect(report.views).toEqual({ entered: 0, changes: 0 });
  });

  it('goes on with a lieutenant down, and leaves it out of the order that it missed', () => {
    const report = reportOf({
      workload: { requests: 3 },
      interventions: [
        { at: 20_000, do: 'crash', replicas: [2] },
        { at: 50_000, do: 'restore', replicas: [2] },
      ],
    });
    expect(report.outcome).toBe('agreed');
    expect(report.ledgers['2']).toHaveLength(3);
    expect(report.ledgers['2']?.[0]).toBeNull();
  });

  it('with a crashed commander everybody retreats', () => {
    const run = council({ faults: [{ kind: 'crashed', replicas: [0], at: 0, until: null }] });
    expect([1, 2, 3].map((id) => obeyed(run).get(id))).toEqual(Array(3).fill('RETREAT'));
  });

  it('waits long enough where reading and signing take time', () => {
    const cost = { message: 300, sign: 500, verify: 700 };
    for (const messages of ['oral', 'signed']) {
      const report = reportOf({ replicas: 7, tolerance: 2, cost, generals: { messages } });
      expect(report.outcome, messages).toBe('agreed');
    }
  });

  it('is the same byte for byte, with either scheme of signatures the same ledgers', () => {
    const said = { replicas: 5, generals: { messages: 'signed' }, workload: { requests: 2 } };
    const [one, again] = [reportOf(said), reportOf(said)];
    expect(again).toEqual(one);
    expect(reportOf({ ...said, signatures: 'ideal' }).ledgers).toEqual(one.ledgers);
  });

  it.each(['oral', 'signed'] as const)('goes on from a snapshot as without one, %s', (messages) => {
    const said = { replicas: 5, tolerance: 2, generals: { messages } };
    const straight = council(said);
    const events: TraceEvent[] = [];
    const kernel = seated(said, events);
    for (let step = 0; step < 60; step += 1) kernel.step();
    const snapshot = kernel.snapshot();
    while (kernel.step());
    kernel.restore(snapshot);
    events.length = snapshot.events;
    while (kernel.step());
    expect(events).toEqual(straight.events);
  });
});

describe('a network that breaks the assumptions', () => {
  it('is allowed, and no promise is kept by luck alone: with enough loss something breaks', () => {
    const broken = Array.from({ length: 20 }, (_, seed) =>
      reportOf({ network: { loss: 0.4 }, seed, signatures: 'ideal' } satisfies Partial<
        Record<keyof Scenario, unknown>
      >),
    );
    expect(broken.some(({ outcome }) => outcome !== 'agreed')).toBe(true);
  });
});

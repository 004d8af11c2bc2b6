import { describe, expect, it } from 'vitest';
import type { Fault, TraceEvent } from '../../../src/core/model/index.ts';
import { pbft } from '../../../src/core/protocols/pbft/index.ts';
import { MONITORS, TACTICS } from '../../../src/core/registry.ts';
import { DEFAULTS } from '../../../src/core/scenario/defaults.ts';
import { createKernel } from '../../../src/core/sim/kernel.ts';
import { council, sentBy, type Council, type Said } from './council.ts';

const BUSY = {
  workload: { clients: 2, requests: 15, interval: 0, payload: ['order ATTACK', 'order RETREAT'] },
} as const;

function twins(replicas: readonly number[], said: Said = {}): Council {
  const faults: Fault[] = [{ kind: 'lying', tactic: 'twins', replicas, at: 0, until: null }];
  return council({ ...said, faults });
}

/** Digests that the replica proposed or voted for under one view and sequence number, by type. */
function statements(run: Council, replica: number): ReadonlyMap<string, ReadonlySet<unknown>> {
  const found = new Map<string, Set<unknown>>();
  for (const { body } of sentBy(run, replica)) {
    if (!['pre-prepare', 'prepare', 'commit'].includes(body.type)) continue;
    const key = `${body.type} ${Number(body['view'])} ${Number(body['seq'])}`;
    found.set(key, (found.get(key) ?? new Set()).add(body['digest']));
  }
  return found;
}

describe('[B37] one identity run twice', () => {
  it('proposes and votes twice without a line that lies', () => {
    const runs = [1, 2, 3, 4, 5].map((seed) => twins([0], { ...BUSY, seed }));
    const doubled = runs.flatMap((run) =>
      [...statements(run, 0)].flatMap(([key, digests]) =>
        digests.size > 1 ? [key.split(' ')[0]] : [],
      ),
    );
    expect(new Set(doubled)).toContain('pre-prepare');
    // Both copies follow the protocol: nothing of what they say is ill-formed or badly signed.
    for (const { events } of runs)
      expect(events.filter((event) => event.kind === 'reject')).toEqual([]);
  });

  it.each([
    ['the primary of four', [0], {}],
    ['a backup of four', [2], {}],
    ['two of seven', [0, 1], { replicas: 7, tolerance: 2 }],
    ['one of five', [0], { replicas: 5 }],
  ] as const)('harms nobody within the bound: %s', (_name, replicas, shape) => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const until = 60_000_000;
      expect(twins(replicas, { ...shape, ...BUSY, seed, until }).broken, `seed ${seed}`).toEqual(
        [],
      );
    }
  });

  it('forks a council of which two are twins, in some of the runs', () => {
    const broken = Array.from({ length: 20 }, (_, seed) => twins([0, 3], { ...BUSY, seed }).broken);
    expect(broken.flat()).toContain('agreement');
  });

  it('draws the parts anew each round, as long as the option says', () => {
    const told = (round: number) => {
      const faults: Fault[] = [
        { kind: 'lying', tactic: 'twins', options: { round }, replicas: [3], at: 0, until: null },
      ];
      return sentBy(council({ ...BUSY, faults, seed: 4 }), 3).map(({ to, body }) => [to, body]);
    };
    expect(told(20)).not.toEqual(told(10_000));
    expect(told(20)).toEqual(told(20));
  });

  it('goes on the same from a snapshot: the second machine is part of it', () => {
    const scenario = {
      ...DEFAULTS,
      signatures: 'ideal' as const,
      workload: { ...DEFAULTS.workload, ...BUSY.workload },
      faults: [
        { kind: 'lying', tactic: 'twins', replicas: [0], at: 0, until: null },
      ] satisfies Fault[],
    };
    const told: TraceEvent[] = [];
    const kernel = createKernel({
      scenario,
      protocol: pbft,
      tactics: TACTICS,
      monitors: MONITORS,
      sink: {
        record(at, process, cause, happening) {
          told.push({ index: told.length, at, process, cause, ...happening });
        },
      },
    });
    for (let step = 0; step < 300; step += 1) kernel.step();
    const snapshot = kernel.snapshot();
    const before = told.length;
    while (kernel.step());
    const straight = told.splice(before);
    kernel.restore(snapshot);
    while (kernel.step());
    expect(straight.length).toBeGreaterThan(500);
    expect(told.splice(before)).toEqual(straight);
  });
});

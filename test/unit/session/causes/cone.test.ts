import { describe, expect, it } from 'vitest';
import type { Scenario, TraceEvent } from '../../../../src/core/model/index.ts';
import { causalCone } from '../../../../src/core/session/causes/cone.ts';
import { openRun } from '../../../../src/core/session/run.ts';
import { createTrace, type Trace } from '../../../../src/core/sim/trace.ts';
import { parts } from '../parts.ts';
import { scenarioOf } from '../support.ts';

const OF_THE_LAB = ['drop', 'violation', 'proof', 'partition', 'heal', 'intervene'];

/** Happened-before by its definition: an event's parents are its cause and the event of its process before it. */
function reachable(trace: Trace, start: number, direction: 'past' | 'future'): Set<number> {
  const edges = new Map<number, number[]>();
  const connect = (from: number, to: number): void => {
    const [key, value] = direction === 'past' ? [to, from] : [from, to];
    edges.set(key, [...(edges.get(key) ?? []), value]);
  };
  const latest = new Map<number, number>();
  for (let index = 0; index < trace.length; index += 1) {
    const event = trace.at(index);
    if (event.process < 0 || OF_THE_LAB.includes(event.kind)) continue;
    const before = latest.get(event.process);
    if (before !== undefined) connect(before, index);
    if (event.cause !== null) connect(event.cause, index);
    latest.set(event.process, index);
  }
  const found = new Set<number>();
  const open = [start];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (found.has(index)) continue;
    found.add(index);
    open.push(...(edges.get(index) ?? []));
  }
  return found;
}

function inCone(trace: Trace, event: number, direction: 'past' | 'future'): Set<number> {
  const { bounds } = causalCone(trace, event, direction);
  const found = new Set<number>([event]);
  for (let index = 0; index < trace.length; index += 1) {
    const { process, kind } = trace.at(index);
    const bound = bounds[process] ?? -1;
    const isIn = direction === 'past' ? index <= bound : bound !== -1 && index >= bound;
    if (process >= 0 && isIn && !OF_THE_LAB.includes(kind)) found.add(index);
  }
  return found;
}

function traceOf(changes: Partial<Scenario>): Trace {
  const scenario = scenarioOf(changes);
  const run = openRun(scenario, parts);
  while (!run.advance(10_000));
  return run.recording.trace;
}

const RUNS: readonly (readonly [string, Partial<Scenario>])[] = [
  ['a calm council', {}],
  [
    'a cabal with a client of its own',
    { faults: [{ replicas: [0, 3], kind: 'colluding', tactic: 'fork', at: 0, until: null }] },
  ],
  [
    'crashes, a partition and losses',
    {
      faults: [{ replicas: [0], kind: 'crashed', at: 60_000, until: 700_000 }],
      network: {
        ...scenarioOf().network,
        loss: 0.1,
        gst: 400_000,
        partitions: [
          {
            at: 100_000,
            until: 200_000,
            groups: [
              [0, 1],
              [2, 3],
            ],
          },
        ],
      },
    },
  ],
];

describe('the causal cone', () => {
  describe.each(RUNS)('of %s', (_, changes) => {
    const trace = traceOf(changes);
    const events = Array.from({ length: 12 }, (_none, part) =>
      Math.floor(((part + 0.5) * trace.length) / 12),
    ).filter((index) => !OF_THE_LAB.includes(trace.kindAt(index)));

    it.each(['past', 'future'] as const)('holds exactly what happened-before says: %s', (way) => {
      for (const event of events) {
        const wanted = [...reachable(trace, event, way)].sort((a, b) => a - b);
        expect([...inCone(trace, event, way)].sort((a, b) => a - b)).toEqual(wanted);
      }
    });

    it('counts the deliveries in the past', () => {
      for (const event of events) {
        const past = [...reachable(trace, event, 'past')];
        const delivered = past.filter((index) => trace.kindAt(index) === 'deliver').length;
        expect(causalCone(trace, event, 'past').messages).toBe(delivered);
      }
    });
  });

  it('leaves out what was sent but did not arrive in time, and what the laboratory states', () => {
    const trace = createTrace();
    const body = { type: 'prepare' };
    const told: readonly (readonly [number, number | null, object])[] = [
      [0, null, { kind: 'send', to: 2, body, arrivesAt: 9, copy: 0 }],
      [1, null, { kind: 'send', to: 2, body, arrivesAt: 2, copy: 0 }],
      [2, 1, { kind: 'deliver', from: 1, body }],
      [2, 2, { kind: 'timer-set', timer: 'view', firesAt: 8 }],
      [2, 0, { kind: 'deliver', from: 0, body }],
    ];
    told.forEach(([process, cause, happening], at) =>
      trace.record(at, process, cause, happening as TraceEvent),
    );
    const { bounds, messages } = causalCone(trace, 3, 'past');
    expect([...bounds]).toEqual([-1, 1, 3]);
    expect(messages).toBe(1);
    expect([...causalCone(trace, 1, 'future').bounds]).toEqual([-1, 1, 2]);
  });
});

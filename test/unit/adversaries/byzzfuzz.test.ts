import { describe, expect, it } from 'vitest';
import type { Fault, TacticOptions } from '../../../src/core/model/index.ts';
import { council, sentBy, type Council, type Said } from './council.ts';

const BUSY = { workload: { clients: 2, requests: 10, interval: 0 } } as const;

function fuzzed(replicas: readonly number[], options: TacticOptions, said: Said = {}): Council {
  const fault: Fault = { kind: 'lying', tactic: 'byzzfuzz', options, replicas, at: 0, until: null };
  return council({ ...BUSY, ...said, faults: [fault] });
}

/** What R3 sent, each message once. */
function said(run: Council): readonly string[] {
  return [...new Set(sentBy(run, 3).map(({ body }) => JSON.stringify(body)))];
}

describe('[B38] small steps aside in a few rounds', () => {
  it('changes no more rounds than it was told, and everything is properly signed', () => {
    const { events } = fuzzed([3], { rounds: 200, of: 40 });
    const reasons = events.flatMap((event) => (event.kind === 'reject' ? [event.reason] : []));
    expect(reasons.filter((reason) => /signature/.test(reason))).toEqual([]);
    const calm = said(council(BUSY));
    const odd = (rounds: number) => {
      const runs = [5, 6, 7, 8].map((draw) =>
        said(fuzzed([3], { rounds, of: 30, draw }, { until: 90_000 })),
      );
      return runs.map((texts) => texts.filter((text) => !calm.includes(text)).length);
    };
    expect(Math.max(...odd(1))).toBeLessThanOrEqual(2);
    expect(Math.min(...odd(200))).toBeGreaterThan(2);
  });

  it('draws other rounds and other steps for another number', () => {
    const texts = [0, 1, 2, 3].map((draw) => said(fuzzed([3], { rounds: 10, draw })).join());
    expect(new Set(texts).size).toBe(4);
    expect(said(fuzzed([3], { rounds: 10, draw: 2 })).join()).toBe(texts[2]);
  });

  it('knows every step: omitted, other view, other number, previous value, previous message', () => {
    const runs = Array.from({ length: 12 }, (_, draw) => fuzzed([0], { rounds: 60, draw }));
    const bodies = runs.flatMap((run) => sentBy(run, 0).map(({ body }) => body));
    const views = new Set(bodies.map((body) => body['view']));
    expect(views.has(1)).toBe(true);
    const seqs = bodies.flatMap(({ seq }) => (typeof seq === 'number' ? [seq] : []));
    expect(Math.min(...seqs)).toBe(0);
    const proposals = bodies.filter(({ type, view }) => type === 'pre-prepare' && view === 0);
    const digests = new Map<unknown, Set<unknown>>();
    for (const { digest, seq } of proposals)
      digests.set(digest, (digests.get(digest) ?? new Set()).add(seq));
    expect([...digests.values()].some((numbers) => numbers.size > 1)).toBe(true);
  });

  it.each([
    ['the primary of four', [0], {}],
    ['a backup of five', [4], { replicas: 5 }],
    ['two of seven', [0, 6], { replicas: 7, tolerance: 2 }],
  ] as const)('harms nobody within the bound: %s', (_name, replicas, shape) => {
    for (let draw = 0; draw < 10; draw += 1) {
      const until = 60_000_000;
      const run = fuzzed(replicas, { rounds: 40, of: 80, draw }, { ...shape, until });
      expect(run.broken, `draw ${draw}`).toEqual([]);
    }
  });
});

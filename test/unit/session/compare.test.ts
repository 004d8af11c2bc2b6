import { describe, expect, it } from 'vitest';
import type { CompareAsk, ComparePage, Run, Scenario } from '../../../src/core/model/index.ts';
import { compare } from '../../../src/core/session/compare.ts';
import { played, scenarioOf } from './support.ts';

const WORKLOAD = { clients: 1, requests: 2, interval: 50_000, payload: 'order ATTACK' };

function finished(changes: Partial<Scenario> = {}): Run {
  return played({ workload: WORKLOAD, ...changes });
}

const ALL: CompareAsk = {
  filter: { isDiffering: false, isNotable: false },
  from: 0,
  at: 0,
  count: 400,
};

function page(a: Run, b: Run, ask: Partial<CompareAsk> = {}): ComparePage {
  return compare(a.record, b.record).page({ ...ALL, ...ask });
}

const crashed = (at: number): Partial<Scenario> => ({
  interventions: [{ at, after: 0, do: 'crash', replicas: [2] }],
});

describe('two recordings side by side', () => {
  it('of one scenario are alike to the end', () => {
    const a = finished();
    const compared = page(a, finished());
    expect(compared).toMatchObject({ first: null, found: 0, isCut: false });
    expect(compared.same.events).toBe(a.record.length);
  });

  it('part where an intervention is, and it is the first difference', () => {
    const compared = page(finished(), finished(crashed(30_000)));
    expect(compared.first).toMatchObject({
      side: 'b',
      row: { kind: 'intervene', at: 30_000 },
    });
    expect(compared.same.at).toBeLessThanOrEqual(30_000);
    expect(compared.counts.onlyA).toBeGreaterThan(0);
    expect(compared.counts.onlyB).toBeGreaterThan(0);
  });

  it('account for every event behind the parting, each once', () => {
    const [a, b] = [finished(), finished(crashed(30_000))];
    const { same, counts } = page(a, b);
    expect(counts.same + counts.moved + counts.onlyA).toBe(a.record.length - same.events);
    expect(counts.same + counts.moved + counts.onlyB).toBe(b.record.length - same.events);
  });

  it('know a message that comes later as the same one', () => {
    const slow: Partial<Scenario> = {
      network: {
        ...scenarioOf().network,
        delays: [{ at: 0, until: 60_000, from: null, to: [3], kinds: ['commit'], by: 7_000 }],
      },
    };
    const [a, b] = [finished(), finished(slow)];
    const { rows } = page(a, b);
    const moved = rows.filter(({ state, a: one }) => state === 'moved' && one?.kind === 'deliver');
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.every(({ later }) => later === 7_000)).toBe(true);
  });

  it('stand in the order of time, what both have in one line', () => {
    const { rows } = page(finished(), finished(crashed(30_000)));
    expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).sort((x, y) => x - y));
    for (const { state, a, b } of rows) {
      expect((a === null ? 0 : 1) + (b === null ? 0 : 1)).toBe(state === 'same' ? 2 : 1);
      if (a && b) expect([a.kind, a.process, a.at]).toEqual([b.kind, b.process, b.at]);
    }
  });

  it('are narrowed to what differs and to what is notable', () => {
    const [a, b] = [finished(), finished(crashed(30_000))];
    const differing = page(a, b, { filter: { isDiffering: true, isNotable: false } });
    expect(differing.rows.every(({ state }) => state !== 'same')).toBe(true);
    const { counts } = differing;
    expect(differing.found).toBe(2 * counts.moved + counts.onlyA + counts.onlyB);
    const notable = page(a, b, { filter: { isDiffering: false, isNotable: true } });
    expect(notable.found).toBeGreaterThan(0);
    expect(notable.found).toBeLessThan(page(a, b).found);
  });

  it('show the rows around a time', () => {
    const [a, b] = [finished(), finished(crashed(30_000))];
    const all = page(a, b);
    const at = all.rows[40]?.at ?? 0;
    const middle = page(a, b, { from: null, at, count: 10 });
    expect(middle.before).toBe(all.rows.filter((row) => row.at <= at).length);
    expect(middle.rows).toHaveLength(10);
    expect(middle.rows.some((row) => row.at === at)).toBe(true);
  });

  it('of different councils differ from the start', () => {
    const compared = page(finished(), finished({ replicas: 7, tolerance: 2 }));
    expect(compared.same.events).toBeLessThan(20);
    expect(compared.first).not.toBeNull();
  });
});

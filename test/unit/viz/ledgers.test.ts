import { describe, expect, test } from 'vitest';
import type { MarkKind, Run } from '../../../src/core/model/index.ts';
import { ledgersScene } from '../../../src/viz/ledgers/scene.ts';
import type { LedgersInput, LedgersScene } from '../../../src/viz/ledgers/scene.ts';
import { createValueBook } from '../../../src/viz/values.ts';
import { END, finished, FORK } from './panel-runs.ts';
import { scenarioOf } from '../session/support.ts';

function sceneOf(run: Run, change: Partial<LedgersInput> = {}): LedgersScene {
  const mark: MarkKind = 'loyal';
  return ledgersScene({
    page: run.ledgers({ from: 1, to: 8 }),
    place: END,
    hidesFuture: false,
    seats: Array.from({ length: run.scenario.replicas }, (_, id) => ({ id, mark })),
    nameOf: (id) => `R${id}`,
    book: createValueBook(run.timeline().values),
    slot: 'sequence number',
    ...change,
  });
}

const digests = (run: Run, replica: number): readonly (string | null)[] =>
  run.report().ledgers[replica] ?? [];

describe('the ledgers', () => {
  test('hold at the end of a run what its report holds', () => {
    const run = finished(FORK);
    const page = run.ledgers({ from: 1, to: 8 });
    for (const replica of [0, 1, 2, 3]) {
      const held = page.entries
        .filter((entry) => entry.replica === replica && entry.kind === 'executed')
        .sort((a, b) => a.seq - b.seq)
        .map((entry) => page.digests[entry.digest]);
      expect(held).toEqual(digests(run, replica));
    }
  });

  test('of a calm run agree, and show nothing that has not happened where the future is hidden', () => {
    const run = finished();
    expect(sceneOf(run).fork).toBeNull();
    const early = sceneOf(run, { place: { at: 0, events: 0 }, hidesFuture: true });
    expect(early.rows.flatMap(({ cells }) => cells).map(({ state }) => state)).not.toContain('due');
    const ghosts = sceneOf(run, { place: { at: 0, events: 0 } });
    expect(ghosts.rows[2]?.cells[0]?.state).toBe('due');
  });

  test('flag a fork by its first sequence number and by who stands on which side', () => {
    const run = finished(FORK);
    const { fork, rows } = sceneOf(run);
    expect(fork?.seq).toBe(1);
    expect(fork?.words).toMatch(
      /^The ledgers differ from sequence number 1 on: (R1 executed A; R2 executed B|R2 executed B; R1 executed A)\.$/,
    );
    expect(rows[1]?.cells[0]).toMatchObject({ letter: 'A', isForked: true });
    expect(rows[2]?.cells[0]).toMatchObject({ letter: 'B', isForked: true });
  });

  test('flag no fork before both sides have executed', () => {
    const run = finished(FORK);
    const sides = run.ledgers({ from: 1, to: 1 }).forks[0]?.sides ?? [];
    const first = Math.min(...sides.flatMap(({ members }) => members.map(({ event }) => event)));
    expect(sceneOf(run, { place: { at: 0, events: first + 1 } }).fork).toBeNull();
  });

  test('say of a replica that fetched a state what it never executed', () => {
    const run = finished({
      faults: [{ kind: 'crashed', replicas: [3], at: 20_000, until: 700_000 }],
      workload: { clients: 1, requests: 12, interval: 20_000, payload: 'order ATTACK' },
      pbft: { ...scenarioOf().pbft, checkpointInterval: 2, window: 4 },
    });
    const cells = sceneOf(run).rows[3]?.cells ?? [];
    const skipped = cells.find(({ state }) => state === 'skipped');
    expect(skipped?.words).toMatch(/not executed; the state after it was installed at/);
    expect(digests(run, 3)[(skipped?.seq ?? 0) - 1]).toBeNull();
  });

  test('mark checkpoints, and which of them are stable', () => {
    const run = finished({ pbft: { ...scenarioOf().pbft, checkpointInterval: 2, window: 4 } });
    const cells = sceneOf(run).rows[1]?.cells ?? [];
    expect(cells.map(({ checkpoint }) => checkpoint).slice(0, 4)).toEqual([
      null,
      'stable',
      null,
      'stable',
    ]);
  });

  test('that are the same share a row in a large council', () => {
    const run = finished({ replicas: 19, tolerance: 6 });
    const { rows } = sceneOf(run);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.replicas).toHaveLength(19);
    expect(rows[0]?.name).toBe('R0, R1, R2 and 16 more');
  });
});

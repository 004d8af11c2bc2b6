import { describe, expect, test } from 'vitest';
import type { LogRow, LogView, Run } from '../../../src/core/model/index.ts';
import { logDiff } from '../../../src/viz/log/diff.ts';
import { scenarioOf } from '../session/support.ts';
import { finished } from './panel-runs.ts';

function view(...rows: readonly LogRow[]): LogView {
  return {
    sections: [
      { id: 'open', title: 'Under way', columns: ['a', 'b'], rows, omitted: 0, empty: '' },
    ],
  };
}

const row = (key: string, ...cells: readonly string[]): LogRow => ({
  key,
  cells: cells.map((cell) => [cell]),
});

describe('what a step changed in a log', () => {
  test('is a cell that reads otherwise, and no other', () => {
    const { sections, hasChanged } = logDiff({
      before: view(row('1', 'one', 'same')),
      now: view(row('1', 'two', 'same')),
    });
    expect(hasChanged).toBe(true);
    expect(sections[0]?.rows[0]?.cells.map(({ isChanged }) => isChanged)).toEqual([true, false]);
  });

  test('is every cell of a row that was not there before', () => {
    const { sections } = logDiff({ before: view(), now: view(row('2', 'new', 'row')) });
    expect(sections[0]?.rows[0]).toMatchObject({ isNew: true });
    expect(sections[0]?.rows[0]?.cells.every(({ isChanged }) => isChanged)).toBe(true);
  });

  test('is told of rows that are gone', () => {
    const { sections, hasChanged } = logDiff({
      before: view(row('1', 'a'), row('2', 'b')),
      now: view(row('2', 'b')),
    });
    expect(sections[0]?.gone).toBe(1);
    expect(hasChanged).toBe(true);
  });

  test('is nothing where nothing differs', () => {
    const same = view(row('1', 'a'));
    expect(logDiff({ before: same, now: same }).hasChanged).toBe(false);
  });
});

/** The log of a replica right after it stated something for the first time. */
function logAfter(run: Run, phase: 'prepared' | 'committed', replica: number): LogView {
  const milestone = run
    .votes({ seq: 1, view: 0 })
    .milestones.find((each) => each.phase === phase && each.replica === replica);
  const { steps } = run.window({ from: 0, until: Infinity, cap: 0 });
  const step = steps.find(({ moment }) => moment.events > (milestone?.event ?? Infinity));
  const log = step ? run.log(step.moment, replica) : null;
  if (!log) throw new Error(`R${replica} never ${phase}`);
  expect(logDiff(log).hasChanged).toBe(true);
  return log.now;
}

const rowsOf = ({ sections }: LogView, id: string): readonly LogRow[] =>
  sections.find((section) => section.id === id)?.rows ?? [];

describe('the log of a replica', () => {
  test('has a prepared certificate with its voters in the very step in which it is prepared', () => {
    const rows = rowsOf(logAfter(finished(), 'prepared', 2), 'prepared');
    expect(rows.map(({ key }) => key)).toEqual(['1']);
    expect(JSON.stringify(rows[0]?.cells.at(-1))).toContain('"process":0');
  });

  test('has what is committed, and timers with what they do', () => {
    const run = finished();
    const log = logAfter(run, 'committed', 1);
    expect(rowsOf(log, 'committed')).toHaveLength(1);
    const held = run.log({ at: 20_000, events: run.momentAt(20_000).events }, 1);
    const [timer] = held ? rowsOf(held.now, 'timers').filter(({ key }) => key === 'view') : [];
    expect(JSON.stringify(timer?.cells)).toContain('it then asks for view 1');
  });

  test('stays bounded however wide the window is', () => {
    const run = finished({
      workload: { clients: 8, requests: 20, interval: 0, payload: 'order ATTACK' },
      pbft: { ...scenarioOf().pbft, checkpointInterval: 200, window: 400 },
    });
    const log = run.log(run.momentAt(run.timeline().reached), 1);
    const sections = log?.now.sections ?? [];
    expect(Math.max(...sections.map(({ rows }) => rows.length))).toBeLessThanOrEqual(24);
    expect(sections.some(({ omitted }) => omitted > 0)).toBe(true);
  });

  test('is kept by generals, and not by clients', () => {
    const run = finished({ protocol: 'generals' });
    const end = run.momentAt(run.timeline().reached);
    const log = run.log(end, 2);
    expect(log && rowsOf(log.now, 'obeyed').length).toBe(5);
    expect(run.log(end, 4)).toBeNull();
  });
});

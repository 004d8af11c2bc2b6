import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../../src/core/model/index.ts';
import {
  EMPTY_HISTORY,
  isRemovable,
  lineOf,
  pushed,
  redone,
  renamed,
  switchedTo,
  undone,
  without,
} from '../../../../src/store/versions/history.ts';
import type { History } from '../../../../src/store/versions/history.ts';
import { scenarioOf } from '../../session/support.ts';

function crash(history: History, at: number, replica: number): Scenario {
  const before = history.present?.scenario ?? scenarioOf();
  const interventions = before.interventions.filter((each) => each.at < at);
  return {
    ...before,
    interventions: [...interventions, { at, after: 0, do: 'crash', replicas: [replica] }],
  };
}

const push = (history: History, scenario: Scenario, label: string): History =>
  pushed(history, { scenario, label, preset: '' });

/** calm (1) with the branches "R1" (2, then 3) and "R2" (4), the last one open. */
function forked(): History {
  const calm = push(EMPTY_HISTORY, scenarioOf(), 'calm');
  const one = push(calm, crash(calm, 100_000, 1), 'R1');
  const longer = push(one, crash(one, 200_000, 0), 'R1 and R0');
  const back = undone(undone(longer));
  return push(back, crash(back, 50_000, 2), 'R2');
}

describe('the tree of versions', () => {
  it('keeps what was undone and then changed', () => {
    const { versions, present, past } = forked();
    expect(versions.map(({ id, parent, label }) => [id, parent, label])).toEqual([
      [1, null, 'calm'],
      [2, 1, 'R1'],
      [3, 2, 'R1 and R0'],
      [4, 1, 'R2'],
    ]);
    expect(present?.label).toBe('R2');
    expect(past.map(({ label }) => label)).toEqual(['calm']);
  });

  it('knows where each version parts from the one that it was made from', () => {
    const history = forked();
    expect(history.versions.map(({ partsAt }) => partsAt)).toEqual([
      null,
      100_000,
      200_000,
      50_000,
    ]);
    const bigger = push(history, scenarioOf({ replicas: 7 }), 'n = 7');
    expect(bigger.present?.partsAt).toBe(0);
    const other = pushed(
      history,
      { scenario: scenarioOf({ seed: 9 }), label: '', preset: '' },
      'fresh',
    );
    expect(other.present?.partsAt).toBeNull();
  });

  it('switches to any version, from where undo leads back along its own line', () => {
    const switched = switchedTo(forked(), 3);
    expect(switched.present?.label).toBe('R1 and R0');
    expect(switched.past.map(({ label }) => label)).toEqual(['calm', 'R1']);
    expect(undone(switched).present?.label).toBe('R1');
    expect(switchedTo(switched, 3)).toBe(switched);
    expect(switchedTo(switched, 99)).toBe(switched);
  });

  it('names versions, and takes a name back', () => {
    const named = renamed(forked(), 2, '  the other way ');
    expect(named.names).toEqual({ 2: 'the other way' });
    expect(renamed(named, 2, '').names).toEqual({});
  });

  it('removes a version with all that was made of it, but nothing that the open one stands on', () => {
    const history = forked();
    expect(isRemovable(history, 1)).toBe(false);
    expect(without(history, 1)).toBe(history);
    expect(without(history, 4)).toBe(history);
    expect(without(history, 2).versions.map(({ id }) => id)).toEqual([1, 4]);
    const undoneOnce = undone(history);
    expect(undoneOnce.future.map(({ id }) => id)).toEqual([4]);
    expect(without(undoneOnce, 4)).toMatchObject({ future: [] });
  });

  it('stays bounded in a long session and keeps what is open and what has a name', () => {
    let history = renamed(forked(), 3, 'keep me');
    for (let count = 0; count < 700; count += 1) {
      history = push(undone(history), crash(history, 1_000 + count, 1), `try ${count}`);
    }
    expect(history.versions.length).toBeLessThanOrEqual(300);
    expect(history.present?.label).toBe('try 699');
    expect(history.versions.map(({ id }) => id)).toContain(3);
    expect(lineOf(history.versions, history.present?.id ?? 0).map(({ label }) => label)).toEqual([
      'calm',
      'try 699',
    ]);
    for (let count = 0; count < 400; count += 1) {
      history = push(history, crash(history, 100_000 + count, 1), `on ${count}`);
    }
    expect(history.versions.length).toBeLessThanOrEqual(300);
    expect(history.present?.label).toBe('on 399');
    expect(history.past.length).toBeGreaterThan(200);
  });
});

describe('undo and redo', () => {
  it('undoes and redoes, and a new change drops what could be redone', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((label) => ({
      label,
      preset: '',
      scenario: scenarioOf(),
    }));
    if (!a || !b || !c) throw new Error('three versions');
    const two = pushed(pushed(EMPTY_HISTORY, a), b);
    const labels = ({ past, present, future }: History): string =>
      [past, present ? [present] : [], future]
        .map((versions) => versions.map(({ label }) => label).join())
        .join('|');
    expect(labels(undone(two))).toBe('|a|b');
    expect(redone(undone(two))).toEqual(two);
    expect(labels(pushed(undone(two), c))).toBe('a|c|');
    expect(undone(undone(two))).toEqual(undone(two));
  });
});

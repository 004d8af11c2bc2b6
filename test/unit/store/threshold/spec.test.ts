import { describe, expect, it } from 'vitest';
import { caseCount, runSweepCase, sweepCase, parseScenario } from '../../../../src/core/index.ts';
import type { Ending } from '../../../../src/core/model/index.ts';
import { TACTICS } from '../../../../src/core/registry.ts';
import { blankCells, isSame, withRows } from '../../../../src/store/threshold/cells.ts';
import type { Cells } from '../../../../src/store/threshold/cells.ts';
import { asksOf } from '../../../../src/store/threshold/room.ts';
import {
  dialSpec,
  MAP_TACTICS,
  mapSpec,
  placesOf,
  RULES,
} from '../../../../src/store/threshold/spec.ts';
import { queryOf, readView } from '../../../../src/store/threshold/view.ts';
import { verdictOf } from '../../../../src/viz/threshold/tally.ts';

describe('the sweep of the map', () => {
  it('tries every tactic against PBFT, but those of a person, of a text, and those for a missing rule', () => {
    const known = TACTICS.filter(
      ({ id, kind, idle, protocols }) =>
        (protocols.length === 0 || protocols.includes('pbft')) &&
        kind !== 'prompt-injected' &&
        idle !== true &&
        id !== 'exploit',
    ).map(({ id }) => id);
    expect([...MAP_TACTICS].sort()).toEqual(['crashed', ...known].sort());
  });

  it('is made of scenarios, in the order of the squares', () => {
    for (const spec of [...RULES.map((rule) => mapSpec(rule, 64)), dialSpec(2)]) {
      const places = placesOf(spec);
      expect(caseCount(spec)).toBe(places.length * spec.runs);
      for (const { n, f, traitors, first } of places) {
        const { document, ...one } = sweepCase(spec, first);
        expect(one).toMatchObject({ n, f, faulty: traitors });
        expect(parseScenario(document, 'page').ok).toBe(true);
      }
    }
  });

  it('is asked for in pieces that hold every run once', () => {
    const spec = mapSpec('intersect', 200);
    const asked = new Set<number>();
    for (const { from, to } of asksOf(spec))
      for (let index = from; index < to; index += 1) {
        expect(asked.has(index)).toBe(false);
        asked.add(index);
      }
    expect(asked.size).toBe(caseCount(spec));
  });
});

/** Runs one square. */
function measured(
  rule: (typeof RULES)[number],
  n: number,
  traitors: number,
): Cells[number] | undefined {
  const spec = mapSpec(rule, 64);
  const place = placesOf(spec).find((each) => each.n === n && each.traitors === traitors);
  const first = place?.first ?? 0;
  const rows = Array.from({ length: 64 }, (_, turn) => runSweepCase(spec, first + turn));
  return withRows(blankCells(spec), rows).find(
    (cell) => cell.n === n && cell.traitors === traitors,
  );
}

describe('no colour comes from a formula', () => {
  it('five replicas bear one traitor with quorums that intersect, and fork with 2f + 1', () => {
    const [right, wrong] = [measured('intersect', 5, 1), measured('2f+1', 5, 1)];
    expect(right && verdictOf(right)).toBe('agreed');
    expect(wrong && verdictOf(wrong)).toBe('forked');
  });
});

describe('squares', () => {
  const spec = mapSpec('intersect', 64);
  const row = {
    ...runSweepCase(spec, 64),
    index: 64,
    ending: 'forked',
    broken: ['agreement'],
  } as const;

  it('are filled run by run, each run once, and stay what they were where nothing came', () => {
    const blank = blankCells(spec);
    const once = withRows(blank, [row]);
    expect(once[0]).toBe(blank[0]);
    expect(once[1]).toMatchObject({ n: 1, traitors: 1, broken: { agreement: 1 } });
    expect(once[1]?.endings[0]).toBe('forked');
    expect(withRows(once, [row])[1]).toEqual(once[1]);
  });

  it('are the same only where every run is', () => {
    const full = blankCells(spec).map((cell) => ({
      ...cell,
      endings: cell.endings.map((): Ending => 'agreed'),
    }));
    expect(isSame(full, full)).toBe(true);
    expect(isSame(blankCells(spec), blankCells(spec))).toBe(false);
    const other = full.map((cell, at) =>
      at === 3 ? { ...cell, endings: cell.endings.with(5, 'stalled') } : cell,
    );
    expect(isSame(full, other)).toBe(false);
  });
});

describe('the address of the page', () => {
  it('says what is shown, and the usual rule and runs go without saying', () => {
    const view = { rule: '2f+1', runs: 64, n: 5, traitors: 1, f: 2, council: 7, q: 5 } as const;
    expect(queryOf(view)).toBe('n=5&t=1&rule=2f%2B1&runs=64&f=2&council=7&q=5');
    expect(readView(queryOf(view))).toEqual({ view, problem: '' });
    const { view: usual } = readView('n=7&t=3');
    expect(queryOf(usual)).toBe('n=7&t=3');
    expect(readView('f=2').view).toMatchObject({ council: 6, q: 4 });
  });

  it('is mended where it is wrong, and says so', () => {
    const { view, problem } = readView('n=99&t=2&rule=most');
    expect(view).toMatchObject({ n: 4, traitors: 2, rule: 'intersect' });
    expect(problem).toContain('n is one of 1, 2');
    expect(problem).toContain('not “most”');
    expect(readView(`rule=${'x'.repeat(5_000)}`).problem.length).toBeLessThan(140);
    expect(readView('n=2&t=4')).toMatchObject({ view: { n: 2, traitors: 2 } });
    expect(readView('n=5&foo=bar').problem).toContain('“foo” means nothing here');
    expect(readView('council=3&q=4').problem).toContain('q is one of 1, 2, 3, not “4”');
    expect(readView('f=2&council=2').problem).toContain('council is one of 3, 4');
    expect(readView('').problem).toBe('');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runSweepCase } from '../../../../src/core/index.ts';
import {
  cellsFrom,
  shippedFrom,
  shippedSpecs,
  squaresOf,
} from '../../../../src/store/threshold/shipped.ts';
import { mapSpec } from '../../../../src/store/threshold/spec.ts';
import { firstRun, verdictOf } from '../../../../src/viz/threshold/tally.ts';
import { compareWithTheory } from '../../../../src/viz/threshold/theory.ts';
import { hashOfResults, SHIPPED } from '../../../threshold/file.ts';

const file = shippedFrom(JSON.parse(readFileSync(SHIPPED, 'utf8')));
const shipped = [...shippedSpecs()].map(([name, spec]) => ({
  name,
  spec,
  cells: cellsFrom(file.results[name] ?? [], spec),
}));

/** The run that a square owes its verdict to, and one that differs from square to square. */
function sampleOf(cell: (typeof shipped)[number]['cells'][number], at: number): readonly number[] {
  const verdict = verdictOf(cell) ?? 'agreed';
  return [firstRun(cell, verdict), (at * 37 + 11) % cell.endings.length];
}

describe('the result that comes with the page', () => {
  it('has the hash that it is labelled with', () => {
    expect(hashOfResults(file.results)).toBe(file.hash);
    expect(file.date).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it.each(shipped)(
    'is what the engine comes to, or `npm run threshold` has to be run: $name',
    ({ spec, cells }) => {
      cells.forEach((cell, at) => {
        for (const turn of sampleOf(cell, at)) {
          const { ending } = runSweepCase(spec, at * spec.runs + turn);
          expect(ending, `n ${cell.n}, ${cell.traitors} traitors, q ${cell.q}, run ${turn}`).toBe(
            cell.endings[turn],
          );
        }
      });
    },
  );

  it('agrees with theory in every square of the maps', () => {
    const odd = shipped
      .filter(({ name }) => name.startsWith('map'))
      .flatMap(({ name, cells }) =>
        cells
          .filter((cell) => compareWithTheory(verdictOf(cell) ?? 'agreed', cell) !== 'same')
          .map(({ n, traitors }) => `${name}: n ${n}, ${traitors} traitors`),
      );
    expect(odd).toEqual([]);
  });

  it('is refused where it belongs to other runs', () => {
    const [first] = shipped;
    const squares = squaresOf(first?.cells ?? []);
    expect(() => cellsFrom(squares, mapSpec('intersect', 64))).toThrow('another sweep');
    expect(() => cellsFrom(squares.slice(1), mapSpec('intersect', 200))).toThrow('another sweep');
    expect(() => shippedFrom({ date: 1 })).toThrow('cannot be read');
  });
});

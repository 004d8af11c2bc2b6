/** Squares of the map in lines, with what theory says of them. */
import type { MapCell } from '../../src/core/model/index.ts';
import { ENDINGS } from '../../src/core/model/index.ts';
import { countsOf, verdictOf } from '../../src/viz/threshold/tally.ts';
import { compareWithTheory, expectedOf } from '../../src/viz/threshold/theory.ts';

const REMARKS = {
  same: '',
  unfound: ', and no run found it',
  unforeseen: ', and a run came to something worse',
} as const;

export function tellCells(cells: readonly MapCell[]): readonly string[] {
  return cells.map((cell) => {
    const verdict = verdictOf(cell) ?? 'agreed';
    const counts = countsOf(cell);
    const told = ENDINGS.filter((ending) => counts[ending] > 0)
      .map((ending) => `${counts[ending]} ${ending}`)
      .join(', ');
    const remark = REMARKS[compareWithTheory(verdict, cell)];
    const place = `n ${cell.n}, f ${cell.f}, q ${cell.q}, traitors ${cell.traitors}`;
    return `${place}: ${verdict} (${told}); theory: ${expectedOf(cell)}${remark}`;
  });
}

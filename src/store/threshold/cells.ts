/** Squares of the map and of the dial, filled run by run. */
import type { Ending, MapCell } from '../../core/model/index.ts';
import { quorumSize } from '../../core/quorum/thresholds.ts';
import type { SweepRow, SweepSpec } from '../../worker/jobs.ts';
import { placesOf } from './spec.ts';

export type Cells = readonly MapCell[];

/** All squares of a sweep, with no run done. */
export function blankCells(spec: SweepSpec): Cells {
  return placesOf(spec).map(({ n, f, quorum, traitors }) => ({
    n,
    f,
    q: quorumSize(quorum, n, f),
    traitors,
    endings: Array.from({ length: spec.runs }, () => null),
    broken: {},
  }));
}

/** With the results of some runs. Squares in which nothing changed stay the same objects. */
export function withRows(cells: Cells, rows: readonly SweepRow[]): Cells {
  const added = new Map<number, SweepRow[]>();
  for (const row of rows) {
    const at = Math.floor(row.index / (cells[0]?.endings.length ?? 1));
    added.set(at, [...(added.get(at) ?? []), row]);
  }
  return cells.map((cell, at) => {
    const more = added.get(at);
    return more === undefined ? cell : filled(cell, more);
  });
}

function filled(cell: MapCell, rows: readonly SweepRow[]): MapCell {
  const endings: (Ending | null)[] = [...cell.endings];
  const broken = { ...cell.broken };
  for (const row of rows) {
    const turn = row.index % endings.length;
    if (endings[turn] !== null) continue;
    endings[turn] = row.ending;
    for (const monitor of row.broken) broken[monitor] = (broken[monitor] ?? 0) + 1;
  }
  return { ...cell, endings, broken };
}

/** Every run of both has been done, and came to the same. */
export function isSame(some: Cells, others: Cells): boolean {
  return (
    some.length === others.length &&
    some.every(({ endings }, at) => {
      const rest = others[at]?.endings ?? [];
      return (
        endings.length === rest.length &&
        endings.every((ending, turn) => ending !== null && ending === rest[turn])
      );
    })
  );
}

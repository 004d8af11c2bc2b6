/** Sums of a square's runs. */
import { ENDINGS } from '../../core/model/index.ts';
import type { Ending, MapCell } from '../../core/model/index.ts';

export type Counts = Readonly<Record<Ending, number>>;

type Runs = Pick<MapCell, 'endings'>;

export function countsOf({ endings }: Runs): Counts {
  const counts = { forked: 0, deceived: 0, unsafe: 0, stalled: 0, agreed: 0 };
  for (const ending of endings) if (ending !== null) counts[ending] += 1;
  return counts;
}

/** How many runs are done. */
export function doneIn(counts: Counts): number {
  return ENDINGS.reduce((sum, ending) => sum + counts[ending], 0);
}

/** No run is left to do. */
export function isWhole({ endings }: Runs): boolean {
  return endings.every((ending) => ending !== null);
}

/** The worst outcome of all runs, or null while none is done: the verdict of a square. */
export function verdictOf(cell: Runs): Ending | null {
  return worstOf(countsOf(cell));
}

export function worstOf(counts: Counts): Ending | null {
  return ENDINGS.find((ending) => counts[ending] > 0) ?? null;
}

/** The first run that ended like that, counted from 0; -1 where none did. */
export function firstRun({ endings }: Runs, ending: Ending): number {
  return endings.indexOf(ending);
}

/** A tactic's share of a square's runs. */
export type TacticTally = { readonly tactic: string; readonly counts: Counts };

/** Tactics take turns over the runs. Those that did worst come first, and else the order of the turns is kept. */
export function byTactic({ endings }: Runs, tactics: readonly string[]): readonly TacticTally[] {
  const tallies = tactics.map((tactic, place) => ({
    tactic,
    counts: countsOf({ endings: endings.filter((_, turn) => turn % tactics.length === place) }),
  }));
  return tallies.sort((a, b) => harmOf(b.counts) - harmOf(a.counts));
}

/** Larger for what is worse, and for more of it. */
function harmOf(counts: Counts): number {
  const worst = worstOf(counts);
  if (worst === null) return -1;
  return ENDINGS.length - ENDINGS.indexOf(worst) + counts[worst] / (doneIn(counts) + 1);
}

/** Tiles in a square's mosaic. */
export const TILES = 25;

/**
 * The endings as so many tiles, worst first: each has its share of the runs, rounded so that the sum is right, and what happened
 * at all has at least one tile. Runs that have not been done are null.
 */
export function tilesOf({ endings }: Runs): readonly (Ending | null)[] {
  const counts = countsOf({ endings });
  const missing = endings.length - doneIn(counts);
  const kinds = [
    ...ENDINGS.map((ending) => ({ ending, count: counts[ending] })),
    { ending: null, count: missing },
  ];
  const shares = kinds
    .filter(({ count }) => count > 0)
    .map(({ ending, count }) => {
      const exact = (count * TILES) / endings.length;
      return { ending, exact, tiles: Math.max(1, Math.floor(exact)) };
    });
  let left = TILES - shares.reduce((sum, { tiles }) => sum + tiles, 0);
  while (left !== 0 && shares.length > 0) {
    const step = Math.sign(left);
    // Who is furthest from its exact share gains one, or of those with more than one loses one.
    const next = shares
      .filter(({ tiles }) => tiles + step >= 1)
      .sort((a, b) => step * (b.exact - b.tiles - (a.exact - a.tiles)))[0];
    if (next === undefined) break;
    next.tiles += step;
    left -= step;
  }
  return shares.flatMap(({ ending, tiles }) => Array.from({ length: tiles }, () => ending));
}

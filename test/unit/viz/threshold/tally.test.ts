import { describe, expect, it } from 'vitest';
import type { Ending } from '../../../../src/core/model/index.ts';
import {
  byTactic,
  countsOf,
  firstRun,
  tilesOf,
  verdictOf,
} from '../../../../src/viz/threshold/tally.ts';

const runs = (
  ...counts: readonly (readonly [Ending | null, number])[]
): { endings: (Ending | null)[] } => ({
  endings: counts.flatMap(([ending, count]) => Array.from({ length: count }, () => ending)),
});

describe('a square’s runs', () => {
  it('are judged by the worst of them', () => {
    expect(verdictOf(runs(['agreed', 199], ['forked', 1]))).toBe('forked');
    expect(verdictOf(runs(['stalled', 3], ['unsafe', 1], ['deceived', 1]))).toBe('deceived');
    expect(verdictOf(runs(['stalled', 3], ['unsafe', 1]))).toBe('unsafe');
    expect(verdictOf(runs([null, 9], ['agreed', 1]))).toBe('agreed');
    expect(verdictOf(runs([null, 10]))).toBeNull();
    expect(firstRun(runs(['agreed', 4], ['forked', 2]), 'forked')).toBe(4);
    expect(firstRun(runs(['agreed', 4]), 'forked')).toBe(-1);
  });

  it('are counted for each tactic in its turns, the worst first', () => {
    const endings: Ending[] = ['agreed', 'forked', 'stalled', 'agreed', 'agreed', 'stalled'];
    const tallies = byTactic({ endings }, ['mute', 'fork', 'slow']);
    expect(tallies.map(({ tactic }) => tactic)).toEqual(['fork', 'slow', 'mute']);
    expect(tallies[0]?.counts).toMatchObject({ forked: 1, agreed: 1 });
    expect(tallies[1]?.counts).toMatchObject({ stalled: 2 });
  });
});

describe('the tiles of a square', () => {
  it('are its shares, and nothing that happened is without a tile', () => {
    const tiles = tilesOf(runs(['agreed', 197], ['forked', 1], ['deceived', 2]));
    expect(tiles).toHaveLength(25);
    expect(tiles.slice(0, 3)).toEqual(['forked', 'deceived', 'agreed']);
    expect(
      tilesOf(runs(['agreed', 100], ['stalled', 100])).filter((tile) => tile === 'stalled').length,
    ).toBeOneOf([12, 13]);
  });

  it('are as many for any number of runs and mixture', () => {
    for (const total of [25, 64, 200, 800])
      for (let forked = 0; forked <= total; forked += 7) {
        const rest = total - forked;
        const mixed = runs(
          ['forked', forked],
          ['stalled', Math.floor(rest / 3)],
          ['agreed', Math.ceil((2 * rest) / 3)],
        );
        const counts = countsOf(mixed);
        const tiles = tilesOf(mixed);
        expect(tiles).toHaveLength(25);
        for (const ending of ['forked', 'stalled', 'agreed'] as const)
          expect(tiles.includes(ending)).toBe(counts[ending] > 0);
      }
  });

  it('leave out what has not been run', () => {
    expect(tilesOf(runs([null, 200])).every((tile) => tile === null)).toBe(true);
    expect(
      tilesOf(runs([null, 100], ['agreed', 100])).filter((tile) => tile === null).length,
    ).toBeOneOf([12, 13]);
  });
});

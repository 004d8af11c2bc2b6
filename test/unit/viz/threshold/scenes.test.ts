import { describe, expect, it } from 'vitest';
import type { Ending, MapCell } from '../../../../src/core/model/index.ts';
import { blankCells } from '../../../../src/store/threshold/cells.ts';
import { dialSpec, mapSpec } from '../../../../src/store/threshold/spec.ts';
import { dialScene } from '../../../../src/viz/threshold/dial-scene.ts';
import { mapScene, PITCH_MIN } from '../../../../src/viz/threshold/map-scene.ts';
import { tilePaths } from '../../../../src/viz/threshold/tile-paths.ts';
import {
  dialDiscord,
  dialSentence,
  nameOfCell,
  sentenceOf,
  shareNote,
  theoryOf,
} from '../../../../src/viz/threshold/words.ts';

const blank = blankCells(mapSpec('intersect', 64));

function ended(cell: MapCell | undefined, ...endings: readonly Ending[]): MapCell {
  if (cell === undefined) throw new Error('there is such a square');
  return {
    ...cell,
    endings: cell.endings.map((_, turn) => endings[turn % endings.length] ?? 'agreed'),
  };
}

const at = (n: number, traitors: number): MapCell | undefined =>
  blank.find((cell) => cell.n === n && cell.traitors === traitors);

describe('the map’s scene', () => {
  const scene = mapScene({ cells: blank, width: 960 });

  it('has a row for each number of traitors and a square wherever there are so many replicas', () => {
    expect(scene.rows.map(({ traitors }) => traitors)).toEqual([4, 3, 2, 1, 0]);
    expect(scene.rows.map(({ squares }) => squares.length)).toEqual([10, 11, 12, 13, 13]);
    expect(scene.voids).toHaveLength(3 + 2 + 1);
  });

  it('draws the line left of n = 3t + 1 in each row', () => {
    const corners = [...scene.line.matchAll(/[MH]([\d.]+)/g)].map(([, x]) => Number(x));
    const lefts = [1, 4, 7, 10, 13].map(
      (n) => scene.rows.at(-1)?.squares.find(({ cell }) => cell.n === n)?.box.x,
    );
    expect(corners).toEqual(lefts);
  });

  it('keeps tiles within their square, and squares apart, at any width', () => {
    for (const width of [300, 900, 957, 963, 1_600]) {
      const { rows, tile, size } = mapScene({ cells: blank, width });
      // With room for all of it nothing scrolls.
      if (width >= 900) expect(size.width).toBeLessThanOrEqual(width);
      for (const { box, tiles } of rows.flatMap(({ squares }) => squares)) {
        expect(box.width).toBeGreaterThanOrEqual(PITCH_MIN);
        expect(Math.min(...tiles.map(({ x }) => x))).toBeGreaterThan(box.x);
        expect(Math.max(...tiles.map(({ x }) => x + tile))).toBeLessThanOrEqual(box.x + box.width);
        expect(Math.max(...tiles.map(({ y }) => y + tile))).toBeLessThanOrEqual(box.y + box.height);
      }
    }
  });

  it('colours by what was measured alone, and flags what theory says otherwise', () => {
    const cells = blank.map((cell) => ended(cell, 'agreed'));
    const { rows } = mapScene({ cells, width: 900 });
    const squares = rows.flatMap((row) => row.squares);
    expect(new Set(squares.map(({ verdict }) => verdict))).toEqual(new Set(['agreed']));
    const hopeless = squares.filter(({ cell }) => cell.traitors > cell.f);
    expect(hopeless.every(({ theory }) => theory === 'unfound')).toBe(true);
    expect(squares.filter(({ theory }) => theory === 'same')).toHaveLength(
      squares.length - hopeless.length,
    );
  });
});

describe('tiles', () => {
  it('of each outcome have a shape of their own', () => {
    const kinds = ['forked', 'deceived', 'unsafe', 'stalled', 'agreed', null] as const;
    const paths = tilePaths(
      kinds.map((ending) => ({ x: 0, y: 0, ending })),
      12,
    ).map(({ path }) => path);
    expect(new Set(paths).size).toBe(kinds.length);
  });

  it('of one outcome are one path', () => {
    const tiles = [0, 1, 2].map((x) => ({ x: x * 10, y: 0, ending: 'agreed' as const }));
    expect(tilePaths(tiles, 8)).toHaveLength(1);
  });
});

describe('the words of a square', () => {
  it('do not make a hopeless square sound like a chance', () => {
    const cell = ended(at(4, 2), 'forked', ...Array.from({ length: 31 }, (): Ending => 'agreed'));
    expect(sentenceOf(cell)).toMatch(
      /No choice of quorum saves this council: against two traitors it takes seven replicas\./,
    );
    expect(sentenceOf(cell)).not.toMatch(/%|chance|may|might|\d/);
    expect(shareNote(cell)).toContain('no odds');
    expect(theoryOf(cell)).toContain('The runs say the same.');
  });

  it('blame the rule where another would have held', () => {
    const five = blankCells(mapSpec('2f+1', 64)).find(
      (cell) => cell.n === 5 && cell.traitors === 1,
    );
    expect(sentenceOf(ended(five, 'forked'))).toContain(
      'The rule is at fault: with quorums of four these five hold.',
    );
  });

  it('say of a stall what was missing: votes, replies, or neither', () => {
    const dial = blankCells(dialSpec(1));
    const told = (n: number, q: number): string =>
      sentenceOf(
        ended(
          dial.find((cell) => cell.n === n && cell.q === q),
          'stalled',
        ),
      );
    expect(told(3, 3)).toContain('needs three votes, and only two loyal replicas are left');
    expect(told(2, 1)).toContain('a client also waits for two equal replies, and only one loyal');
    expect(told(6, 1)).toContain('though five loyal replicas are left to give the one vote');
    const two = blankCells(mapSpec('2f+1', 64)).find((cell) => cell.n === 2 && cell.traitors === 1);
    expect(sentenceOf(ended(two, 'stalled'))).toContain('though one loyal replica is left');
  });

  it('say where theory allows a break that no run found', () => {
    expect(theoryOf(ended(at(4, 2), 'stalled'))).toContain(
      'No run found it: the worst was stalled.',
    );
    expect(theoryOf(ended(at(4, 1), 'stalled'))).toContain('something worse: stalled');
    expect(nameOfCell(ended(at(4, 2), 'stalled'))).toContain('theory allows worse');
  });

  it('judge no square of which runs are still to come', () => {
    const whole = ended(at(4, 2), 'stalled');
    const part = { ...whole, endings: whole.endings.with(-1, null) };
    expect(theoryOf(part)).toContain('So far 63 of 64 runs are done: too early to compare.');
    expect(nameOfCell(part)).not.toContain('theory');
    const { rows } = mapScene({ cells: [part], width: 300 });
    expect(rows[0]?.squares[0]?.theory).toBe('same');
    expect(mapScene({ cells: [whole], width: 300 }).rows[0]?.squares[0]?.theory).toBe('unfound');
  });

  it('count one as one', () => {
    expect(theoryOf(ended(at(3, 1), 'deceived'))).toContain('a deceit f + 1 = 1 traitor,');
    expect(sentenceOf(ended(at(3, 1), 'deceived'))).toContain('what a single replica answers, and');
  });

  it('are there for every square and outcome', () => {
    for (const cell of blank)
      for (const ending of ['forked', 'deceived', 'unsafe', 'stalled', 'agreed'] as const) {
        const sentence = sentenceOf(ended(cell, ending));
        expect(sentence).toMatch(/^[A-Z].*\.$/);
        expect(sentence).not.toMatch(/undefined|NaN|-\d/);
      }
  });
});

describe('the dial’s scene', () => {
  const cells = blankCells(dialSpec(1)).map((cell) => {
    const isSafe = 2 * cell.q - cell.n > 1;
    const isLive = cell.q <= cell.n - 1;
    return ended(cell, isSafe ? 'agreed' : 'forked', isLive ? 'agreed' : 'stalled');
  });
  const scene = dialScene({ cells, width: 800 });
  const note = (n: number): string | undefined => scene.rows.find((row) => row.n === n)?.note;

  it('finds no quorum for three, one for four, and another for five', () => {
    expect([note(3), note(4), note(5), note(7)]).toEqual([
      'no q works',
      'q = 3 works',
      'q = 4 works',
      'q = 5 to 6 work',
    ]);
    expect(dialSentence(cells, 3)).toContain('No q is both');
    expect(dialSentence(cells, 5)).toContain('no better than four');
  });

  it('says it where no q is live, and where none is safe', () => {
    const bad = (ending: Ending) => cells.map((cell) => ended(cell, ending));
    expect(dialSentence(bad('stalled'), 3)).toContain('with each q a run stalled, and none broke');
    expect(dialSentence(bad('forked'), 3)).toContain('up to 3, and with each q one broke safety.');
  });

  it('says nothing of what has not been measured', () => {
    const open = dialScene({ cells: blankCells(dialSpec(1)), width: 800 });
    expect(open.rows.every((row) => row.note === '')).toBe(true);
    expect(
      open.rows.every(({ notches }) =>
        notches.every(({ isLiveOdd, isSafeOdd }) => !isLiveOdd && !isSafeOdd),
      ),
    ).toBe(true);
  });

  it('says where the runs differ from the inequalities, and that a client waits for replies', () => {
    expect(dialDiscord(cells)).toBe('');
    const short = cells.map((cell) =>
      cell.n === 2 && cell.q === 1 ? ended(cell, 'forked', 'stalled') : cell,
    );
    expect(dialDiscord(short)).toMatch(
      /differ at n = 2, q = 1: stalled and unsafe .* f \+ 1 = 2 equal replies/,
    );
  });

  it('has squares large enough for whoever points at them', () => {
    const sideAt = (pitchMin?: number): number =>
      dialScene({ cells, width: 340, ...(pitchMin !== undefined && { pitchMin }) }).side;
    expect([sideAt(), sideAt(44)]).toEqual([28, 44]);
  });

  it('flags what the inequalities say otherwise', () => {
    const all = cells.map((cell) => ended(cell, 'agreed'));
    const odd = dialScene({ cells: all, width: 800 }).rows.find(({ n }) => n === 3)?.notches ?? [];
    expect(odd.map(({ isLiveOdd, isSafeOdd }) => [isLiveOdd, isSafeOdd])).toEqual([
      [false, true],
      [false, true],
      [true, false],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { isCalm, nearer, nearText, type Near } from '../../../src/core/base/nearest.ts';

const CALM: Near = { number: 1, rivals: 0, view: 0, torn: 0, margin: null };

describe('the nearer of two runs', () => {
  const nearestOf = (rows: readonly Near[]): Near | null =>
    rows.reduce<Near | null>((best, row) => nearer(best, row), null);

  it('is the one with the narrower majority, then with more who were torn, then the first', () => {
    const rows = [
      CALM,
      { ...CALM, number: 2, torn: 3, margin: 2 },
      { ...CALM, number: 3, torn: 2, margin: 1 },
      { ...CALM, number: 5, torn: 3, margin: 1 },
      { ...CALM, number: 4, torn: 3, margin: 1 },
    ];
    for (const order of [rows, rows.toReversed()]) expect(nearestOf(order)?.number).toBe(4);
  });

  it('is the one with a majority of nothing before any other', () => {
    const none = { ...CALM, number: 7, torn: 1, margin: 0 };
    expect(nearestOf([{ ...CALM, number: 6, torn: 3, margin: 1 }, none])).toBe(none);
  });

  it('is none where both are calm, and the other where there is no second one', () => {
    expect(nearer(CALM, CALM)).toBe(CALM);
    expect(nearer(null, CALM)).toBeNull();
    expect(nearer({ ...CALM, view: 1 }, null)).toMatchObject({ view: 1 });
    expect([isCalm(CALM), isCalm({ ...CALM, torn: 1, margin: 0 })]).toEqual([true, false]);
  });
});

describe('what the figures say', () => {
  it.each([
    [
      { ...CALM, rivals: 1, view: 2 },
      'replica',
      '1 loyal replica was prepared for a second value of one sequence number, and the council got to view 2',
    ],
    [
      { ...CALM, view: 3 },
      'replica',
      'nobody loyal was prepared for a second value, and the council got to view 3',
    ],
    [
      { ...CALM, torn: 2, margin: 1 },
      'general',
      '2 loyal generals heard contradictory words, and the majority that one obeyed would have been undone by 1 other word',
    ],
    [
      { ...CALM, torn: 1, margin: 0 },
      'agent',
      '1 loyal agent heard contradictory words, and one of them found no majority',
    ],
  ])('%j', (near, member, text) => {
    expect(nearText(near, member)).toBe(text);
  });
});

import { describe, expect, it } from 'vitest';
import { sidesOf } from '../../../src/core/base/sides.ts';

describe('the sides of a network that is cut', () => {
  it('are the groups, and whoever is in none of them together', () => {
    expect(sidesOf([[[2], [0]]], 5)).toEqual([[2], [0], [1, 3, 4]]);
    expect(
      sidesOf(
        [
          [
            [0, 1],
            [2, 3],
          ],
        ],
        4,
      ),
    ).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('are those on the same side of all cuts where there are several', () => {
    expect(sidesOf([[[0, 1]], [[1, 2]]], 4)).toEqual([[1], [0], [2], [3]]);
  });

  it('are one where nobody is parted', () => {
    expect(sidesOf([], 3)).toEqual([[0, 1, 2]]);
    expect(sidesOf([[[0, 1, 2]]], 3)).toEqual([[0, 1, 2]]);
  });
});

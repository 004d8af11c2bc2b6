import { describe, expect, it } from 'vitest';
import { cutsAt, isolatedAt, partitionAt, sidesOf } from '../../../src/core/base/reach.ts';
import type { Intervention, Scenario } from '../../../src/core/model/index.ts';
import { DEFAULTS } from '../../../src/core/scenario/defaults.ts';

function scenario(...interventions: readonly Intervention[]): Scenario {
  const partitions = [{ at: 40, until: 60, groups: [[0, 2]] }];
  return { ...DEFAULTS, interventions, network: { ...DEFAULTS.network, partitions } };
}

const CUT: Intervention = { at: 10, after: 0, do: 'isolate', replicas: [2, 3], until: 100 };

describe('who is cut off', () => {
  it('lasts as long as the person said', () => {
    const cut = scenario(CUT);
    expect([9, 10, 99, 100].map((at) => isolatedAt(cut, at).length)).toEqual([0, 1, 1, 0]);
    expect(partitionAt(cut, 20)).toEqual([
      [2, 3],
      [0, 1],
    ]);
    expect(partitionAt(cut, 100)).toBeNull();
  });

  it('ends for those who are let back', () => {
    const back: Intervention = { at: 20, after: 0, do: 'rejoin', replicas: [3] };
    expect(isolatedAt(scenario(CUT, back), 30)).toEqual([{ replicas: [2], until: 100 }]);
  });

  it('adds to what the set-up cuts', () => {
    expect(cutsAt(scenario(CUT), 50)).toHaveLength(2);
    expect(partitionAt(scenario(CUT), 50)).toEqual([[2], [0], [3], [1]]);
  });
});

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

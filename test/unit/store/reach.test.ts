import { describe, expect, test } from 'vitest';
import type { Intervention, Scenario } from '../../../src/core/model/index.ts';
import { withCouncil } from '../../../src/store/edits.ts';
import { isolatedAt, partitionAt } from '../../../src/store/reach.ts';
import { DEFAULTS } from '../../../src/core/scenario/defaults.ts';

function scenario(...interventions: readonly Intervention[]): Scenario {
  return { ...DEFAULTS, interventions };
}

const CUT: Intervention = { at: 10, after: 0, do: 'isolate', replicas: [2, 3], until: 100 };

describe('who is cut off', () => {
  test('lasts as long as the person said', () => {
    const cut = scenario(CUT);
    expect([9, 10, 99, 100].map((at) => isolatedAt(cut, at).length)).toEqual([0, 1, 1, 0]);
    expect(partitionAt(cut, 50)).toEqual([
      [2, 3],
      [0, 1],
    ]);
  });

  test('ends for those who are let back', () => {
    const back: Intervention = { at: 20, after: 0, do: 'rejoin', replicas: [3] };
    expect(isolatedAt(scenario(CUT, back), 50)).toEqual([[2]]);
  });
});

describe('a council of another size', () => {
  const message = { from: 4, to: 0, kind: 'request', view: 0, number: 1, copy: 0, repeat: 0 };
  const act = (from: number, to: number): Intervention => ({
    at: 1,
    after: 0,
    do: 'drop',
    message: { ...message, from, to },
  });

  test('keeps what is done to messages between those who stay, clients under their new numbers', () => {
    const { interventions } = withCouncil(scenario(act(4, 0), act(1, 3)), { replicas: 7 });
    expect(interventions).toEqual([act(7, 0), act(1, 3)]);
  });

  test('forgets what is done to messages of those who go', () => {
    const { interventions } = withCouncil(scenario(act(4, 0), act(1, 3)), { replicas: 3 });
    expect(interventions).toEqual([act(3, 0)]);
  });
});

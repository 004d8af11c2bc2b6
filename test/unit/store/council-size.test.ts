import { describe, expect, test } from 'vitest';
import type { Intervention, Scenario } from '../../../src/core/model/index.ts';
import { DEFAULTS } from '../../../src/core/scenario/defaults.ts';
import { withCouncil } from '../../../src/store/edits.ts';

function scenario(...interventions: readonly Intervention[]): Scenario {
  return { ...DEFAULTS, interventions };
}

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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScenario, toMinimal } from '../../../src/core/index.ts';
import {
  withCouncil,
  withFault,
  withIntervention,
  withShortcut,
} from '../../../src/store/edits.ts';
import { scenarioOf } from './scenes.ts';

describe('edits from the start', () => {
  it('gather colluders with one plan into one cabal', () => {
    const one = withFault(scenarioOf(), [3], { kind: 'colluding', tactic: 'fork' });
    const two = withFault(one, [0], { kind: 'colluding', tactic: 'fork' });
    expect(two.faults).toEqual([
      { replicas: [0, 3], kind: 'colluding', tactic: 'fork', at: 0, until: null },
    ]);
  });

  it('replace every earlier mark of a replica, also a live one', () => {
    const crashed = withIntervention(scenarioOf(), {
      at: 9,
      after: 0,
      do: 'crash',
      replicas: [1, 2],
    });
    const loyal = withFault(crashed, [2], { kind: 'loyal' });
    expect(loyal.interventions).toEqual([{ at: 9, after: 0, do: 'crash', replicas: [1] }]);
    const none = withFault(loyal, [1], { kind: 'loyal' });
    expect(none).toMatchObject({ faults: [], interventions: [] });
  });

  it('keep every scenario valid when the council shrinks', () => {
    const big = scenarioOf({
      replicas: 7,
      tolerance: 2,
      quorum: 6,
      faults: [{ replicas: [0, 6], kind: 'colluding', tactic: 'fork' }],
      network: {
        partitions: [
          {
            at: 0,
            until: 9,
            groups: [
              [0, 1],
              [5, 6],
            ],
          },
          { at: 9, until: 12, groups: [[6]] },
        ],
        delays: [
          { until: 9, from: [1, 5], to: [7], by: 4 },
          { until: 9, from: [5, 6], by: 4 },
        ],
      },
      interventions: [{ at: 5, after: 0, do: 'crash', replicas: [5] }],
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (replicas) => {
        const edited = withCouncil(big, { replicas });
        expect(parseScenario(edited, 'page')).toMatchObject({ ok: true });
      }),
    );
    expect(withCouncil(big, { replicas: 4 }).network.delays).toEqual([
      { at: 0, until: 9, from: [1], to: [4], kinds: null, by: 4 },
    ]);
  });

  it('turn one optimisation on, leave the others as they are, and survive the way through a file', () => {
    const parsed = parseScenario({ version: 1 }, 'page');
    if (!parsed.ok) throw new Error('the empty scenario is valid');
    const { pbft } = withShortcut(parsed.scenario, 'readOnly', true);
    expect(pbft).toEqual({ ...parsed.scenario.pbft, readOnly: true });
    const minimal = toMinimal({ ...parsed.scenario, pbft });
    expect(minimal).toEqual({ version: 1, pbft: { readOnly: true } });
    expect(parseScenario(minimal, 'page')).toEqual({
      ok: true,
      scenario: { ...parsed.scenario, pbft },
    });
  });
});

describe('edits from now', () => {
  it('keep what was done before and at this step, and drop what came later', () => {
    const order = (at: number, after: number) => ({ at, after, do: 'order' as const, text: 'x' });
    const three = { ...scenarioOf(), interventions: [order(1, 0), order(5, 2), order(5, 3)] };
    const edited = withIntervention(three, order(5, 2));
    expect(edited.interventions).toEqual([order(1, 0), order(5, 2), order(5, 2)]);
  });

  it('give a run that has used up its time some more', () => {
    const short = scenarioOf({ until: 1000 });
    const late = { at: 1000, after: 0, do: 'crash' as const, replicas: [1] };
    expect(withIntervention(short, late).until).toBeGreaterThan(1000);
    expect(withIntervention(short, { ...late, at: 999 }).until).toBe(1000);
  });
});

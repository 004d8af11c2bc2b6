import { describe, expect, it } from 'vitest';
import { boundsOf, marksFromStart, quorumChoices } from '../../../src/store/council.ts';
import { scenarioOf } from './scenes.ts';

describe('the bounds', () => {
  it('tell promised from seated, and traitors from crashed ones', () => {
    const scenario = scenarioOf({ replicas: 4, tolerance: 1 });
    const { q, promised, seated } = boundsOf(scenario, ['colluding', 'loyal', 'loyal', 'crashed']);
    expect(q).toBe(3);
    expect(promised).toEqual({
      live: { count: 1, isHeld: true },
      safe: { count: 1, isHeld: true },
    });
    expect(seated).toEqual({ live: { count: 2, isHeld: false }, safe: { count: 1, isHeld: true } });
  });

  it('show that three cannot have both', () => {
    const at = (quorum: number) => boundsOf(scenarioOf({ replicas: 3, tolerance: 1, quorum }), []);
    expect(at(3).promised).toMatchObject({ live: { isHeld: false }, safe: { isHeld: true } });
    expect(at(2).promised).toMatchObject({ live: { isHeld: true }, safe: { isHeld: false } });
  });

  it('count the votes of every rule', () => {
    expect(quorumChoices(5, 1).map(({ size }) => size)).toEqual([4, 3, 4]);
  });

  it('read the marks of the set-up, the last one winning', () => {
    const faults = [
      { replicas: [1, 2], kind: 'crashed' },
      { replicas: [2], kind: 'lying', tactic: 'mute' },
    ];
    expect(marksFromStart(scenarioOf({ faults }))).toEqual(['loyal', 'crashed', 'lying', 'loyal']);
  });
});

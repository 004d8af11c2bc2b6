import { describe, expect, it } from 'vitest';
import type { Intervention, Scenario } from '../../../src/core/model/index.ts';
import { divergence, isEqual } from '../../../src/core/base/divergence.ts';
import { isBefore } from '../../../src/core/session/fork.ts';
import { scenarioOf } from './support.ts';

const crash = (at: number, after = 0): Intervention => ({ at, after, do: 'crash', replicas: [0] });
const withInterventions = (...interventions: Intervention[]): Scenario => ({
  ...scenarioOf(),
  interventions,
});

describe('the first difference of two scenarios', () => {
  it('is the earlier of the first interventions that differ', () => {
    expect(divergence(withInterventions(), withInterventions(crash(9, 2)))).toMatchObject({
      at: 9,
      after: 2,
    });
    expect(
      divergence(withInterventions(crash(5), crash(20)), withInterventions(crash(5), crash(10))),
    ).toMatchObject({ at: 10, after: 0 });
    expect(divergence(withInterventions(crash(5)), withInterventions())).toMatchObject({ at: 5 });
  });

  it('never comes where only the order of listing differs', () => {
    expect(
      divergence(withInterventions(crash(7), crash(3)), withInterventions(crash(3), crash(7))),
    ).toMatchObject({ at: Infinity });
  });

  it('is unknown where more than interventions differs, the title excepted', () => {
    expect(divergence(scenarioOf(), scenarioOf({ seed: 8 }))).toBeNull();
    expect(divergence(scenarioOf(), scenarioOf({ title: 'Other' }))).toMatchObject({
      at: Infinity,
    });
  });
});

describe('a waypoint', () => {
  const waypoint = { snapshot: { events: 40, at: 100 }, into: 1 };

  it('serves a branch only if it lies strictly before the difference', () => {
    expect(isBefore(waypoint, { at: 101, after: 0 })).toBe(true);
    expect(isBefore(waypoint, { at: 100, after: 2 })).toBe(true);
    expect(isBefore(waypoint, { at: 100, after: 1 })).toBe(false);
    expect(isBefore(waypoint, { at: 99, after: 9 })).toBe(false);
  });
});

describe('equality of plain data', () => {
  it('looks at everything and is no prefix match', () => {
    expect(isEqual({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
    expect(isEqual({ a: [1] }, { a: [1, 2] })).toBe(false);
    expect(isEqual({ a: 1 }, { b: 1 })).toBe(false);
    expect(isEqual([], {})).toBe(false);
    expect(isEqual(null, 0)).toBe(false);
  });
});

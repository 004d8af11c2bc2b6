import { describe, expect, test } from 'vitest';
import { ABLATIONS } from '../../../src/core/protocols/generals/ablations.ts';
import { CASES } from './ablations/cases.ts';

/** The same claim is made of the full algorithm and of each broken one: a switch that does nothing fails, and one that does more. */
describe('Each rule of the generals that can be left out', () => {
  test('has its case here', () => {
    expect(Object.keys(CASES).sort()).toEqual(Object.keys(ABLATIONS).sort());
  });

  for (const [rule, { what, broken, besides = [] }] of Object.entries(CASES)) {
    test(`${what}: without "${rule}", and not with it`, () => {
      expect(broken([]), 'the full algorithm').toBe(false);
      expect(broken([rule]), `without ${rule}`).toBe(true);
      const others = Object.keys(CASES).filter((other) => other !== rule);
      expect(
        others.filter((other) => broken([other])),
        'the same is seen without',
      ).toEqual(besides);
    });
  }
});

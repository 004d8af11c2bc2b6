import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../../src/core/scenario/schema.ts';
import { RULES } from './rules.ts';

function messages(more: object): readonly string[] {
  const parsed = parseScenario({ version: 1, ...more }, RULES);
  return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
}

describe('a problem is told', () => {
  it('once, where a number misses its range twice over', () => {
    expect(messages({ seed: 2 ** 53 })).toEqual([
      'seed must be a whole number from 0 to 4,294,967,295, not 9007199254740992',
    ]);
  });

  it('with the length of a list that is too long', () => {
    const faults = Array.from({ length: 1_001 }, () => ({ replicas: [0], kind: 'crashed' }));
    expect(messages({ faults })).toEqual([
      'faults must be a list of 0 to 1,000 entries, not a list of 1001',
    ]);
  });

  it('with long words cut, and no stray mark', () => {
    expect(messages({ title: 'x'.repeat(201) })).toEqual([
      expect.stringMatching(/not "x{43}\.\.\."$/),
    ]);
    expect(messages({ ['x'.repeat(60)]: 1 })).toEqual([
      expect.stringMatching(/^x{44}\.\.\. is not a known field/),
    ]);
  });
});

import { expect, it } from 'vitest';
import { assert } from '../../../src/core/base/assert.ts';

it('an assertion that does not hold says what must hold', () => {
  expect(() => {
    assert(1 + 1 === 3, 'sums are right');
  }).toThrow('sums are right');
  expect(() => {
    assert(true, 'nothing');
  }).not.toThrow();
});

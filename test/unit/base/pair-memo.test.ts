import { expect, it } from 'vitest';
import { PairMemo } from '../../../src/core/base/pair-memo.ts';

it('remembers for each pair of objects by itself, null as well', () => {
  const memo = new PairMemo<object, object, string | null>();
  const [court, other, claim, rival] = [{}, {}, {}, {}];
  const asked: string[] = [];
  const take = (first: object, second: object, value: string | null): string | null =>
    memo.take(first, second, () => {
      asked.push(value ?? 'nothing');
      return value;
    });
  expect(take(court, claim, null)).toBeNull();
  expect(take(court, claim, 'never worked out')).toBeNull();
  expect(take(court, rival, 'guilty')).toBe('guilty');
  expect(take(other, claim, 'guilty elsewhere')).toBe('guilty elsewhere');
  expect(take(court, rival, 'never worked out')).toBe('guilty');
  expect(asked).toEqual(['nothing', 'guilty', 'guilty elsewhere']);
});

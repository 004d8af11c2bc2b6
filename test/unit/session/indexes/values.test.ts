import { describe, expect, it } from 'vitest';
import { pbft } from '../../../../src/core/protocols/pbft/index.ts';
import { createValues } from '../../../../src/core/session/indexes/values.ts';

const request = (timestamp: number, operation: string) => ({ client: 4, timestamp, operation });

describe('values', () => {
  it('get letters only where they compete for one sequence number, the first proposed the first letter', () => {
    const values = createValues();
    values.learn('d1', [request(1, 'order ATTACK')]);
    values.learn('d2', [request(2, 'order RETREAT')]);
    values.add(1, 'd0');
    values.add(2, 'd1');
    values.add(2, 'd2');
    expect(
      values.list().map(({ digest, letter, label, seqs }) => [digest, letter, label, seqs]),
    ).toEqual([
      ['d0', '', 'unknown order', [1]],
      ['d1', 'A', 'order ATTACK', [2]],
      ['d2', 'B', 'order RETREAT', [2]],
    ]);
  });

  it('keep different letters where one digest competes at two sequence numbers', () => {
    const values = createValues();
    values.add(1, 'x');
    values.add(1, 'y');
    values.add(2, 'z');
    values.add(2, 'y');
    values.add(2, 'x');
    const letters = values.list().map(({ letter }) => letter);
    expect(new Set(letters).size).toBe(3);
    expect(letters[0]).toBe('A');
  });

  it('are found by the request in their batch, the empty batch being no operation', () => {
    const values = createValues();
    values.learn('d', [request(7, 'set a 1')]);
    values.learn('null', []);
    values.add(3, 'd');
    values.add(4, 'null');
    expect(values.ofRequest({ client: 4, timestamp: 7 })).toBe(0);
    expect(values.ofRequest({ client: 5, timestamp: 7 })).toBe(-1);
    expect(values.list()[1]?.label).toBe('no operation');
  });

  it('read requests out of bodies that may hold anything', () => {
    expect(pbft.proposal({ type: 'prepare', seq: 1 })).toBeNull();
    expect(
      pbft.proposal({
        type: 'pre-prepare',
        requests: [null, 3, { operation: 4 }, request(1, 'get a')],
      })?.requests,
    ).toEqual([request(1, 'get a')]);
  });
});

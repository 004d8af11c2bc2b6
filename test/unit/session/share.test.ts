import { expect, test } from 'vitest';
import { createSharer } from '../../../src/core/session/share.ts';
import { replica, slot, votes } from '../viz/builders.ts';

const views = [
  replica(0, { slots: [slot({ prepares: votes('aa', 0, 1) })] }),
  replica(0, { slots: [slot({ prepares: votes('aa', 0, 1), commits: votes('aa', 2) })] }),
  replica(0, { slots: [slot({ prepares: votes('bb', 0, 1), commits: votes('aa', 2) })] }),
  replica(1, { slots: [slot({ prepares: votes('aa', 0, 1) })], ledger: [] }),
];

test('what is shared is equal to what it was', () => {
  expect(views.map(createSharer())).toEqual(views);
});

test('equal lists of votes of a replica are one, and a change makes another', () => {
  const [one, two, three] = views.map(createSharer()).map((view) => {
    if (view.role !== 'replica') throw new Error('all of them are replicas');
    return view.replica;
  });
  expect(two?.slots[0]?.prepares).toBe(one?.slots[0]?.prepares);
  expect(three?.slots[0]?.prepares).not.toBe(two?.slots[0]?.prepares);
  expect(three?.slots[0]?.commits).toBe(two?.slots[0]?.commits);
  expect(two?.ledger).toBe(one?.ledger);
});

test('equal votes of different replicas are one', () => {
  const [one, , , four] = views.map(createSharer()).map((view) => {
    if (view.role !== 'replica') throw new Error('all of them are replicas');
    return view.replica.slots[0]?.prepares[1];
  });
  expect(four).toBe(one);
});

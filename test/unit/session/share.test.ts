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

/** The slot that each view has, as the page gets it. */
function slotsShared() {
  return views.map(createSharer()).map((view) => {
    const shown = view.role === 'replica' ? view.replica.slots[0] : undefined;
    if (shown === undefined) throw new Error('each of them is a replica with a slot');
    return shown;
  });
}

test('equal lists of votes of a replica are one, and a change makes another', () => {
  const [one, two, three] = slotsShared();
  expect(two?.prepares).toBe(one?.prepares);
  expect(three?.prepares).not.toBe(two?.prepares);
  expect(three?.commits).toBe(two?.commits);
});

test('equal ledgers of a replica are one', () => {
  const [one, two] = views.map(createSharer());
  if (one?.role !== 'replica' || two?.role !== 'replica') throw new Error('they are replicas');
  expect(two.replica.ledger).toBe(one.replica.ledger);
});

test('equal votes of different replicas are one', () => {
  const [one, , , four] = views.map(createSharer()).map((view) => {
    if (view.role !== 'replica') throw new Error('all of them are replicas');
    return view.replica.slots[0]?.prepares[1];
  });
  expect(four).toBe(one);
});

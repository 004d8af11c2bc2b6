import { describe, expect, test } from 'vitest';
import { Council, executed, ledger, sentOf, VIEW_CHANGE } from '../../support/council.ts';
import * as build from '../../support/council-messages.ts';
import { randomOf } from '../../support/council-random.ts';

/** What is lost is made good. */

const order = build.request(4, 1, 'set a 1');
const place = { view: 0, seq: 1, digest: build.digestOfRequests(order) };

/** R2 is real and has committed one request; the test speaks for the others. */
function served(): Council {
  const council = new Council({ byzantine: [0, 1, 3] });
  council.deliver(2, build.prePrepare(0, place, [order]));
  for (const id of [1, 3]) council.deliver(2, build.prepare(id, place));
  for (const id of [0, 1, 3]) council.deliver(2, build.commit(id, place));
  council.wait(10 * VIEW_CHANGE);
  return council;
}

describe('[RT1] [RT2] a STATUS is answered to its sender alone, with what it lacks', () => {
  const proposed = build.prePrepare(0, place, [order]);
  const own = { prepare: build.prepare(2, place), commit: build.commit(2, place) };
  const cases = [
    { has: 'nothing', open: [], gets: [proposed, own.prepare, own.commit] },
    { has: 'votes only', open: [{ seq: 1, phase: 0 }], gets: [proposed, own.prepare, own.commit] },
    { has: 'the proposal', open: [{ seq: 1, phase: 1 }], gets: [own.prepare, own.commit] },
    { has: 'a prepared slot', open: [{ seq: 1, phase: 2 }], gets: [own.commit] },
    { has: 'a committed slot', open: [{ seq: 1, phase: 3 }], gets: [] },
  ];
  test.each(cases)('one that has $has', ({ open, gets }) => {
    const done = served().deliver(2, build.status(3, { view: 0, executed: 0, open }));
    expect(done.sent).toEqual(gets.map((body) => ({ from: 2, to: 3, body })));
  });

  test('one that has executed it gets nothing', () => {
    expect(served().deliver(2, build.status(3, { view: 0, executed: 1 })).sent).toEqual([]);
  });

  test('one that has executed it, but needs it committed again in a later view, gets the votes', () => {
    const open = [{ seq: 1, phase: 1 }];
    const done = served().deliver(2, build.status(3, { view: 0, executed: 1, open }));
    expect(done.sent.map(({ body }) => body)).toEqual([own.prepare, own.commit]);
  });

  test('one in a lower view gets the NEW-VIEW, or the VIEW-CHANGE if there is none yet', () => {
    const council = new Council({ byzantine: [0, 1, 3] });
    for (const id of [0, 3]) council.deliver(2, build.viewChange(id, 1));
    const pending = council.deliver(2, build.status(1, { view: 0, executed: 0 }));
    expect(pending.sent).toEqual([{ from: 2, to: 1, body: council.replica(2).viewChanges[2] }]);
    const viewChanges = [0, 1, 3].map((id) => build.viewChange(id, 1));
    const newView = build.newView(1, 1, { viewChanges, proposals: [] });
    council.deliver(2, newView);
    council.wait(VIEW_CHANGE);
    for (const status of [
      build.status(3, { view: 0, executed: 0 }),
      build.status(0, { view: 1, executed: 0, active: false }),
    ]) {
      expect(council.deliver(2, status).sent).toEqual([
        { from: 2, to: status.replica, body: newView },
      ]);
    }
  });

  test('one that waits for the same view gets the VIEW-CHANGE unless it holds it', () => {
    const council = new Council({ byzantine: [0, 1, 3] });
    for (const id of [0, 3]) council.deliver(2, build.viewChange(id, 1));
    const has = { view: 1, executed: 0, active: false };
    expect(
      sentOf(council.deliver(2, build.status(3, { ...has, held: [0, 3] })), 'view-change'),
    ).toHaveLength(1);
    expect(council.deliver(2, build.status(1, { ...has, held: [0, 2, 3] })).sent).toEqual([]);
  });

  test('what is sent again is the same bytes as the first time', () => {
    const council = served();
    const first = new Set(council.traffic.map(({ body }) => JSON.stringify(body)));
    const done = council.deliver(2, build.status(3, { view: 0, executed: 0 }));
    const again = done.sent.filter(({ body }) => body.type !== 'pre-prepare');
    expect(again).toHaveLength(2);
    for (const { body } of again) expect(first).toContain(JSON.stringify(body));
  });
});

describe('[RT2] a replica that misses something says so', () => {
  test('after half a time-out without progress, to all', () => {
    const council = new Council({ byzantine: [0, 1, 3] });
    council.deliver(2, build.prePrepare(0, place, [order]));
    expect(council.timer(2, 'status')).toBe(VIEW_CHANGE / 2);
    const done = council.fire(2, 'status');
    expect(sentOf(done, 'status').map(({ to, body }) => [to, body])).toEqual(
      [0, 1, 3].map((to) => [
        to,
        build.status(2, { view: 0, executed: 0, open: [{ seq: 1, phase: 1 }] }),
      ]),
    );
  });

  test('and hands the primary the request that it waits for, which a new primary may have missed', () => {
    const council = new Council({ byzantine: [0, 1, 3] });
    council.deliver(2, order, 4);
    const viewChanges = [0, 1, 3].map((id) => build.viewChange(id, 1));
    council.deliver(2, build.newView(1, 1, { viewChanges, proposals: [] }));
    // The timer was set before the view was entered, which was progress: the second round is the one that asks.
    council.fire(2, 'status');
    expect(sentOf(council.fire(2, 'status'), 'request')).toEqual([{ to: 1, body: order }]);
  });

  test('and is quiet when nothing is missing', () => {
    const council = new Council({ operations: ['set a 1'] });
    council.settle();
    for (const id of council.replicas()) {
      expect(council.timer(id, 'status')).toBeNull();
      expect(council.timer(id, 'view')).toBeNull();
    }
    council.run(100 * VIEW_CHANGE);
    expect(council.traffic.filter(({ body }) => body.type === 'status')).toEqual([]);
  });

  test('right after a crash', () => {
    const council = served();
    council.crash(2);
    expect(sentOf(council.recover(2), 'status').map(({ to }) => to)).toEqual([0, 1, 3]);
  });
});

test('[RT3] a peer that asks a thousand times is answered a few times', () => {
  const council = served();
  let answers = 0;
  for (let round = 0; round < 1_000; round += 1) {
    council.wait(1);
    answers += sentOf(
      council.deliver(2, build.status(3, { view: 0, executed: 0 })),
      'commit',
    ).length;
  }
  expect(answers).toBeGreaterThan(1);
  expect(answers).toBeLessThanOrEqual(9);
  // Another peer does not pay for it.
  expect(council.deliver(2, build.status(1, { view: 0, executed: 0 })).sent).not.toEqual([]);
});

describe('[RT4] a valid message that shows that something was missed', () => {
  const far = { ...place, seq: 30_000 };
  const later = { ...place, view: 3 };
  test.each([
    ['far ahead', build.prepare(3, far)],
    ['of a later view', build.commit(3, later)],
    ['the status of a later view', build.status(3, { view: 3, executed: 0 })],
  ])('%s is answered at once by a STATUS to its sender, but not each time', (_name, message) => {
    const council = new Council({ byzantine: [0, 1, 3] });
    const done = council.deliver(2, message);
    expect(sentOf(done, 'status').map(({ to }) => to)).toEqual([3]);
    for (let copy = 0; copy < 20; copy += 1) {
      expect(council.deliver(2, message).sent).toEqual([]);
    }
  });

  test('one that is forged is not', () => {
    const council = new Council({ byzantine: [0, 1, 3] });
    expect(council.deliver(2, { ...build.prepare(3, far), replica: 1 }).sent).toEqual([]);
  });
});

const ORDERS = ['add a 1', 'add a 1', 'add a 1'];

describe('[RT5] with loss the run still ends', () => {
  const seeds = Array.from({ length: 12 }, (_, seed) => seed + 1);
  test.each([
    [4, 0.3, 12],
    [5, 0.3, 6],
    [7, 0.3, 3],
    [4, 0.5, 4],
  ])('n = %i, loss %d', (n, loss, runs) => {
    for (const seed of seeds.slice(0, runs)) {
      const random = randomOf(seed);
      const council = new Council({ n, operations: ORDERS, clients: 2 });
      council.lose(() => random() < loss);
      for (const client of [n, n + 1]) council.order(client, 'get a');
      council.run(400 * VIEW_CHANGE);
      expect.soft(council.client(n).completed, `seed ${seed}`).toBe(4);
      expect.soft(council.client(n + 1).completed, `seed ${seed}`).toBe(4);
      agree(council);
    }
  });

  test('and one silent replica', () => {
    for (const silent of [0, 1, 3]) {
      for (const seed of seeds.slice(0, 6)) {
        const random = randomOf(seed);
        const council = new Council({ operations: ORDERS, byzantine: [silent] });
        council.lose(() => random() < 0.3);
        council.run(800 * VIEW_CHANGE);
        expect.soft(council.client().completed, `R${silent} silent, seed ${seed}`).toBe(3);
        agree(council);
      }
    }
  });
});

/** Each ledger is the beginning of the longest one. */
function agree(council: Council): void {
  const ledgers = council.replicas().map((id) => ledger(council, id));
  const longest = ledgers.reduce((a, b) => (b.length > a.length ? b : a));
  for (const own of ledgers) expect(own).toEqual(longest.slice(0, own.length));
}

test('[RT2] a replica that has missed very many gets them all, though an answer holds only some', () => {
  const operations = Array.from({ length: 150 }, (_, index) => `set a ${index}`);
  for (const isPrimary of [true, false]) {
    // No checkpoint in between: the log is all there is.
    const council = new Council({ operations, interval: 200 });
    const absent = isPrimary ? 0 : 3;
    council.crash(absent);
    council.run(40 * VIEW_CHANGE);
    expect(council.client().completed).toBe(150);
    council.recover(absent);
    council.run(80 * VIEW_CHANGE);
    expect(ledger(council, absent)).toHaveLength(150);
    agree(council);
  }
});

describe('[RT2] after a crash with stable storage a replica catches up', () => {
  test.each([0, 1, 2, 3])('R%i, crashed from the start', (id) => {
    const council = new Council({ operations: ORDERS });
    council.crash(id);
    council.run(30 * VIEW_CHANGE);
    expect(council.client().completed).toBe(3);
    council.recover(id);
    council.run(60 * VIEW_CHANGE);
    expect(executed(council, id)).toEqual(ORDERS);
    expect(council.replica(id).active).toBe(true);
  });

  test.each([0, 1, 2, 3])('R%i, crashed in the middle of anything', (id) => {
    for (let step = 1; step <= 40; step += 1) {
      const council = new Council({ operations: ORDERS });
      let steps = 0;
      council.lose(() => {
        steps += 1;
        if (steps === step) council.crash(id);
        return false;
      });
      council.run(30 * VIEW_CHANGE);
      council.recover(id);
      council.run(80 * VIEW_CHANGE);
      expect.soft(council.client().completed, `crash at step ${step}`).toBe(3);
      expect.soft(executed(council, id), `crash at step ${step}`).toEqual(ORDERS);
      agree(council);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { Council, executed, sentOf, VIEW_CHANGE } from '../../support/council.ts';
import * as build from '../../support/council-messages.ts';

/** When a replica loses patience, and with whom. */

const ask = (timestamp: number, client = 4) =>
  build.request(client, timestamp, `set a ${timestamp}`);

/** R2 is real, the test speaks for the others. */
const backup = (clients = 2): Council => new Council({ byzantine: [0, 1, 3], clients });

function decide(council: Council, seq: number, request: ReturnType<typeof ask>, view = 0): void {
  const place = { view, seq, digest: build.digestOfRequests(request) };
  const primary = view % 4;
  council.deliver(2, build.prePrepare(primary, place, [request]));
  for (const voter of [0, 1, 3])
    if (voter !== primary) council.deliver(2, build.prepare(voter, place));
  for (const voter of [0, 1, 3]) council.deliver(2, build.commit(voter, place));
}

function enter(council: Council, view: number): void {
  const viewChanges = [0, 1, 3].map((id) => build.viewChange(id, view));
  council.deliver(2, build.newView(view % 4, view, { viewChanges, proposals: [] }));
}

describe('[T1] the timer runs while a valid request waits', () => {
  test('from the client, from another replica, or in a proposal', () => {
    const sources = [
      (council: Council) => council.deliver(2, ask(1), 4),
      (council: Council) => council.deliver(2, ask(1), 0),
      (council: Council) => council.deliver(2, build.prePrepare(0, { view: 0, seq: 1 }, [ask(1)])),
    ];
    for (const source of sources) {
      const council = backup();
      expect(council.timer(2, 'view')).toBeNull();
      source(council);
      expect(council.timer(2, 'view')).toBe(VIEW_CHANGE);
    }
  });

  test('at the primary too', () => {
    const council = new Council({ byzantine: [1, 2, 3] });
    council.deliver(0, ask(1), 4);
    expect(council.timer(0, 'view')).toBe(VIEW_CHANGE);
  });

  test('not for a request that was executed, nor for one that is forged', () => {
    const council = backup();
    decide(council, 1, ask(1));
    council.deliver(2, ask(1), 4);
    council.deliver(2, { ...ask(2), timestamp: 3 }, 4);
    expect(council.timer(2, 'view')).toBeNull();
  });
});

test('[T2] it stops when the request is executed, and starts again for the next', () => {
  const council = backup();
  council.deliver(2, ask(1), 4);
  council.deliver(2, ask(1, 5), 5);
  council.wait(300);
  decide(council, 1, ask(1));
  expect(council.timer(2, 'view')).toBe(VIEW_CHANGE);
  decide(council, 2, ask(1, 5));
  expect(council.timer(2, 'view')).toBeNull();
});

test('[T3] serving others does not reset it: the oldest request counts', () => {
  const council = backup();
  council.deliver(2, ask(1, 5), 5);
  const before = council.replica(2).timerFor;
  let settings = 0;
  for (let timestamp = 1; timestamp <= 5; timestamp += 1) {
    council.wait(100);
    decide(council, timestamp, ask(timestamp));
    if (council.replica(2).timerFor !== before) settings += 1;
  }
  expect(settings).toBe(0);
  council.fire(2, 'view');
  // It was due at 1000, not at 1500.
  expect(council.now).toBe(VIEW_CHANGE);
  expect(council.sent(2, 'view-change')).toHaveLength(3);
});

test('[T4] when it runs out the replica leaves the view and says so to all', () => {
  const council = backup();
  council.deliver(2, ask(1), 4);
  const done = council.fire(2, 'view');
  expect(sentOf(done, 'view-change').map(({ to, body }) => [to, body.view])).toEqual([
    [0, 1],
    [1, 1],
    [3, 1],
  ]);
  expect(council.replica(2)).toMatchObject({ view: 1, active: false });
  decide(council, 1, ask(1));
  expect(executed(council, 2)).toEqual([]);
});

describe.each([
  [4, 1, 3],
  [5, 1, 4],
  [7, 2, 5],
])('n = %i, f = %i, q = %i', (n, f, q) => {
  const self = n - 1;
  const patient = (): Council => {
    const byzantine = Array.from({ length: n - 1 }, (_, id) => id);
    const council = new Council({ n, f, byzantine });
    council.deliver(self, build.request(n, 1, 'get a'), n);
    return council;
  };

  test('[T5] the wait for the NEW-VIEW begins with the q-th VIEW-CHANGE', () => {
    const council = patient();
    council.fire(self, 'view');
    for (let id = 0; id < q - 1; id += 1) {
      expect(council.timer(self, 'view'), `with ${id + 1}`).toBeNull();
      council.deliver(self, build.viewChange(id, 1));
    }
    expect(council.timer(self, 'view')).toBe(VIEW_CHANGE);
  });

  test('[T8] f+1 others who want later views take it along to the lowest of these', () => {
    const council = patient();
    const before = council.timer(self, 'view');
    for (let id = 0; id < f; id += 1) council.deliver(self, build.viewChange(id, 5 + id));
    expect(council.replica(self)).toMatchObject({ view: 0, active: true });
    expect(council.timer(self, 'view')).toBe(before);
    const done = council.deliver(self, build.viewChange(f, 9));
    expect(sentOf(done, 'view-change')[0]?.body.view).toBe(5);
  });

  test('[T8] also if its own timer does not run', () => {
    const byzantine = Array.from({ length: n - 1 }, (_, id) => id);
    const council = new Council({ n, f, byzantine });
    for (let id = 0; id <= f; id += 1) council.deliver(self, build.viewChange(id, 1));
    expect(council.sent(self, 'view-change')[0]?.body.view).toBe(1);
  });

  test('[T9] f of them, however often and for however many views, do not', () => {
    const council = patient();
    for (let view = 1; view <= 50; view += 1) {
      for (let id = 0; id < f; id += 1) council.deliver(self, build.viewChange(id, view));
    }
    expect(council.replica(self)).toMatchObject({ view: 0, active: true });
    expect(council.sent(self, 'view-change')).toEqual([]);
  });
});

test('[T9] its own VIEW-CHANGE is not one of the f+1 others', () => {
  const council = backup();
  council.deliver(2, ask(1), 4);
  council.fire(2, 'view');
  council.deliver(2, build.viewChange(3, 4));
  expect(council.replica(2).view).toBe(1);
});

describe('Waiting longer and longer', () => {
  /** The view fails without a NEW-VIEW: the wait that follows for the next one. */
  function waitOf(council: Council, view: number): number | null {
    for (const id of [0, 1, 3]) council.deliver(2, build.viewChange(id, view));
    return council.timer(2, 'view');
  }

  test('[T6] views without a NEW-VIEW: T, 2T, 4T, 8T', () => {
    const council = new Council({ byzantine: [0, 1, 2] });
    council.deliver(3, ask(1), 4);
    const waits: (number | null)[] = [];
    for (const view of [1, 2]) {
      council.fire(3, 'view');
      for (const id of [0, 1, 2]) council.deliver(3, build.viewChange(id, view));
      waits.push(council.timer(3, 'view'));
    }
    council.fire(3, 'view');
    expect(council.replica(3)).toMatchObject({ view: 3, active: false });
    expect(waits).toEqual([VIEW_CHANGE, 2 * VIEW_CHANGE]);
  });

  test('[T6] views that are entered but execute nothing new count as failed', () => {
    const council = backup();
    council.deliver(2, ask(1), 4);
    council.fire(2, 'view');
    enter(council, 1);
    const waits = [council.timer(2, 'view')];
    for (const view of [3, 4, 5]) {
      council.fire(2, 'view');
      enter(council, view);
      waits.push(council.timer(2, 'view'));
    }
    expect(waits).toEqual([1, 2, 4, 8].map((times) => times * VIEW_CHANGE));
  });

  test('[T7] joining the others keeps step with them', () => {
    const council = backup();
    council.deliver(2, ask(1), 4);
    waitOf(council, 1);
    waitOf(council, 3);
    expect(council.replica(2)).toMatchObject({ view: 3, active: false });
    // View 1 had failed, without its own timer having run out.
    expect(council.timer(2, 'view')).toBe(2 * VIEW_CHANGE);
  });

  test('[T7] executing something new ends it, executing something old or nothing does not', () => {
    const council = backup();
    council.deliver(2, ask(1), 4);
    for (const view of [1, 3]) {
      council.fire(2, 'view');
      enter(council, view);
    }
    expect(council.timer(2, 'view')).toBe(2 * VIEW_CHANGE);
    const empty = { view: 3, seq: 1, digest: build.NULL_DIGEST };
    council.deliver(2, build.prePrepare(3, empty, []));
    for (const voter of [0, 1]) council.deliver(2, build.prepare(voter, empty));
    for (const voter of [0, 1, 3]) council.deliver(2, build.commit(voter, empty));
    expect(executed(council, 2)).toEqual(['']);
    expect(council.replica(2).failures).toBe(1);
    council.deliver(2, ask(1, 5), 5);
    decide(council, 2, ask(1), 3);
    expect(council.timer(2, 'view')).toBe(VIEW_CHANGE);
  });
});

test('[T10] no request timer runs while a view change is pending; it runs again afterwards', () => {
  const council = backup();
  council.deliver(2, ask(1), 4);
  council.fire(2, 'view');
  expect(council.timer(2, 'view')).toBeNull();
  council.deliver(2, ask(1, 5), 5);
  expect(council.timer(2, 'view')).toBeNull();
  enter(council, 1);
  expect(council.timer(2, 'view')).toBe(VIEW_CHANGE);
});

describe('[T11] a VIEW-CHANGE that was lost', () => {
  test('is sent again, the same bytes, until the view is entered', () => {
    const council = backup();
    council.deliver(2, ask(1), 4);
    const first = sentOf(council.fire(2, 'view'), 'view-change');
    for (let round = 0; round < 3; round += 1) {
      expect(sentOf(council.fire(2, 'resend'), 'view-change')).toEqual(first);
    }
    enter(council, 1);
    expect(council.timer(2, 'resend')).toBeNull();
  });

  test('is sent to a replica in a lower view that makes itself heard', () => {
    const council = backup();
    council.deliver(2, ask(1), 4);
    council.fire(2, 'view');
    const done = council.deliver(2, build.status(3, { view: 0, executed: 0 }));
    expect(sentOf(done, 'view-change').map(({ to, body }) => [to, body.view])).toEqual([[3, 1]]);
  });
});

describe('[T12] a replica that went ahead alone', () => {
  function ahead(): Council {
    const council = new Council({ operations: ['set a 1', 'set a 2'] });
    council.deliver(2, ask(1), 4);
    council.flight = [];
    council.fire(2, 'view');
    council.flight = [];
    expect(council.replica(2)).toMatchObject({ view: 1, active: false });
    return council;
  }

  test('comes back in when the others reach its view', () => {
    const council = ahead();
    council.crash(0);
    council.run(40 * VIEW_CHANGE);
    expect(council.client().completed).toBe(2);
    for (const id of [1, 2, 3]) {
      expect(council.replica(id)).toMatchObject({ active: true });
      expect(executed(council, id)).toEqual(['set a 1', 'set a 2']);
    }
  });

  test('comes back in with a valid NEW-VIEW for its view or a later one', () => {
    for (const view of [1, 3]) {
      const council = backup();
      council.deliver(2, ask(1), 4);
      council.fire(2, 'view');
      enter(council, view);
      expect(council.replica(2)).toMatchObject({ view, active: true });
    }
  });
});

describe('[T13] a NEW-VIEW that is not valid', () => {
  const short = (as: number, view: number) =>
    build.newView(as, view, { viewChanges: [build.viewChange(as, view)], proposals: [] });

  test('from anybody but the primary of that view is no reason to leave', () => {
    const council = backup();
    council.deliver(2, ask(1), 4);
    expect(council.deliver(2, short(3, 1)).rejected).toHaveLength(1);
    expect(council.replica(2)).toMatchObject({ view: 0, active: true });
    council.fire(2, 'view');
    const done = council.deliver(2, short(3, 1));
    expect(done.rejected).toHaveLength(1);
    expect(done.sent).toEqual([]);
    expect(council.replica(2)).toMatchObject({ view: 1, active: false });
  });

  test('from the primary that is waited for ends the wait at once', () => {
    const council = backup();
    council.deliver(2, ask(1), 4);
    council.fire(2, 'view');
    const done = council.deliver(2, short(1, 1));
    expect(done.rejected).toHaveLength(1);
    expect(sentOf(done, 'view-change')[0]?.body.view).toBe(2);
  });

  test('of a view that nobody has asked this replica to wait for is no reason either', () => {
    const council = backup();
    expect(council.deliver(2, short(1, 1)).rejected).toHaveLength(1);
    expect(council.replica(2)).toMatchObject({ view: 0, active: true });
  });
});

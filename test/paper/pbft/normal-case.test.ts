import { describe, expect, test } from 'vitest';
import { Council, executed, sentOf } from '../../support/council.ts';
import * as build from '../../support/council-messages.ts';

/** Propose, prepare, commit. */

const order = build.request(4, 1, 'set a 1');
const other = build.request(4, 1, 'set a 2');
const place = { view: 0, seq: 1, digest: build.digestOfRequests(order) };
const otherPlace = { ...place, digest: build.digestOfRequests(other) };

/** R2 is real, the test speaks for the others. */
const backup = (): Council => new Council({ byzantine: [0, 1, 3] });

describe('The primary', () => {
  test('[N1] gives the next sequence number to each request', () => {
    const council = new Council({ byzantine: [1, 2, 3], clients: 3 });
    for (const client of [4, 5, 6]) council.deliver(0, build.request(client, 1, 'get a'));
    expect(council.sent(0, 'pre-prepare').map(({ body }) => body.seq)).toEqual([
      1, 1, 1, 2, 2, 2, 3, 3, 3,
    ]);
  });

  test('[N2] tells all backups the same, and gives a request one sequence number however often it comes', () => {
    const council = new Council({ byzantine: [1, 2, 3] });
    for (let copy = 0; copy < 4; copy += 1) council.deliver(0, order, copy);
    const proposals = council.sent(0, 'pre-prepare');
    expect(proposals.map(({ to }) => to)).toEqual([1, 2, 3]);
    expect(new Set(proposals.map(({ body }) => body.digest))).toEqual(new Set([place.digest]));
  });

  test('[N2] gives one timestamp of a client one sequence number, also for two operations', () => {
    const council = new Council({ byzantine: [1, 2, 3] });
    council.deliver(0, order);
    council.deliver(0, other);
    expect(council.sent(0, 'pre-prepare').map(({ body }) => body.seq)).toEqual([1, 1, 1]);
  });

  test('[N6] ignores proposals that come to it', () => {
    const council = new Council({ byzantine: [1, 2, 3] });
    const before = JSON.stringify(council.replica(0));
    const done = council.deliver(0, build.prePrepare(0, place, [order]), 3);
    expect(done.ignored).toHaveLength(1);
    expect(council.deliver(0, build.prePrepare(1, place, [order])).rejected).toHaveLength(1);
    expect(JSON.stringify(council.replica(0))).toBe(before);
  });
});

describe('[N3] [N4] a proposal that is not in order changes nothing, and the right one is still accepted', () => {
  const forged = { ...order, sig: order.sig.replace(/^./, (c) => (c === '0' ? '1' : '0')) };
  const cases = {
    'signed by a backup': build.prePrepare(1, place, [order]),
    'with the digest of something else': {
      ...build.proposal(0, otherPlace),
      requests: [order],
    },
    'with the digest of nothing': { ...build.proposal(0, place), requests: [] },
    'with a forged request': build.prePrepare(0, place, [forged]),
    'with one forged request of two': build.prePrepare(0, place, [
      build.request(4, 2, 'x'),
      forged,
    ]),
    'for sequence number 0': build.prePrepare(0, { view: 0, seq: 0 }, [order]),
    'in the name of the primary': { ...build.prePrepare(1, place, [order]), replica: 0 },
    'of a later view by the primary of this one': build.prePrepare(0, { view: 1, seq: 1 }, [order]),
  };
  for (const [name, message] of Object.entries(cases)) {
    test(name, () => {
      const council = backup();
      const before = JSON.stringify(council.replica(2));
      const done = council.deliver(2, message);
      expect(done.rejected).toHaveLength(1);
      expect(done.sent).toEqual([]);
      expect(JSON.stringify(council.replica(2))).toBe(before);
      council.deliver(2, build.prePrepare(0, place, [order]));
      expect(council.sent(2, 'prepare')).toHaveLength(3);
    });
  }

  test('of an earlier view', () => {
    const council = backup();
    council.deliver(2, emptyNewView(1));
    const done = council.deliver(2, build.prePrepare(0, place, [order]));
    expect(done.ignored).toHaveLength(1);
    expect(done.sent).toEqual([]);
    expect(council.replica(2).slots).toEqual({});
  });

  test('far ahead of what was executed', () => {
    const council = backup();
    expect(
      council.deliver(2, build.prePrepare(0, { view: 0, seq: 30_000 }, [order])).ignored,
    ).toHaveLength(1);
    expect(council.replica(2).slots).toEqual({});
  });
});

function emptyNewView(view: number, primary = view % 4) {
  const viewChanges = [0, 1, 3].map((id) => build.viewChange(id, view));
  return build.newView(primary, view, { viewChanges, proposals: [] });
}

describe('A backup', () => {
  test('[N5] stays with the first proposal, and says that it saw a second one', () => {
    const council = backup();
    council.deliver(2, build.prePrepare(0, place, [order]));
    const done = council.deliver(2, build.prePrepare(0, place, [other]));
    expect(done.ignored).toHaveLength(1);
    expect(done.facts).toContainEqual({ fact: 'rule', rule: 'N5' });
    expect(council.replica(2).slots[1]?.proposal?.digest).toBe(place.digest);
    expect(council.sent(2, 'prepare').map(({ body }) => body.digest)).toEqual(
      Array(3).fill(place.digest),
    );
  });

  test('[N5] an identical copy of the proposal is no news', () => {
    const council = backup();
    council.deliver(2, build.prePrepare(0, place, [order]));
    const before = JSON.stringify(council.replica(2));
    const done = council.deliver(2, build.prePrepare(0, place, [order]));
    expect(done.facts).toEqual([]);
    expect(done.sent).toEqual([]);
    expect(JSON.stringify(council.replica(2))).toBe(before);
  });

  test('[N6] ignores prepares of the primary, also before its proposal', () => {
    const council = backup();
    expect(council.deliver(2, build.prepare(0, place)).ignored).toHaveLength(1);
    council.deliver(2, build.prePrepare(0, place, [order]));
    expect(council.deliver(2, build.prepare(0, place)).ignored).toHaveLength(1);
    expect(council.facts(2, 'prepared')).toEqual([]);
  });

  test('[N7] sends one prepare to all, and logs proposal and vote', () => {
    const council = backup();
    const done = council.deliver(2, build.prePrepare(0, place, [order]));
    expect(sentOf(done, 'prepare').map(({ to }) => to)).toEqual([0, 1, 3]);
    const slot = council.replica(2).slots[1];
    expect(slot?.proposal).toEqual(build.proposal(0, place));
    expect(slot?.prepares.votes[2]).toEqual(build.prepare(2, place));
    council.deliver(2, build.prePrepare(0, place, [order]));
    council.deliver(2, build.prePrepare(0, place, [other]));
    expect(council.sent(2, 'prepare')).toHaveLength(3);
  });

  test('[N8] keeps votes that come before the proposal, each for its digest', () => {
    const council = backup();
    council.deliver(2, build.prepare(1, place));
    council.deliver(2, build.prepare(3, otherPlace));
    for (const voter of [0, 1, 3]) council.deliver(2, build.commit(voter, place));
    expect(council.facts(2, 'prepared')).toEqual([]);
    council.deliver(2, build.prePrepare(0, place, [order]));
    expect(council.facts(2, 'prepared').map(({ voters }) => voters)).toEqual([[0, 1, 2]]);
    expect(executed(council, 2)).toEqual(['set a 1']);
  });

  test('[N8] does not count votes of another view', () => {
    const council = backup();
    council.deliver(2, emptyNewView(1));
    const now = { ...place, view: 1 };
    for (const view of [0, 2]) {
      const then = { ...place, view };
      for (const voter of [0, 1, 3]) {
        council.deliver(2, build.prepare(voter, then));
        council.deliver(2, build.commit(voter, then));
      }
    }
    council.deliver(2, build.prePrepare(1, now, [order]));
    expect(council.facts(2, 'prepared')).toEqual([]);
    council.deliver(2, build.prepare(0, now));
    expect(council.facts(2, 'prepared')).toHaveLength(1);
    expect(council.facts(2, 'committed')).toEqual([]);
  });

  test('[N9] sends one commit to all, when it is prepared and not before', () => {
    const council = backup();
    council.deliver(2, build.prePrepare(0, place, [order]));
    expect(council.sent(2, 'commit')).toEqual([]);
    const done = council.deliver(2, build.prepare(1, place));
    expect(sentOf(done, 'commit').map(({ to, body }) => [to, body])).toEqual(
      [0, 1, 3].map((to) => [to, build.commit(2, place)]),
    );
    council.deliver(2, build.prepare(3, place));
    council.deliver(2, build.prepare(1, place));
    expect(council.sent(2, 'commit')).toHaveLength(3);
  });
});

describe('[N12] while it waits for a new view', () => {
  function waiting(): Council {
    const council = backup();
    council.deliver(2, build.prePrepare(0, place, [order]));
    council.fire(2, 'view');
    expect(council.replica(2)).toMatchObject({ view: 1, active: false });
    return council;
  }

  test('phase messages of the view it has left prepare and commit nothing', () => {
    const council = waiting();
    for (const voter of [1, 3]) council.deliver(2, build.prepare(voter, place));
    for (const voter of [0, 1, 3]) council.deliver(2, build.commit(voter, place));
    council.deliver(2, build.prePrepare(0, { view: 0, seq: 2 }, [build.request(4, 2, 'get a')]));
    expect(council.facts(2, 'prepared')).toEqual([]);
    expect(council.facts(2, 'executed')).toEqual([]);
    expect(council.sent(2, 'commit')).toEqual([]);
    expect(council.sent(2, 'prepare')).toHaveLength(3);
  });

  test('a body that comes late wakes no vote of the view it has left', () => {
    // In view 1 it lacks the body of what was proposed again, holds votes for it, and leaves for view 2.
    const council = new Council({ byzantine: [0, 1, 2] });
    const proof = build.proof(4, place, [1, 2]);
    const again = { ...place, view: 1 };
    const viewChanges = [
      build.viewChange(0, 1, [proof]),
      build.viewChange(1, 1, [proof]),
      build.viewChange(2, 1),
    ];
    council.deliver(3, build.newView(1, 1, { viewChanges, proposals: [build.proposal(1, again)] }));
    for (const voter of [0, 2]) council.deliver(3, build.prepare(voter, again));
    for (const voter of [0, 1]) council.deliver(3, build.viewChange(voter, 2));
    expect(council.replica(3)).toMatchObject({ view: 2, active: false });
    expect(council.sent(3, 'view-change')[0]?.body.prepared).toEqual([]);
    expect(council.deliver(3, build.requestBody(order)).rejected).toEqual([]);
    expect(council.facts(3, 'prepared')).toEqual([]);
    expect(council.sent(3, 'commit')).toEqual([]);
  });

  test('a request is kept, but neither relayed nor waited for', () => {
    const council = waiting();
    const done = council.deliver(2, build.request(4, 9, 'get a'), 4);
    expect(done.sent).toEqual([]);
    expect(council.timer(2, 'view')).toBeNull();
  });

  test('after it has entered the new view it still sends nothing for the old one', () => {
    const council = waiting();
    council.deliver(2, emptyNewView(1));
    for (const voter of [1, 3]) council.deliver(2, build.prepare(voter, place));
    expect(council.sent(2, 'commit')).toEqual([]);
  });
});

describe('[N13] phase messages of a view that has not begun here', () => {
  const early = { ...place, view: 1 };
  const all = [
    build.prePrepare(1, early, [order]),
    build.prepare(0, early),
    build.prepare(3, early),
    ...[0, 1, 3].map((voter) => build.commit(voter, early)),
  ];

  test('do nothing before its NEW-VIEW, whether the replica waits for it or knows of nothing', () => {
    for (const isWaiting of [false, true]) {
      const council = backup();
      if (isWaiting) {
        council.deliver(2, order, 4);
        council.fire(2, 'view');
      }
      for (const message of all) {
        expect(sentOf(council.deliver(2, message), 'prepare')).toEqual([]);
      }
      expect(council.facts(2, 'pre-prepared')).toEqual([]);
      expect(council.facts(2, 'executed')).toEqual([]);
    }
  });

  test('count after it', () => {
    const council = backup();
    council.deliverAll(2, all);
    council.deliver(2, emptyNewView(1));
    expect(executed(council, 2)).toEqual(['set a 1']);
  });

  test('are kept in a bounded number', () => {
    const council = backup();
    for (let seq = 1; seq <= 500; seq += 1) council.deliver(2, build.prepare(3, { ...early, seq }));
    for (let view = 1; view <= 500; view += 1)
      council.deliver(2, build.commit(3, { ...early, view: view * 4 }));
    expect(Object.values(council.replica(2).early).flat().length).toBeLessThanOrEqual(64);
  });
});

describe('[N14] messages of one request without faults', () => {
  test.each([4, 5, 6, 7, 10])('n = %i', (n) => {
    const council = new Council({ n, operations: ['set a 1'] });
    council.settle();
    const count = (type: string): number =>
      council.traffic.filter(({ body }) => body.type === type).length;
    expect(count('request')).toBe(1);
    expect(count('pre-prepare')).toBe(n - 1);
    expect(count('prepare')).toBe((n - 1) ** 2);
    expect(count('commit')).toBe(n * (n - 1));
    expect(count('reply')).toBe(n);
    expect(council.traffic).toHaveLength(1 + n - 1 + (n - 1) ** 2 + n * (n - 1) + n);
    for (const id of council.replicas()) {
      expect(council.rejected(id)).toEqual([]);
      expect(council.replica(id).view).toBe(0);
    }
  });
});

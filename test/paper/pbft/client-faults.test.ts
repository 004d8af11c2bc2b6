import { describe, expect, test } from 'vitest';
import { Council, executed, ledger, sentOf, VIEW_CHANGE } from '../../support/council.ts';
import * as build from '../../support/council-messages.ts';

/** Byzantine clients. They harm nobody but themselves. */

const LIAR = 5;
const order = build.request(LIAR, 1, 'add a 1');
const forged = { ...order, sig: build.request(LIAR, 1, 'add a 2').sig };

/** All correct replicas agree, and none has left its view. */
function isCalm(council: Council): void {
  const ids = council.replicas();
  for (const id of ids) {
    expect(council.facts(id, 'view-change-sent')).toEqual([]);
    expect(ledger(council, id)).toEqual(ledger(council, ids[0] ?? 0));
    expect(council.replica(id).service).toEqual(council.replica(ids[0] ?? 0).service);
  }
}

describe('[B33] a signature that is good for some and bad for others', () => {
  test.each([
    ['bad for the primary', [0]],
    ['bad for the primary and a backup', [0, 1]],
    ['bad for the backups', [1, 2, 3]],
    ['bad for one backup', [3]],
  ])('%s: executed everywhere once a good copy reaches somebody', (_what, badly) => {
    const council = new Council({ clients: 2 });
    for (const id of council.replicas()) {
      const { rejected } = council.deliver(id, badly.includes(id) ? forged : order, LIAR);
      expect(rejected).toHaveLength(badly.includes(id) ? 1 : 0);
    }
    council.run(20 * VIEW_CHANGE);
    for (const id of council.replicas()) expect(executed(council, id)).toEqual(['add a 1']);
    isCalm(council);
  });

  test('bad for all: refused by all, nobody waits for it, and nobody leaves the view', () => {
    const council = new Council({ clients: 2 });
    for (const id of council.replicas()) {
      const done = council.deliver(id, forged, LIAR);
      expect(done.rejected).toHaveLength(1);
      expect(done.sent).toEqual([]);
      expect(council.timer(id, 'view')).toBeNull();
    }
    council.run(20 * VIEW_CHANGE);
    for (const id of council.replicas()) expect(executed(council, id)).toEqual([]);
    isCalm(council);
  });

  test('a primary that proposes the bad copy is refused, and that alone moves nobody', () => {
    const council = new Council({ byzantine: [0], clients: 2 });
    for (const id of [1, 2, 3]) {
      const done = council.deliver(id, build.prePrepare(0, { view: 0, seq: 1 }, [forged]));
      expect(done).toMatchObject({ rejected: [{}], sent: [], facts: [] });
    }
    council.run(20 * VIEW_CHANGE);
    isCalm(council);
  });
});

describe('[B33] timestamps', () => {
  test('the last one there is: executed once, and nothing of this client after it', () => {
    const council = new Council({ clients: 2, interval: 1 });
    const last = build.request(LIAR, Number.MAX_SAFE_INTEGER, 'add a 5');
    for (const request of [order, last, build.request(LIAR, 2, 'add a 9'), last]) {
      for (const id of council.replicas()) council.deliver(id, request, LIAR);
      council.settle();
    }
    for (const id of council.replicas())
      expect(executed(council, id)).toEqual(['add a 1', 'add a 5']);
    isCalm(council);
  });

  test('beyond it there is none', () => {
    const council = new Council({ clients: 2 });
    for (const timestamp of [2 ** 53, 2 ** 53 + 2, Infinity, -1, 0.5]) {
      const request = build.request(LIAR, timestamp, 'add a 1');
      expect(council.deliver(2, request, LIAR).rejected).toHaveLength(1);
    }
  });

  test('[D13] two orders under one, in one batch: one takes effect, the same everywhere', () => {
    for (const seed of [1, 2, 3, 4]) {
      const council = new Council({ clients: 3, batch: 4 });
      const twins = [order, build.request(LIAR, 1, 'add a 10')] as const;
      for (const id of council.replicas()) {
        const mine = (id + seed) % 2 === 0 ? twins : twins.toReversed();
        for (const twin of mine) council.deliver(id, twin, LIAR);
        council.deliver(id, build.request(6, 1, 'add b 1'), 6);
      }
      council.settle({ seed });
      council.run(20 * VIEW_CHANGE);
      const effect = council.replica(1).service['a'];
      expect(['1', '10']).toContain(effect);
      isCalm(council);
    }
  });
});

describe('[B33] ways to write', () => {
  test('to backups only, and never again: relayed and executed', () => {
    const council = new Council({ clients: 2 });
    for (const id of [1, 2, 3]) council.deliver(id, order, LIAR);
    council.settle();
    for (const id of council.replicas()) expect(executed(council, id)).toEqual(['add a 1']);
    isCalm(council);
  });

  test('to one backup only: it relays it, and all execute', () => {
    const council = new Council({ clients: 2 });
    council.deliver(3, order, LIAR);
    council.settle();
    for (const id of council.replicas()) expect(executed(council, id)).toEqual(['add a 1']);
    isCalm(council);
  });

  test('a flood: a bounded number waits, the others of it are ignored, and another client is served in its turn', () => {
    const council = new Council({ byzantine: [0], clients: 2 });
    for (let stamp = 1; stamp <= 3_000; stamp += 1)
      council.deliver(2, build.request(LIAR, stamp, 'add a 1'), LIAR);
    council.deliver(2, build.request(4, 1, 'set b 1'), 4);
    const { waiting } = council.replica(2);
    expect(waiting.length).toBe(17);
    expect(waiting.at(-1)?.client).toBe(4);
    expect(council.ignored(2)).toHaveLength(3_000 - 16);
  });

  test('a flood through a whole council: nothing diverges', () => {
    const council = new Council({ operations: ['set b 1', 'set b 2'], clients: 2, interval: 2 });
    for (let stamp = 1; stamp <= 40; stamp += 1)
      for (const id of council.replicas())
        council.deliver(id, build.request(LIAR, stamp, 'add a 1'), LIAR);
    council.settle({ seed: 5 });
    council.run(40 * VIEW_CHANGE);
    expect(council.client(4).completed).toBe(2);
    isCalm(council);
  });

  test('a write that is called read-only: refused by all, whether or not reads are served', () => {
    for (const shortcuts of [[], ['readOnly']] as const) {
      const council = new Council({ clients: 2, shortcuts });
      const posing = build.request(LIAR, 1, 'add a 1', { readOnly: true });
      for (const id of council.replicas())
        expect(council.deliver(id, posing, LIAR)).toMatchObject({ rejected: [{}], sent: [] });
      council.run(20 * VIEW_CHANGE);
      for (const id of council.replicas()) expect(council.replica(id).service).toEqual({});
      isCalm(council);
    }
  });

  test('answers that it never takes: they are sent once, and again only when it asks', () => {
    const council = new Council({ clients: 2 });
    for (const id of council.replicas()) council.deliver(id, order, LIAR);
    council.run(20 * VIEW_CHANGE);
    for (const id of council.replicas()) {
      const own = council.sent(id, 'reply').filter(({ to }) => to === LIAR);
      expect(own.length).toBeLessThanOrEqual(2);
    }
  });
});

test('[B34] signed late, so that only the primary can show it: its proposal shows it to all', () => {
  const council = new Council({ byzantine: [0], clients: 2 });
  for (const id of [1, 2, 3]) expect(council.deliver(id, forged, LIAR).rejected).toHaveLength(1);
  const place = { view: 0, seq: 1, digest: build.digestOfRequests(order) };
  for (const id of [1, 2, 3]) council.deliver(id, build.prePrepare(0, place, [order]));
  council.settle();
  for (const id of [1, 2, 3]) expect(executed(council, id)).toEqual(['add a 1']);
  isCalm(council);
});

test('[B34] also where the primary shows it to some: the others take it from those', () => {
  const council = new Council({ byzantine: [0], clients: 2 });
  const place = { view: 0, seq: 1, digest: build.digestOfRequests(order) };
  for (const id of [1, 2]) council.deliver(id, build.prePrepare(0, place, [order]));
  for (const id of [1, 2, 3]) council.deliver(id, build.commit(0, place));
  council.run(20 * VIEW_CHANGE);
  for (const id of [1, 2, 3]) expect(executed(council, id)).toEqual(['add a 1']);
});

describe('[X4] exactly once across view changes', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'executed by one, asked for again, proposed again in the next view: seed %i',
    (seed) => {
      const operations = ['add a 1', 'add a 1', 'add a 1'];
      const council = new Council({ operations, clients: 2 });
      const heal = council.lose(({ to, body }) => body.type === 'commit' && to !== seed % 4);
      council.settle({ seed });
      expect(executed(council, seed % 4).length).toBeGreaterThan(0);
      council.run(3 * VIEW_CHANGE);
      for (const id of council.replicas())
        council.deliver(id, council.client(4).request ?? order, 4);
      heal();
      council.run(200 * VIEW_CHANGE);
      for (const client of [4, 5]) expect(council.client(client).completed).toBe(3);
      for (const id of council.replicas())
        expect(council.replica(id).service).toEqual({ a: String(executed(council, id).length) });
      const counts = council.replicas().map((id) => executed(council, id).length);
      expect(counts.filter((count) => count === 6).length).toBeGreaterThanOrEqual(3);
      expect(Math.max(...counts)).toBe(6);
      expect(Math.max(...council.replicas().map((id) => council.replica(id).view))).toBeGreaterThan(
        0,
      );
    },
  );
});

test('[X7] a client that asks again in the next view gets the answer of the first', () => {
  const council = new Council({ clients: 2 });
  council.deliver(0, order, LIAR);
  council.settle();
  const before = council.sent(2, 'reply')[0]?.body;
  for (const id of [1, 2, 3]) council.deliver(id, build.request(4, 1, 'set b 1'), LIAR);
  council.crash(0);
  council.run(20 * VIEW_CHANGE);
  expect(council.replica(2).view).toBeGreaterThanOrEqual(1);
  const after = sentOf(council.deliver(2, order, LIAR), 'reply')[0]?.body;
  expect(after).toEqual(before);
});

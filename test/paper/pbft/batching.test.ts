import { describe, expect, test } from 'vitest';
import { Council, executed, sentOf } from '../../support/council.ts';
import * as build from '../../support/council-messages.ts';
import { ask, decide } from '../../support/council-play.ts';

/** Batches of requests, and several sequence numbers in progress. */

const from = (client: number, operation: string, timestamp = 1) =>
  build.request(client, timestamp, operation);

describe('[BA1] a batch', () => {
  test('is one sequence number over the ordered list, and is executed in that order with an answer for each', () => {
    const council = new Council({ byzantine: [0, 1, 3], clients: 3 });
    const list = [from(6, 'add a 1'), from(4, 'add a 10'), from(5, 'set a 7')];
    decide(council, 2, 1, list);
    expect(council.replica(2).executed).toBe(1);
    expect(executed(council, 2)).toEqual(['add a 1', 'add a 10', 'set a 7']);
    const replies = council.sent(2, 'reply').map(({ to, body }) => [to, body.result]);
    expect(replies).toEqual([
      [6, '1'],
      [4, '11'],
      [5, '7'],
    ]);
  });

  test('in another order is another batch', () => {
    const [a, b] = [from(4, 'set a 1'), from(5, 'set a 2')];
    expect(build.digestOfRequests(a, b)).not.toBe(build.digestOfRequests(b, a));
    const council = new Council({ byzantine: [0, 1, 3], clients: 2 });
    const proposal = build.prePrepare(0, { view: 0, seq: 1 }, [a, b]);
    expect(council.deliver(2, { ...proposal, requests: [b, a] }).rejected).toHaveLength(1);
  });

  test('holds what waits, the oldest first, and no more than it may', () => {
    const council = new Council({ byzantine: [1, 2, 3], clients: 12, batch: 4 });
    for (let client = 4; client < 16; client += 1) council.deliver(0, from(client, 'add a 1'));
    const sizes = council
      .sent(0, 'pre-prepare')
      .filter(({ to }) => to === 1)
      .map(({ body }) => body.requests.map(({ client }) => client));
    // The first two requests find nothing in progress; the others wait for one of those.
    expect(sizes).toEqual([[4], [5]]);
    const [first] = council.sent(0, 'pre-prepare');
    if (first === undefined) throw new Error('nothing proposed');
    for (const id of [1, 2]) council.deliver(0, build.prepare(id, first.body));
    for (const id of [1, 2]) council.deliver(0, build.commit(id, first.body));
    const third = council.sent(0, 'pre-prepare').filter(({ to }) => to === 1)[2];
    expect(third?.body.requests.map(({ client }) => client)).toEqual([6, 7, 8, 9]);
  });

  test('serves everybody, each once', () => {
    const council = new Council({ clients: 10, batch: 4, operations: ['add a 1', 'add a 1'] });
    council.settle({ seed: 3 });
    for (let client = 4; client < 14; client += 1) expect(council.client(client).completed).toBe(2);
    for (const id of [0, 1, 2, 3]) {
      expect(council.replica(id).service['a']).toBe('20');
      expect(council.replica(id).executed).toBeLessThan(20);
    }
  });
});

describe('[BA2] proposals in progress', () => {
  test('are two at the most where a proposal takes several requests', () => {
    const council = new Council({ clients: 20, batch: 2, operations: ['add a 1', 'add a 1'] });
    let open = 0;
    while (council.flight.length > 0) {
      const [next] = council.take((flying) => flying === council.flight[0]);
      if (next !== undefined && next.to < 24) council.deliver(next.to, next.body, next.from);
      const { assigned, executed: done } = council.replica(0);
      open = Math.max(open, assigned - done);
    }
    expect(open).toBe(2);
    expect(council.replica(0).service['a']).toBe('40');
  });
});

describe('[BA3] several sequence numbers', () => {
  test('are in all phases at once, and are executed in order', () => {
    const council = new Council({ byzantine: [0, 1, 3] });
    const proposals = [1, 2, 3, 4].map((seq) => build.prePrepare(0, { view: 0, seq }, [ask(seq)]));
    for (const proposal of proposals) council.deliver(2, proposal);
    const [, second, third, fourth] = proposals;
    if (second === undefined || third === undefined || fourth === undefined) return;
    council.deliver(2, build.prepare(1, second));
    for (const proposal of [third, fourth]) council.deliver(2, build.prepare(1, proposal));
    for (const id of [0, 1]) council.deliver(2, build.commit(id, fourth));
    const phases = [1, 2, 3, 4].map((seq) => council.replica(2).slots[seq]);
    expect(phases.map((slot) => [slot?.isPrepared, slot?.isCommitted])).toEqual([
      [false, false],
      [true, false],
      [true, false],
      [true, true],
    ]);
    expect(executed(council, 2)).toEqual([]);
    for (const seq of [3, 2, 1]) decide(council, 2, seq);
    expect(executed(council, 2)).toEqual([1, 2, 3, 4].map((seq) => `set a ${seq}`));
  });
});

describe('[BA4] a batch', () => {
  test('with one invalid signature is refused as a whole', () => {
    const council = new Council({ byzantine: [0, 1, 3], clients: 2 });
    const forged = { ...from(5, 'set a 2'), operation: 'set a 666' };
    const done = council.deliver(
      2,
      build.prePrepare(0, { view: 0, seq: 1 }, [from(4, 'set a 1'), forged]),
    );
    expect(done.rejected).toHaveLength(1);
    expect(sentOf(done, 'prepare')).toEqual([]);
    expect(council.replica(2).slots).toEqual({});
    expect(council.replica(2).waiting).toEqual([]);
  });

  test('with one request twice executes it once', () => {
    const council = new Council({ byzantine: [0, 1, 3] });
    decide(council, 2, 1, [ask(1), ask(1)]);
    expect(executed(council, 2)).toEqual(['set a 1']);
    expect(council.replica(2).executed).toBe(1);
  });
});

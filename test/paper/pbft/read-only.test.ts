import { describe, expect, test } from 'vitest';
import { Council, executed, factsOf, sentOf, VIEW_CHANGE } from '../../support/council.ts';
import { broken } from '../../support/council-judge.ts';
import * as build from '../../support/council-messages.ts';
import { decide } from '../../support/council-play.ts';

/** Requests that change nothing are answered at once. */

const shortcuts = ['readOnly'] as const;
const CLIENT = 4;

/** One real client that reads; the test speaks for all replicas. */
function reader(n = 4) {
  const byzantine = Array.from({ length: n }, (_, id) => id);
  const council = new Council({ n, byzantine, operations: ['get a', 'set a 1'], shortcuts });
  const answer = (as: number, result: string, seq: number | null) =>
    council.deliver(
      n,
      build.reply(
        as,
        { client: n, timestamp: 1 },
        { view: 0, result, ...(seq === null ? {} : { tentative: true, seq }) },
      ),
      as,
    );
  return { council, answer, client: n };
}

const read = (timestamp = 9, client = CLIENT) =>
  build.request(client, timestamp, 'get a', { readOnly: true });

describe('[O4] a read-only request', () => {
  test('goes to all and is answered by all from the state that they have, without being ordered', () => {
    const council = new Council({ operations: ['set a 1', 'get a'], shortcuts });
    council.settle();
    const client = council.client(CLIENT);
    expect(client).toMatchObject({ completed: 2, accepted: '1' });
    expect(
      council
        .sent(CLIENT, 'request')
        .slice(1)
        .map(({ to }) => to),
    ).toEqual([0, 1, 2, 3]);
    for (const id of council.replicas()) {
      expect(executed(council, id)).toEqual(['set a 1']);
      expect(council.facts(id, 'read')).toMatchObject([{ seq: 1, result: '1' }]);
      expect(council.replica(id).waiting).toEqual([]);
    }
    expect(council.facts(CLIENT, 'reply-accepted')[1]).toMatchObject({ result: '1', readAt: 1 });
  });

  test('leaves no trace in the state: memory and table of answers are as before', () => {
    const council = new Council({ shortcuts });
    decide(council, 2, 1);
    const { service, replies } = council.replica(2);
    const before = JSON.stringify([service, replies]);
    expect(sentOf(council.deliver(2, read()), 'reply')).toHaveLength(1);
    expect(JSON.stringify([council.replica(2).service, council.replica(2).replies])).toBe(before);
  });

  test('is held back while something is prepared here that is not executed for good', () => {
    const council = new Council({ byzantine: [0, 1, 3], shortcuts });
    const place = {
      view: 0,
      seq: 1,
      digest: build.digestOfRequests(build.request(CLIENT, 1, 'set a 5')),
    };
    council.deliver(2, build.prePrepare(0, place, [build.request(CLIENT, 1, 'set a 5')]));
    expect(sentOf(council.deliver(2, read(8)), 'reply')).toHaveLength(1);
    council.deliver(2, build.prepare(1, place));
    expect(sentOf(council.deliver(2, read(9)), 'reply')).toEqual([]);
    for (const id of [0, 1]) council.deliver(2, build.commit(id, place));
    const answers = council.sent(2, 'reply').filter(({ body }) => body.timestamp === 9);
    expect(answers.map(({ body }) => [body.result, body.seq, body.tentative])).toEqual([
      ['5', 1, true],
    ]);
  });

  test('also while the execution is only tentative', () => {
    const council = new Council({ byzantine: [0, 1, 3], shortcuts: ['readOnly', 'tentative'] });
    const set = build.request(CLIENT, 1, 'set a 5');
    const place = { view: 0, seq: 1, digest: build.digestOfRequests(set) };
    council.deliver(2, build.prePrepare(0, place, [set]));
    council.deliver(2, build.prepare(1, place));
    expect(council.replica(2).tentative?.seq).toBe(1);
    expect(sentOf(council.deliver(2, read()), 'reply')).toEqual([]);
  });

  test('that would change the memory is refused, whatever it calls itself', () => {
    const council = new Council({ shortcuts });
    for (const operation of ['set a 1', 'add a 1', 'order RETREAT', 'unknown']) {
      const message = build.request(CLIENT, 1, operation, { readOnly: true });
      expect(council.deliver(2, message, CLIENT)).toMatchObject({
        rejected: [{ reason: 'it is called read-only, but it changes the memory' }],
        sent: [],
      });
    }
    expect(council.replica(2)).toMatchObject({ reads: {}, waiting: [], service: {} });
  });

  test('is not taken where the option is off, and not from a batch', () => {
    expect(new Council().deliver(2, read(), CLIENT).rejected).toHaveLength(1);
    const council = new Council({ shortcuts });
    const proposal = build.prePrepare(0, { view: 0, seq: 1 }, [read()]);
    expect(council.deliver(2, proposal).rejected).toHaveLength(1);
  });

  test('of each client one is held, the latest', () => {
    const council = new Council({ byzantine: [0, 1, 3], shortcuts });
    const place = {
      view: 0,
      seq: 1,
      digest: build.digestOfRequests(build.request(CLIENT, 1, 'x')),
    };
    council.deliver(2, build.prePrepare(0, place, [build.request(CLIENT, 1, 'x')]));
    council.deliver(2, build.prepare(1, place));
    for (let timestamp = 100; timestamp >= 90; timestamp -= 1) council.deliver(2, read(timestamp));
    expect(Object.values(council.replica(2).reads).map(({ timestamp }) => timestamp)).toEqual([
      100,
    ]);
  });
});

describe('[CL4] the client waits for q answers to what it reads', () => {
  test.each([
    [4, 3],
    [5, 4],
    [7, 5],
    [10, 7],
  ])('n = %i: %i', (n, q) => {
    const { council, answer, client } = reader(n);
    for (let id = 0; id < q - 1; id += 1) answer(id, 'x', 4);
    expect(council.client(client).completed).toBe(0);
    const done = answer(q - 1, 'x', 4);
    expect(factsOf(done, 'reply-accepted')[0]?.replicas).toHaveLength(q);
  });

  test('[CL5] answers of different sequence numbers do not count together', () => {
    const { council, answer, client } = reader();
    answer(0, 'x', 4);
    answer(1, 'x', 4);
    answer(2, 'x', 5);
    expect(council.client(client).completed).toBe(0);
    answer(3, 'x', 4);
    expect(council.client(client).completed).toBe(1);
  });

  test('[CL5] nor final answers that nobody can have ordered', () => {
    const { council, answer, client } = reader();
    for (const id of [0, 1]) expect(answer(id, 'x', null).ignored).toHaveLength(1);
    expect(council.client(client).completed).toBe(0);
  });
});

describe('[CL9] a read-only request falls back to the ordered path', () => {
  test('when the time-out ends without q answers that match: the same timestamp, no flag, to all', () => {
    const { council, answer, client } = reader();
    answer(0, 'x', 4);
    const done = council.fire(client, 'client');
    const again = sentOf(done, 'request');
    expect(again.map(({ to }) => to)).toEqual([0, 1, 2, 3]);
    expect(again[0]?.body).toMatchObject({ timestamp: 1, operation: 'get a' });
    expect(again[0]?.body).not.toHaveProperty('readOnly');
    expect(factsOf(done, 'rule').map(({ rule }) => rule)).toEqual(['CL9']);
  });

  test('at once when too few are left that could still agree', () => {
    const { answer } = reader();
    answer(0, 'x', 4);
    expect(sentOf(answer(1, 'y', 5), 'request')).toEqual([]);
    expect(sentOf(answer(2, 'z', 6), 'request')).toHaveLength(4);
  });

  test('then f+1 final answers settle it, and what was read no longer counts', () => {
    const { council, answer, client } = reader();
    for (const id of [0, 1]) answer(id, 'x', 4);
    council.fire(client, 'client');
    expect(answer(2, 'x', 4).ignored).toHaveLength(1);
    expect(council.client(client).completed).toBe(0);
    answer(0, 'y', null);
    answer(1, 'y', null);
    expect(council.client(client)).toMatchObject({ completed: 1, accepted: 'y' });
  });
});

describe('[O5] [D14] a silent replica and one that was left behind cannot block a client that reads', () => {
  /** R0 is the liar and primary: it leaves R3 out of everything, votes with R1 and R2, and answers no client. */
  function leftBehind() {
    const operations = ['set a 1', 'get a'];
    const council = new Council({ byzantine: [0], operations, shortcuts });
    const set = council.take(({ body }) => body.type === 'request')[0]?.body;
    if (set?.type !== 'request') throw new Error('the client sends its first request');
    const place = { view: 0, seq: 1, digest: build.digestOfRequests(set) };
    const heal = council.lose(({ from, to }) => to === 3 || from === 3);
    for (const id of [1, 2]) council.deliver(id, build.prePrepare(0, place, [set]));
    council.settle();
    for (const id of [1, 2]) council.deliver(id, build.commit(0, place));
    council.settle();
    return { council, heal };
  }

  test('the ordered request is settled by f+1, what is read after it by nobody', () => {
    const { council } = leftBehind();
    const client = council.client(CLIENT);
    expect(client).toMatchObject({ completed: 1, attempt: 0 });
    expect(client.request).toMatchObject({ operation: 'get a', readOnly: true });
    expect(Object.keys(client.replies)).toEqual(['1', '2']);
  });

  test('the client completes through the ordered path, and the one left behind catches up and answers', () => {
    const { council, heal } = leftBehind();
    heal();
    council.run(60 * VIEW_CHANGE);
    expect(council.client(CLIENT)).toMatchObject({ completed: 2, accepted: '1' });
    expect(council.facts(CLIENT, 'rule').map(({ rule }) => rule)).toContain('CL9');
    expect(executed(council, 3)).toEqual(['set a 1', 'get a']);
    expect(council.sent(3, 'reply').map(({ body }) => body.result)).toContain('1');
    expect(broken(council)).toEqual([]);
  });
});

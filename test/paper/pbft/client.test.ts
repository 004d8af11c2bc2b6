import { describe, expect, test } from 'vitest';
import { CLIENT_TIMEOUT, Council, factsOf, sentOf } from '../../support/council.ts';
import * as build from '../../support/council-messages.ts';

/** What a client sends, to whom, and which replies it believes. */

const SIZES = [
  [4, 1],
  [5, 1],
  [7, 2],
  [10, 3],
] as const;

/** One real client; the test speaks for all replicas. */
function alone(
  n = 4,
  operations: readonly string[] = ['set a 1', 'set a 2', 'set a 3'],
  clients = 1,
) {
  const byzantine = Array.from({ length: n }, (_, id) => id);
  const council = new Council({ n, byzantine, operations, clients });
  const answer = (
    as: number,
    result: string,
    options: { view?: number; timestamp?: number; client?: number } = {},
  ) => {
    const { view = 0, timestamp = council.client(n).timestamp, client = n } = options;
    return council.deliver(n, build.reply(as, { client, timestamp }, { view, result }), as);
  };
  return { council, answer, client: n };
}

test('[CL1] timestamps rise by one request at a time', () => {
  const { council, answer, client } = alone();
  const stamps: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    expect(council.sent(client, 'request')).toHaveLength(round + 1);
    stamps.push(council.sent(client, 'request')[round]?.body.timestamp ?? 0);
    for (const id of [0, 1]) answer(id, 'ok');
  }
  expect(stamps).toEqual([1, 2, 3]);
  expect(council.client(client).completed).toBe(3);
});

test('[CL1] an order given meanwhile waits for the outstanding one', () => {
  const { council, answer, client } = alone(4, ['get a']);
  expect(council.order(client, 'order RETREAT').sent).toEqual([]);
  answer(0, 'ok');
  expect(sentOf(answer(1, 'ok'), 'request').map(({ body }) => body.operation)).toEqual([
    'order RETREAT',
  ]);
});

describe('[CL2] to whom and when', () => {
  test('first to the primary alone, after a time-out to all, the same bytes', () => {
    const { council, client } = alone();
    expect(council.sent(client, 'request').map(({ to }) => to)).toEqual([0]);
    const done = council.fire(client, 'client');
    expect(sentOf(done, 'request').map(({ to }) => to)).toEqual([0, 1, 2, 3]);
    expect(
      new Set(council.sent(client, 'request').map(({ body }) => JSON.stringify(body))).size,
    ).toBe(1);
  });

  test('the wait doubles up to eight times the first, less a little that differs, and begins anew with each request', () => {
    const { council, answer, client } = alone();
    const waits = [council.timer(client, 'client') ?? 0];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      council.fire(client, 'client');
      waits.push(council.timer(client, 'client') ?? 0);
    }
    [1, 2, 4, 8, 8, 8].forEach((times, index) => {
      const full = CLIENT_TIMEOUT * times;
      expect(waits[index]).toBeLessThanOrEqual(full);
      expect(waits[index]).toBeGreaterThanOrEqual(full - full / 16);
    });
    expect(waits[4]).not.toBe(waits[5]);
    for (const id of [0, 1]) answer(id, 'ok');
    expect(council.timer(client, 'client')).toBe(CLIENT_TIMEOUT);
  });
});

describe('[CL3] a result is accepted with f+1 valid replies that match', () => {
  test.each(SIZES)('n = %i, f = %i', (n, f) => {
    const { council, answer, client } = alone(n);
    for (let id = 0; id < f; id += 1) answer(id, 'ok');
    expect(council.facts(client, 'reply-accepted')).toEqual([]);
    const done = answer(f, 'ok');
    expect(
      factsOf(done, 'reply-accepted').map(({ result, replicas }) => [result, replicas]),
    ).toEqual([['ok', Array.from({ length: f + 1 }, (_, id) => id)]]);
  });

  test('not with one that is forged', () => {
    const { council, answer, client } = alone();
    answer(0, 'ok');
    const forged = {
      ...build.reply(2, { client, timestamp: 1 }, { view: 0, result: 'ok' }),
      replica: 1,
    };
    expect(council.deliver(client, forged).rejected).toHaveLength(1);
    expect(council.client(client).completed).toBe(0);
  });
});

describe('[CL5] one tally for each result, one vote for each replica', () => {
  test('f replies for one result and f for another settle nothing', () => {
    const { council, answer, client } = alone(7);
    for (const id of [0, 1]) answer(id, 'A');
    for (const id of [2, 3]) answer(id, 'B');
    expect(council.client(client).completed).toBe(0);
    answer(4, 'B');
    expect(council.client(client).accepted).toBe('B');
  });

  test('a replica that repeats itself counts once', () => {
    const { council, answer, client } = alone();
    for (let copy = 0; copy < 5; copy += 1) answer(3, 'lie');
    expect(council.client(client).completed).toBe(0);
  });

  test('a replica that changes its answer takes the earlier one back', () => {
    const { council, answer, client } = alone();
    answer(0, 'A');
    answer(0, 'B');
    answer(1, 'A');
    expect(council.client(client).completed).toBe(0);
    answer(2, 'A');
    expect(council.facts(client, 'reply-accepted')[0]?.replicas).toEqual([1, 2]);
  });

  test('replies for the last request say nothing of this one', () => {
    const { council, answer, client } = alone();
    for (const id of [0, 1]) answer(id, 'A');
    for (const id of [2, 3]) answer(id, 'A', { timestamp: 1 });
    expect(council.client(client).completed).toBe(1);
    answer(0, 'A', { timestamp: 3 });
    answer(1, 'A', { timestamp: 3 });
    expect(council.client(client).completed).toBe(1);
  });
});

describe('[CL6] the view is learnt from f+1 of those that agree', () => {
  test('one liar cannot send the client to a far view', () => {
    const { council, answer, client } = alone();
    answer(3, 'ok', { view: 1_000_003 });
    const done = answer(1, 'ok', { view: 1 });
    expect(council.client(client).view).toBe(1);
    expect(sentOf(done, 'request').map(({ to }) => to)).toEqual([1]);
  });

  test('with n = 7 it is the third largest of three', () => {
    const { council, answer, client } = alone(7);
    answer(0, 'ok', { view: 99 });
    answer(1, 'ok', { view: 98 });
    answer(2, 'ok', { view: 2 });
    expect(council.client(client).view).toBe(2);
  });
});

describe('[CL7] replies that are not for this request of this client', () => {
  test('of no replica', () => {
    const { council, answer, client } = alone(4, ['get a'], 2);
    for (const id of [4, 5, 6, 99]) expect(answer(id, 'ok').rejected).toHaveLength(1);
    expect(council.client(client).replies).toEqual({});
  });

  test('for another client', () => {
    const { council, answer, client } = alone(4, ['get a'], 2);
    for (const id of [0, 1, 2]) expect(answer(id, 'ok', { client: 5 }).ignored).toHaveLength(1);
    expect(council.client(client).completed).toBe(0);
  });

  test('after it was accepted', () => {
    const { council, answer, client } = alone(4, ['get a']);
    for (const id of [0, 1]) answer(id, 'ok');
    const done = answer(2, 'other', { timestamp: 1 });
    expect(done.ignored).toHaveLength(1);
    expect(council.facts(client, 'reply-accepted')).toHaveLength(1);
    expect(council.client(client).accepted).toBe('ok');
  });
});

test('[CL2] a client that comes back from a crash asks all again', () => {
  const { council, client } = alone();
  council.crash(client);
  expect(sentOf(council.recover(client), 'request').map(({ to }) => to)).toEqual([0, 1, 2, 3]);
});

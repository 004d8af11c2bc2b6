import { describe, expect, test } from 'vitest';
import { resultDigest } from '../../../src/core/protocols/pbft/messages.ts';
import { Council, executed, factsOf, sentOf, VIEW_CHANGE } from '../../support/council.ts';
import { testCrypto } from '../../support/council-crypto.ts';
import * as build from '../../support/council-messages.ts';

/** One replica answers in full, the others with a digest. */

const shortcuts = ['digestReplies'] as const;
const CLIENT = 4;

function alone() {
  const council = new Council({ byzantine: [0, 1, 2, 3], operations: ['set a 1'], shortcuts });
  const say = (as: number, result: string, isFull: boolean) =>
    council.deliver(
      CLIENT,
      build.reply(
        as,
        { client: CLIENT, timestamp: 1 },
        isFull
          ? { view: 0, result }
          : { view: 0, result: resultDigest(result, testCrypto), hashed: true },
      ),
    );
  return { council, say };
}

describe('[O6] exactly one replica sends the whole result', () => {
  test('the one that the request names, by client and timestamp, so that the load is shared', () => {
    const operations = ['set a 1', 'set a 2', 'set a 3', 'set a 4'];
    const council = new Council({ operations, shortcuts });
    council.settle();
    expect(council.client(CLIENT).completed).toBe(4);
    const full = [1, 2, 3, 4].map((timestamp) =>
      council
        .replicas()
        .filter((id) =>
          council
            .sent(id, 'reply')
            .some(({ body }) => body.timestamp === timestamp && body.hashed === undefined),
        ),
    );
    expect(full).toEqual([[1], [2], [3], [0]]);
    for (const id of council.replicas()) expect(executed(council, id)).toEqual(operations);
  });

  test('a request that names nobody is answered in full by all', () => {
    const council = new Council({ shortcuts });
    council.deliver(0, build.request(CLIENT, 1, 'set a 1'), CLIENT);
    council.settle();
    for (const id of council.replicas())
      expect(council.sent(id, 'reply')[0]?.body).toMatchObject({ result: '1' });
  });

  test('whom it names is no part of what is ordered', () => {
    const named = build.request(CLIENT, 1, 'set a 1', { replier: 2 });
    expect(build.digestOfRequests(named)).toBe(
      build.digestOfRequests(build.request(CLIENT, 1, 'set a 1')),
    );
  });
});

describe('[CL8] a client with digests', () => {
  test('accepts a whole result with the digest that f+1 replicas stand for, itself among them', () => {
    const { council, say } = alone();
    say(0, '1', false);
    say(2, '1', false);
    expect(council.client(CLIENT).completed).toBe(0);
    const done = say(1, '1', true);
    expect(factsOf(done, 'reply-accepted')).toMatchObject([{ result: '1', replicas: [0, 1, 2] }]);
  });

  test('asks all for the whole at once when the one that was named says something else', () => {
    const { council, say } = alone();
    say(1, 'lie', true);
    say(0, '1', false);
    const done = say(2, '1', false);
    const again = sentOf(done, 'request');
    expect(again.map(({ to }) => to)).toEqual([0, 1, 2, 3]);
    expect(again[0]?.body).not.toHaveProperty('replier');
    expect(factsOf(done, 'rule').map(({ rule }) => rule)).toEqual(['CL8']);
    say(0, '1', true);
    expect(council.client(CLIENT)).toMatchObject({ completed: 1, accepted: '1' });
  });

  test('and after the time-out when it is silent', () => {
    const council = new Council({ byzantine: [1], operations: ['set a 1'], shortcuts });
    council.run(VIEW_CHANGE);
    expect(council.client(CLIENT).completed).toBe(0);
    council.run(20 * VIEW_CHANGE);
    expect(council.client(CLIENT)).toMatchObject({ completed: 1, accepted: '1' });
    expect(council.facts(CLIENT, 'rule').map(({ rule }) => rule)).toEqual(['CL8']);
  });

  test('takes no digest for a result, whatever the digest looks like', () => {
    const { council, say } = alone();
    const digest = resultDigest('1', testCrypto);
    for (const id of [0, 2]) say(id, '1', false);
    say(3, digest, true);
    expect(council.client(CLIENT).completed).toBe(0);
  });
});

test('[O6] with all three options on, a council serves reads and writes, and all end alike', () => {
  const operations = ['set a 1', 'get a', 'add b 2', 'get b', 'get a'];
  const council = new Council({
    operations,
    clients: 2,
    shortcuts: ['digestReplies', 'readOnly', 'tentative'],
  });
  council.settle({ seed: 3 });
  council.run(60 * VIEW_CHANGE);
  for (const client of [4, 5]) expect(council.client(client).completed).toBe(5);
  const ends = council.replicas().map((id) => JSON.stringify(council.replica(id).service));
  expect(new Set(ends)).toEqual(new Set(['{"a":"1","b":"4"}']));
});

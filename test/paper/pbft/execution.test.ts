import { describe, expect, test } from 'vitest';
import { apply, type Service } from '../../../src/core/service/memory.ts';
import type { Request } from '../../../src/core/protocols/pbft/messages.ts';
import { Council, executed, ledger, sentOf, VIEW_CHANGE } from '../../support/council.ts';
import * as build from '../../support/council-messages.ts';

/** Execution in order, exactly once, and replies. */

const CLIENT = 4;
const ask = (timestamp: number, operation: string): Request =>
  build.request(CLIENT, timestamp, operation);

/** R2 is real, the test speaks for the others. */
const backup = (): Council => new Council({ byzantine: [0, 1, 3], clients: 2 });

/** All that R2 needs to commit the requests at the sequence number, in its order of arrival. */
function decided(seq: number, requests: readonly Request[], view = 0) {
  const place = { view, seq, digest: build.digestOfRequests(...requests) };
  const primary = view % 4;
  const others = [0, 1, 3].filter((id) => id !== primary);
  return [
    build.prePrepare(primary, place, requests),
    ...others.map((voter) => build.prepare(voter, place)),
    ...[0, 1, 3].map((voter) => build.commit(voter, place)),
  ];
}

describe('[X1] order', () => {
  test('what is committed waits until everything below is executed', () => {
    const council = backup();
    council.deliverAll(2, decided(3, [ask(3, 'add a 1')]));
    council.deliverAll(2, decided(2, [ask(2, 'add a 1')]));
    expect(council.facts(2, 'committed')).toHaveLength(2);
    expect(executed(council, 2)).toEqual([]);
    council.deliverAll(2, decided(1, [ask(1, 'set a 5')]));
    expect(executed(council, 2)).toEqual(['set a 5', 'add a 1', 'add a 1']);
    expect(council.facts(2, 'executed').map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(council.replica(2).service['a']).toBe('7');
  });

  test('nothing is executed that is only prepared', () => {
    const council = backup();
    council.deliverAll(2, decided(1, [ask(1, 'set a 5')]).slice(0, -2));
    expect(council.facts(2, 'prepared')).toHaveLength(1);
    expect(executed(council, 2)).toEqual([]);
  });
});

test('[X2] a sequence number that commits again in the next view is not executed again', () => {
  const council = backup();
  const requests = [ask(1, 'add a 1')];
  council.deliverAll(2, decided(1, requests));
  const proof = build.proof(
    4,
    { view: 0, seq: 1, digest: build.digestOfRequests(...requests) },
    [1, 3],
  );
  const again = { view: 1, seq: 1, digest: build.digestOfRequests(...requests) };
  council.deliver(
    2,
    build.newView(1, 1, {
      viewChanges: [0, 1, 3].map((id) => build.viewChange(id, 1, [proof])),
      proposals: [build.proposal(1, again)],
    }),
  );
  council.deliverAll(2, decided(1, requests, 1).slice(1));
  expect(council.facts(2, 'committed').map(({ view }) => view)).toEqual([0, 1]);
  expect(council.facts(2, 'executed')).toHaveLength(1);
  expect(council.replica(2).service['a']).toBe('1');
  expect(ledger(council, 2)).toHaveLength(1);
});

test('[X3] a null request does nothing and takes its turn', () => {
  const council = backup();
  council.deliverAll(2, decided(2, [ask(1, 'set a 5')]));
  const before = JSON.stringify(council.replica(2).service);
  council.deliverAll(2, decided(1, []));
  expect(executed(council, 2)).toEqual(['', 'set a 5']);
  expect(before).toBe('{}');
  expect(ledger(council, 2)[0]).toBe(build.NULL_DIGEST);
});

describe('[X4] exactly once, decided when it is executed', () => {
  test('one request under two sequence numbers is executed at the first, and answered again at the second', () => {
    const council = backup();
    council.deliverAll(2, decided(2, [ask(1, 'add a 1')]));
    council.deliverAll(2, decided(1, [ask(1, 'add a 1')]));
    expect(council.replica(2).service['a']).toBe('1');
    expect(council.facts(2, 'executed').map(({ requests }) => requests[0]?.fresh)).toEqual([
      true,
      false,
    ]);
    const replies = council.sent(2, 'reply').map(({ body }) => body);
    expect(replies).toHaveLength(2);
    expect(replies[1]).toEqual(replies[0]);
  });

  test('an earlier timestamp after a later one is a no-op, at every replica alike', () => {
    const council = backup();
    council.deliverAll(2, decided(1, [ask(2, 'set a 2')]));
    council.deliverAll(2, decided(2, [ask(1, 'set a 1')]));
    expect(council.replica(2).service['a']).toBe('2');
    expect(council.sent(2, 'reply')).toHaveLength(1);
    expect(council.replica(2).executed).toBe(2);
  });

  test('another operation with a timestamp that was used is a no-op', () => {
    const council = backup();
    council.deliverAll(2, decided(1, [ask(1, 'set a 1')]));
    council.deliverAll(2, decided(2, [ask(1, 'set a 2')]));
    expect(council.replica(2).service['a']).toBe('1');
  });

  test('clients do not share their timestamps', () => {
    const council = backup();
    council.deliverAll(2, decided(1, [ask(7, 'add a 1')]));
    council.deliverAll(2, decided(2, [build.request(5, 7, 'add a 1')]));
    expect(council.replica(2).service['a']).toBe('2');
  });

  test('it does not matter that a request had arrived before, only that it was executed', () => {
    const council = backup();
    council.deliver(2, ask(2, 'add a 1'), CLIENT);
    council.deliver(2, ask(1, 'add a 1'), CLIENT);
    council.deliverAll(2, decided(1, [ask(1, 'add a 1')]));
    council.deliverAll(2, decided(2, [ask(2, 'add a 1')]));
    expect(council.replica(2).service['a']).toBe('2');
  });
});

test('[X5] the digest of the state covers the reply table', () => {
  // The same memory, another table: the second council has answered one more request.
  const states = [[ask(1, 'set a 1')], [ask(1, 'set a 1'), ask(2, 'set a 1')]].map((requests) => {
    const council = backup();
    requests.forEach((request, index) => council.deliverAll(2, decided(index + 1, [request])));
    return {
      memory: council.replica(2).service,
      state: council.facts(2, 'executed').at(-1)?.state,
    };
  });
  expect(states[0]?.memory).toEqual(states[1]?.memory);
  expect(states[0]?.state).not.toBe(states[1]?.state);
});

test('[X6] the reply names view, timestamp, client, replica and result, and goes straight to the client', () => {
  const council = backup();
  council.deliverAll(2, decided(1, [ask(7, 'set a 5')]));
  expect(council.sent(2, 'reply')).toEqual([
    expect.objectContaining({
      to: CLIENT,
      body: build.reply(2, ask(7, ''), { view: 0, result: '5' }),
    }),
  ]);
});

describe('[X7] a request that was executed', () => {
  test.each([0, 2])('is answered again by R%i, primary or backup, with the same bytes', (id) => {
    const council = new Council({ operations: ['set a 1'] });
    council.settle();
    const first = council.sent(id, 'reply')[0];
    const request = council.traffic.find(({ body }) => body.type === 'request')?.body;
    const done = council.deliver(id, request ?? ask(1, ''), CLIENT);
    expect(sentOf(done, 'reply')).toEqual([first]);
    expect(done.sent).toHaveLength(1);
    expect(executed(council, id)).toEqual(['set a 1']);
  });

  test('is not answered if the client has gone on', () => {
    const council = backup();
    council.deliverAll(2, decided(1, [ask(1, 'get a')]));
    council.deliverAll(2, decided(2, [ask(2, 'get a')]));
    expect(council.deliver(2, ask(1, 'get a'), CLIENT).sent).toEqual([]);
  });
});

describe('[X8] a backup that is written to by a client', () => {
  test('passes the request on to the primary and waits for it', () => {
    const council = backup();
    const done = council.deliver(2, ask(1, 'get a'), CLIENT);
    expect(done.sent).toEqual([{ from: 2, to: 0, body: ask(1, 'get a') }]);
    expect(council.timer(2, 'view')).toBe(VIEW_CHANGE);
  });

  test('does not if the signature is wrong', () => {
    const council = backup();
    const done = council.deliver(2, { ...ask(1, 'get a'), operation: 'get b' }, CLIENT);
    expect(done.rejected).toHaveLength(1);
    expect(done.sent).toEqual([]);
    expect(council.timer(2, 'view')).toBeNull();
  });

  test('does not pass on what another replica has passed on', () => {
    const council = backup();
    expect(council.deliver(2, ask(1, 'get a'), 3).sent).toEqual([]);
  });
});

describe('[X9] the service is a pure function of memory and operation', () => {
  const operations = [
    'set a 1',
    'get a',
    'add a 41',
    'get a',
    'order ATTACK',
    'order RETREAT',
    'nonsense',
    '',
  ];
  test('the same operations give the same answers and the same memory, and each as documented', () => {
    const runs = [0, 1].map(() => {
      const memory: Service = {};
      return { answers: operations.map((operation) => apply(memory, operation)), memory };
    });
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]?.memory).toEqual({ a: '42', order: 'RETREAT' });
    expect(runs[0]?.answers).toEqual([
      '1',
      '1',
      '42',
      '42',
      'ATTACK',
      'RETREAT',
      'unknown operation',
      'unknown operation',
    ]);
  });

  test('keys that objects inherit are keys like others, and none reaches the prototype', () => {
    const memory: Service = {};
    for (const key of ['constructor', 'toString', 'hasOwnProperty', '__proto__']) {
      expect(apply(memory, `get ${key}`)).toBe('nothing');
      apply(memory, `set ${key} 1`);
      apply(memory, `add ${key} 1`);
    }
    expect(Object.getPrototypeOf(memory)).toBe(Object.prototype);
    expect(Object.hasOwn(memory, '__proto__')).toBe(false);
    expect(memory['constructor']).toBe('2');
  });

  test('numbers stay within what all machines count alike', () => {
    const memory: Service = { a: String(Number.MAX_SAFE_INTEGER) };
    expect(apply(memory, 'add a 1')).toBe('not a number');
    expect(apply(memory, 'add a 0.5')).toBe('not a number');
    expect(apply(memory, 'add b x')).toBe('not a number');
    expect(memory).toEqual({ a: String(Number.MAX_SAFE_INTEGER) });
  });

  test('memory has an end, which is an answer like any other', () => {
    const memory: Service = {};
    for (let key = 0; key < 1_000; key += 1) apply(memory, `set k${key} 1`);
    expect(Object.keys(memory).length).toBeLessThanOrEqual(256);
    expect(apply(memory, 'set one-more 1')).toBe('memory full');
    expect(apply(memory, 'set k0 2')).toBe('2');
  });
});

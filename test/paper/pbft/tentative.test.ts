import { describe, expect, test } from 'vitest';
import { Council, executed, factsOf, ledger, sentOf, VIEW_CHANGE } from '../../support/council.ts';
import * as build from '../../support/council-messages.ts';
import { ask, decide, vouch } from '../../support/council-play.ts';

/** Execution before the commit, and what takes it back. */

const shortcuts = ['tentative'] as const;
const place = (seq: number) => ({ view: 0, seq, digest: build.digestOfRequests(ask(seq)) });

/** R2 is real; it is prepared for these sequence numbers and no more. */
function prepared(seqs: readonly number[], options = {}): Council {
  const council = new Council({ byzantine: [0, 1, 3], shortcuts, ...options });
  for (const seq of seqs) {
    council.deliver(2, build.prePrepare(0, place(seq), [ask(seq)]));
    council.deliver(2, build.prepare(1, place(seq)));
  }
  return council;
}

describe('[O1] a request is executed as soon as it is prepared', () => {
  test('and answered tentatively, once, without being executed for good', () => {
    const council = prepared([1]);
    expect(council.replica(2)).toMatchObject({ executed: 0, service: { a: '1' }, ledger: [] });
    expect(council.sent(2, 'reply').map(({ body }) => [body.result, body.tentative])).toEqual([
      ['1', true],
    ]);
    const done = [0, 1].flatMap((id) => council.deliver(2, build.commit(id, place(1))).sent);
    expect(done.filter(({ body }) => body.type === 'reply')).toEqual([]);
    expect(council.replica(2)).toMatchObject({ executed: 1, service: { a: '1' }, tentative: null });
    expect(executed(council, 2)).toEqual(['set a 1']);
  });

  test('not while an earlier one is missing', () => {
    const council = prepared([2]);
    expect(council.replica(2).service).toEqual({});
    council.deliver(2, build.prePrepare(0, place(1), [ask(1)]));
    council.deliver(2, build.prepare(1, place(1)));
    expect(council.replica(2).service).toEqual({ a: '1' });
  });

  test('its view timer goes on until it is committed', () => {
    const council = prepared([1]);
    expect(council.timer(2, 'view')).toBe(VIEW_CHANGE);
    for (const id of [0, 1]) council.deliver(2, build.commit(id, place(1)));
    expect(council.timer(2, 'view')).toBeNull();
  });

  test('a client that asks again gets the tentative answer again, and after the commit the final one', () => {
    const council = prepared([1]);
    const before = sentOf(council.deliver(2, ask(1), 4), 'reply')[0]?.body;
    expect(before).toMatchObject({ tentative: true, result: '1' });
    for (const id of [0, 1]) council.deliver(2, build.commit(id, place(1)));
    const after = sentOf(council.deliver(2, ask(1), 4), 'reply')[0]?.body;
    expect(after).toMatchObject({ result: '1' });
    expect(after).not.toHaveProperty('tentative');
  });

  test('a whole council serves its client by tentative answers, and all end alike', () => {
    const operations = ['add a 1', 'add a 2', 'add a 3'];
    const council = new Council({ operations, shortcuts });
    council.settle();
    expect(council.facts(4, 'reply-accepted').map(({ tentative }) => tentative)).toEqual([
      true,
      true,
      true,
    ]);
    for (const id of council.replicas()) {
      expect(council.replica(id)).toMatchObject({ executed: 3, service: { a: '6' } });
      expect(council.facts(id, 'executed-tentatively')).toHaveLength(3);
      expect(council.facts(id, 'rolled-back')).toEqual([]);
    }
  });
});

describe('[O3] one sequence number at a time', () => {
  test('the next waits until the first is committed', () => {
    const council = prepared([1, 2, 3]);
    expect(council.replica(2)).toMatchObject({ tentative: { seq: 1 }, service: { a: '1' } });
    for (const id of [0, 1]) council.deliver(2, build.commit(id, place(1)));
    expect(council.replica(2)).toMatchObject({ tentative: { seq: 2 }, executed: 1 });
  });

  test('a checkpoint is of the state without what comes after it', () => {
    const tentative = prepared([1, 2], { interval: 1 });
    for (const id of [0, 1]) tentative.deliver(2, build.commit(id, place(1)));
    const plain = new Council({ byzantine: [0, 1, 3], interval: 1 });
    decide(plain, 2, 1);
    expect(tentative.facts(2, 'checkpoint-taken')).toEqual(plain.facts(2, 'checkpoint-taken'));
  });
});

describe('[O2] leaving the view takes back what was not committed', () => {
  test('on sending a VIEW-CHANGE memory and table of answers are as before it', () => {
    const council = prepared([1, 2]);
    for (const id of [0, 1]) council.deliver(2, build.commit(id, place(1)));
    const done = council.fire(2, 'view');
    expect(factsOf(done, 'rolled-back')).toEqual([
      { fact: 'rolled-back', seq: 2, digest: place(2).digest },
    ]);
    expect(council.replica(2)).toMatchObject({ executed: 1, service: { a: '1' }, tentative: null });
    expect(council.replica(2).replies[4]?.timestamp).toBe(1);
    expect(council.replica(2).waiting.map(({ timestamp }) => timestamp)).toEqual([2]);
  });

  test('also on entering a view straight away, where another request takes its place', () => {
    const council = prepared([1], { clients: 2 });
    const other = build.request(5, 1, 'set a 77');
    council.deliver(
      2,
      build.newView(1, 1, {
        viewChanges: [0, 1, 3].map((id) => build.viewChange(id, 1)),
        proposals: [],
      }),
    );
    expect(council.replica(2).service).toEqual({});
    const spot = { view: 1, seq: 1, digest: build.digestOfRequests(other) };
    council.deliver(2, build.prePrepare(1, spot, [other]));
    for (const id of [0, 3]) council.deliver(2, build.prepare(id, spot));
    for (const id of [1, 3]) council.deliver(2, build.commit(id, spot));
    expect(ledger(council, 2)).toEqual([spot.digest]);
    expect(council.replica(2)).toMatchObject({ service: { a: '77' }, executed: 1 });
  });

  test('what O proposes again is executed again, and counts once', () => {
    const council = new Council({ operations: ['add a 1'], shortcuts });
    const heal = council.lose(({ body }) => body.type === 'commit');
    council.settle();
    for (const id of council.replicas()) expect(council.replica(id).service).toEqual({ a: '1' });
    for (const id of [1, 2, 3]) council.fire(id, 'view');
    heal();
    council.settle();
    for (const id of council.replicas()) {
      expect(council.facts(id, 'rolled-back')).toHaveLength(1);
      expect(council.replica(id)).toMatchObject({ view: 1, executed: 1, service: { a: '1' } });
      expect(executed(council, id)).toEqual(['add a 1']);
    }
  });
});

test('[S6] a state is fetched only after what was tentative is taken back', () => {
  const council = prepared([1], { interval: 2, window: 4 });
  const target = { seq: 8, digest: 'ab'.repeat(32) };
  vouch(council, 2, target);
  expect(council.replica(2).transfer?.seq).toBe(8);
  expect(council.replica(2)).toMatchObject({ tentative: null, service: {} });
  expect(council.facts(2, 'rolled-back')).toHaveLength(1);
});

describe('[CL4] tentative answers', () => {
  function client(n: number) {
    const byzantine = Array.from({ length: n }, (_, id) => id);
    const council = new Council({ n, byzantine, operations: ['set a 1'], shortcuts });
    const answer = (as: number, tentative: boolean) =>
      council.deliver(
        n,
        build.reply(
          as,
          { client: n, timestamp: 1 },
          { view: 0, result: '1', ...(tentative ? { tentative: true } : {}) },
        ),
      );
    return { council, answer };
  }

  test.each([
    [4, 3],
    [5, 4],
    [7, 5],
    [10, 7],
  ])('n = %i: q = %i of them settle a request, f+1 do not', (n, q) => {
    const { council, answer } = client(n);
    for (let id = 0; id < q - 1; id += 1) answer(id, true);
    expect(council.client(n).completed).toBe(0);
    answer(q - 1, true);
    expect(council.facts(n, 'reply-accepted')).toMatchObject([{ tentative: true }]);
  });

  test('[CL5] tentative and final ones do not count together, and f+1 final ones suffice', () => {
    const { council, answer } = client(4);
    answer(0, true);
    answer(1, true);
    answer(2, false);
    expect(council.client(4).completed).toBe(0);
    answer(1, false);
    expect(council.facts(4, 'reply-accepted')).toMatchObject([{ replicas: [1, 2] }]);
    expect(council.facts(4, 'reply-accepted')[0]).not.toHaveProperty('tentative');
  });
});

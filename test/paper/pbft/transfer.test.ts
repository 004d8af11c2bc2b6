import { describe, expect, test } from 'vitest';
import { imageOf, type Image } from '../../../src/core/protocols/pbft/pages.ts';
import { Council, executed, sentOf, VIEW_CHANGE } from '../../support/council.ts';
import { digestOf, testCrypto } from '../../support/council-crypto.ts';
import { broken } from '../../support/council-judge.ts';
import * as build from '../../support/council-messages.ts';
import { ask, decide, vouch } from '../../support/council-play.ts';

/** S1 to S8, with T10, D9 and X7: a replica that fell behind fetches the state of a stable checkpoint. */

const SIZES = { interval: 2, window: 4 };
const TARGET = 20;
const period = VIEW_CHANGE / 2;
const operations = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `set key${index % 40} ${index}`);

/** The state that the others have: two pages of memory and one of answers. */
const service = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`key${i}`, `value${i}`]));
const replies = { 4: { timestamp: TARGET, result: 'value19' } };
const image = imageOf({ service, replies }, TARGET, testCrypto);

/** R2 is real and has executed nothing; the test speaks for the others, who are beyond its window. */
function behind(state: Image = image): Council {
  const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
  vouch(council, 2, state);
  return council;
}

/** Whom R2 has asked, and for which page, since the test has looked last. */
function asked(council: Council, since = 0): [number, number][] {
  return council
    .sent(2, 'fetch-state')
    .slice(since)
    .map(({ to, body }) => [to, body.page]);
}

function hand(council: Council, page: number, by = 3, entries = image.pages[page] ?? []): void {
  council.deliver(2, build.stateData(by, { ...image, page }, entries));
}

function handAll(council: Council, by = 3): void {
  council.deliver(2, build.metaData(by, image, image.digests));
  image.pages.forEach((_, page) => hand(council, page, by));
}

describe('[S1] a target', () => {
  test('is fetched once a quorum vouches for it', () => {
    const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
    vouch(council, 2, image, [0, 1]);
    expect(asked(council)).toEqual([]);
    vouch(council, 2, image, [3]);
    expect(asked(council)).toEqual([[3, -1]]);
  });

  test('is installed when all of it is here, and has the digest that the quorum vouches for', () => {
    const council = behind();
    handAll(council);
    expect(council.facts(2, 'state-installed')).toEqual([
      { fact: 'state-installed', seq: TARGET, digest: image.digest },
    ]);
    expect(council.replica(2).service).toEqual(service);
  });

  test('within the window is waited for: the messages may only be late', () => {
    const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
    vouch(council, 2, { seq: 2, digest: image.digest });
    expect(asked(council)).toEqual([]);
    expect(council.timer(2, 'transfer')).toBe(VIEW_CHANGE);
    council.fire(2, 'transfer');
    expect(asked(council)).toEqual([[3, -1]]);
  });

  test('within the window is not fetched by who gets there alone', () => {
    const council = new Council({ ...SIZES, operations: operations(20) });
    council.settle({ seed: 11 });
    for (const id of [0, 1, 2, 3]) {
      expect(council.replica(id).executed).toBe(20);
      expect(council.sent(id, 'fetch-state')).toEqual([]);
      expect(council.timer(id, 'transfer')).toBeNull();
    }
  });
});

describe('[S2] each piece is checked', () => {
  test('first the digests of the pages, then the pages', () => {
    const council = behind();
    council.deliver(2, build.metaData(3, image, image.digests));
    expect(asked(council)).toEqual([-1, 0, 1, 2].map((page) => [3, page]));
    expect(council.replica(2).executed).toBe(0);
    for (const page of [2, 0]) hand(council, page);
    expect(council.replica(2).executed).toBe(0);
    hand(council, 1);
    expect(council.replica(2).executed).toBe(TARGET);
  });

  test('META-DATA from which the digest does not follow is refused, and the next replica asked', () => {
    const council = behind();
    const wrong = build.metaData(3, image, image.digests.toReversed());
    expect(council.deliver(2, wrong).rejected).toHaveLength(1);
    expect(asked(council, 1)).toEqual([[0, -1]]);
  });

  test('a page with another digest is refused, and the next replica asked for what is lacking', () => {
    const council = behind();
    council.deliver(2, build.metaData(3, image, image.digests));
    hand(council, 1);
    const poisoned = build.stateData(3, { ...image, page: 0 }, [['key0', 'poison']]);
    expect(council.deliver(2, poisoned).rejected).toHaveLength(1);
    expect(asked(council, 4)).toEqual([
      [0, 0],
      [0, 2],
    ]);
    for (const page of [0, 2]) hand(council, page, 0);
    expect(council.replica(2).service).toEqual(service);
  });

  test('a silent replier is left after a while, each in turn', () => {
    const council = behind();
    for (const next of [0, 1, 3, 0]) {
      expect(council.timer(2, 'transfer')).toBe(period);
      council.fire(2, 'transfer');
      expect(asked(council).at(-1)).toEqual([next, -1]);
    }
  });

  test('who was not asked cannot chase the replier away', () => {
    const council = behind();
    for (const liar of [0, 1]) {
      const done = council.deliver(2, build.metaData(liar, image, image.digests.toReversed()));
      expect(done.rejected).toHaveLength(1);
      expect(done.sent).toEqual([]);
    }
    handAll(council);
    expect(council.replica(2).executed).toBe(TARGET);
  });

  test('pages that nobody asked for, of another state or beyond the last, are left alone', () => {
    const council = behind();
    const before = JSON.stringify(council.replica(2));
    const pieces = [
      build.stateData(3, { ...image, page: 0 }, image.pages[0] ?? []),
      build.metaData(3, { ...image, seq: 18 }, image.digests),
      build.metaData(3, { ...image, digest: digestOf('x', []) }, image.digests),
    ];
    for (const piece of pieces) expect(council.deliver(2, piece).ignored).toHaveLength(1);
    expect(JSON.stringify(council.replica(2))).toBe(before);
  });

  test('a page that is right in the own old state is not fetched again', () => {
    const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
    decide(council, 2, 1, [build.request(4, 1, 'set a 1')]);
    const state = { service: { a: '1' }, replies: { 4: { timestamp: 9, result: '1' } } };
    const target = imageOf(state, TARGET, testCrypto);
    vouch(council, 2, target);
    council.deliver(2, build.metaData(3, target, target.digests));
    expect(asked(council)).toEqual([
      [3, -1],
      [3, 1],
    ]);
  });
});

describe('[S3] what is installed', () => {
  test('holds the sequence number and the table of answers: nothing is executed again', () => {
    const council = behind();
    handAll(council);
    const state = council.replica(2);
    expect(state).toMatchObject({ executed: TARGET, low: TARGET, transfer: null });
    decide(council, 2, TARGET + 1, [ask(TARGET)]);
    expect(council.facts(2, 'executed').at(-1)?.requests[0]?.fresh).toBe(false);
  });

  test('[X7] and the last answer to each client is signed anew when it is asked for', () => {
    const council = behind();
    handAll(council);
    const [reply] = sentOf(council.deliver(2, ask(TARGET), 4), 'reply');
    expect(reply).toMatchObject({ to: 4, body: { result: 'value19', replica: 2 } });
    expect(council.deliver(4, reply?.body ?? null, 2).rejected).toEqual([]);
  });
});

describe('[S4] after the installation', () => {
  test('lower slots are gone, satisfied requests wait no more, committed slots above are executed', () => {
    const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
    council.deliver(2, build.prePrepare(0, { view: 0, seq: 2 }, [ask(2)]));
    council.deliver(2, ask(TARGET + 1));
    vouch(council, 2, image);
    decide(council, 2, TARGET + 1);
    expect(council.replica(2).waiting).toHaveLength(2);
    handAll(council);
    const state = council.replica(2);
    expect(state.executed).toBe(TARGET + 1);
    expect(Object.keys(state.slots)).toEqual([String(TARGET + 1)]);
    expect(state.waiting).toEqual([]);
    expect(state.service['a']).toBe(String(TARGET + 1));
  });
});

describe('[S5] while it fetches', () => {
  test('messages above the target are logged and answered with votes, and not executed', () => {
    const council = behind();
    decide(council, 2, TARGET + 1);
    expect(council.replica(2).slots[TARGET + 1]).toMatchObject({ isCommitted: true });
    expect(sentOf({ ...council.deliver(2, ask(99)) }, 'reply')).toEqual([]);
    expect(executed(council, 2)).toEqual([]);
  });

  test('it proposes nothing as primary: it cannot know what was executed', () => {
    const council = new Council({ ...SIZES, byzantine: [1, 2, 3] });
    for (const id of [1, 2, 3]) council.deliver(0, build.checkpoint(id, TARGET, image.digest));
    council.deliver(0, ask(99));
    expect(council.sent(0, 'pre-prepare')).toEqual([]);
    council.deliver(0, build.metaData(1, image, image.digests));
    image.pages.forEach((entries, page) =>
      council.deliver(0, build.stateData(1, { ...image, page }, entries)),
    );
    expect(council.sent(0, 'pre-prepare')[0]?.body.seq).toBe(TARGET + 1);
  });
});

describe('[S7] one replica', () => {
  test('cannot choose the target, however often and however far ahead it claims one', () => {
    const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
    for (let seq = 2; seq < 400; seq += 2) {
      const done = council.deliver(2, build.checkpoint(3, seq, image.digest));
      expect(done.sent).toEqual([]);
    }
    expect(council.timer(2, 'transfer')).toBeNull();
    expect(council.replica(2)).toMatchObject({ low: 0, ahead: 0, transfer: null });
  });

  test('f+1 that agree make it ask for the proof, and not for the state', () => {
    const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
    vouch(council, 2, image, [0, 3]);
    const done = council.fire(2, 'transfer');
    expect(sentOf(done, 'status')).toHaveLength(3);
    expect(asked(council)).toEqual([]);
  });
});

describe('[S8] a target that is gone everywhere', () => {
  const later = imageOf({ service, replies }, TARGET + 6, testCrypto);

  test('is given up for a later one, and the pages that are still right are kept', () => {
    const council = behind();
    council.deliver(2, build.metaData(3, image, image.digests));
    hand(council, 0);
    vouch(council, 2, later);
    council.fire(2, 'transfer');
    expect(asked(council).at(-1)).toEqual([3, -1]);
    council.deliver(2, build.metaData(3, later, later.digests));
    expect(asked(council).slice(-2)).toEqual([
      [3, 1],
      [3, 2],
    ]);
    for (const page of [1, 2])
      council.deliver(2, build.stateData(3, { ...later, page }, later.pages[page] ?? []));
    expect(council.replica(2)).toMatchObject({ executed: TARGET + 6, low: TARGET + 6 });
  });

  test('who has a later one answers with its proof', () => {
    const council = new Council({ ...SIZES, operations: operations(8) });
    council.settle();
    council.wait(10 * VIEW_CHANGE);
    const done = council.deliver(1, build.fetchState(3, { seq: 2, digest: image.digest }));
    expect(sentOf(done, 'checkpoint').map(({ body }) => body.seq)).toEqual([8, 8, 8]);
  });
});

describe('[T10] the view timer', () => {
  test('does not run while the state is fetched, and runs again for what still waits', () => {
    const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
    council.deliver(2, ask(TARGET + 5));
    expect(council.timer(2, 'view')).toBe(VIEW_CHANGE);
    vouch(council, 2, image);
    expect(council.timer(2, 'view')).toBeNull();
    council.deliver(2, ask(TARGET + 6));
    decide(council, 2, TARGET + 1, [ask(TARGET + 2)]);
    expect(council.timer(2, 'view')).toBeNull();
    handAll(council);
    expect(council.replica(2).waiting).toHaveLength(2);
    expect(council.timer(2, 'view')).toBe(VIEW_CHANGE);
  });
});

describe('[D9] [L2] a replica that has missed more than a window', () => {
  test.each([
    ['a backup', 3],
    ['the primary', 0],
  ])('%s, crashed meanwhile, gets the same state and takes part again', (_who, absent) => {
    const council = new Council({ ...SIZES, operations: operations(40) });
    council.crash(absent);
    council.run(60 * VIEW_CHANGE);
    expect(council.client().completed).toBe(40);
    council.recover(absent);
    council.run(80 * VIEW_CHANGE);
    const [one, other] = [council.replica(absent), council.replica(1)];
    expect(council.facts(absent, 'state-installed').length).toBeGreaterThan(0);
    expect(one.service).toEqual(other.service);
    expect(one.executed).toBe(other.executed);
    expect(one.view).toBe(other.view);
    // From now on nothing is ordered without it.
    council.crash(absent === 3 ? 2 : 3);
    council.order(4, 'set last 1');
    council.run(200 * VIEW_CHANGE);
    expect(council.client().completed).toBe(41);
    expect(council.replica(absent).service['last']).toBe('1');
    expect(broken(council)).toEqual([]);
  });

  test('a replica that the primary leaves out of everything catches up by itself', () => {
    const council = new Council({ ...SIZES, operations: operations(30) });
    council.lose(({ from, to }) => to === 3 && from === 0);
    const undo = council.lose(({ to, body }) => to === 3 && body.type !== 'checkpoint');
    council.settle();
    expect(council.replica(0).executed).toBe(30);
    undo();
    council.run(40 * VIEW_CHANGE);
    expect(council.replica(3).executed).toBe(30);
    expect(council.replica(3).service).toEqual(council.replica(1).service);
    expect(broken(council)).toEqual([]);
  });

  test('a crash in the middle of the transfer delays it only', () => {
    const council = behind();
    council.deliver(2, build.metaData(3, image, image.digests));
    hand(council, 0);
    council.crash(2);
    council.recover(2);
    expect(asked(council).slice(-2)).toEqual([
      [3, 1],
      [3, 2],
    ]);
    for (const page of [1, 2]) hand(council, page);
    expect(council.replica(2).executed).toBe(TARGET);
  });

  test('in a council that goes on all the while', () => {
    const council = new Council({ ...SIZES, clients: 6, operations: operations(30) });
    council.crash(3);
    while (council.replica(1).executed < 60) {
      const batch = council.flight;
      council.flight = [];
      for (const { to, body, from } of batch) council.deliver(to, body, from);
    }
    council.recover(3);
    council.run(100 * VIEW_CHANGE);
    expect(council.replica(3).executed).toBe(180);
    expect(council.replica(3).service).toEqual(council.replica(1).service);
    expect(council.facts(3, 'state-installed').length).toBeGreaterThan(0);
  });
});

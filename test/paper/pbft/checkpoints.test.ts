import { describe, expect, test } from 'vitest';
import { imageOf } from '../../../src/core/protocols/pbft/pages.ts';
import { Council, factsOf, sentOf, VIEW_CHANGE } from '../../support/council.ts';
import { digestOf, testCrypto } from '../../support/council-crypto.ts';
import * as build from '../../support/council-messages.ts';
import { ask, decide, othersThan, ownDigest, vouch } from '../../support/council-play.ts';

/** G1 to G11, with PR5 to PR7 and N1: checkpoints, water marks, what is kept and what is not. */

const SIZES = { interval: 2, window: 4 };
const operations = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `set a ${index}`);
/** R2 is real; the test speaks for the others. */
const backup = (): Council => new Council({ ...SIZES, byzantine: [0, 1, 3] });
const BOGUS = digestOf('checkpoint', ['nobody has this state']);

/** R2 has executed so many sequence numbers, and nobody else has stated a checkpoint yet. */
function executedTo(last: number, council = backup()): Council {
  for (let seq = 1; seq <= last; seq += 1) decide(council, 2, seq);
  return council;
}

describe('[G1] a checkpoint is taken', () => {
  test('after every K-th sequence number and no other, and sent to all', () => {
    const council = new Council({ ...SIZES, operations: operations(5) });
    council.settle();
    for (const id of [0, 1, 2, 3]) {
      expect(council.facts(id, 'checkpoint-taken').map(({ seq }) => seq)).toEqual([2, 4]);
      expect(council.sent(id, 'checkpoint').map(({ to, body }) => [to, body.seq])).toEqual(
        [2, 4].flatMap((seq) => othersThan(council, id).map((to) => [to, seq])),
      );
    }
  });

  test('only once the sequence number was executed', () => {
    const council = backup();
    decide(council, 2, 2);
    expect(council.sent(2, 'checkpoint')).toEqual([]);
    decide(council, 2, 1);
    expect(council.sent(2, 'checkpoint')).toHaveLength(3);
  });

  test('also where the sequence number holds a null request', () => {
    const council = backup();
    decide(council, 2, 1);
    decide(council, 2, 2, []);
    expect(council.facts(2, 'checkpoint-taken')).toHaveLength(1);
  });

  test('not for sequence numbers between: such a CHECKPOINT is refused', () => {
    const council = backup();
    for (const seq of [0, 1, 3])
      expect(council.deliver(2, build.checkpoint(0, seq, BOGUS)).rejected).toHaveLength(1);
  });
});

describe('[G2] its digest is that of the state at that point', () => {
  test('whatever is executed in the same breath', () => {
    const slow = executedTo(4);
    const fast = backup();
    for (const seq of [4, 3, 2, 1]) decide(fast, 2, seq);
    for (const seq of [2, 4]) expect(ownDigest(fast, 2, seq)).toBe(ownDigest(slow, 2, seq));
    expect(ownDigest(fast, 2, 2)).not.toBe(ownDigest(fast, 2, 4));
  });

  test('and the copy that is kept does not change afterwards', () => {
    const council = executedTo(2);
    const before = JSON.stringify(council.replica(2).images[2]);
    decide(council, 2, 3);
    expect(JSON.stringify(council.replica(2).images[2])).toBe(before);
    expect(before).toContain('"a","2"');
  });

  test('in whatever order the memory was written', () => {
    const replies = {};
    const one = imageOf({ service: { b: '1', a: '2' }, replies }, 8, testCrypto);
    const other = imageOf({ service: { a: '2', b: '1' }, replies }, 8, testCrypto);
    expect(one.digest).toBe(other.digest);
  });
});

describe('[X5] the table of answers is part of the state', () => {
  const service = { a: '1' };
  const digest = (replies: Parameters<typeof imageOf>[0]['replies']): string =>
    imageOf({ service, replies }, 8, testCrypto).digest;

  test('another timestamp, another answer or another client is another state', () => {
    const all = [
      digest({}),
      digest({ 4: { timestamp: 1, result: 'x' } }),
      digest({ 4: { timestamp: 2, result: 'x' } }),
      digest({ 4: { timestamp: 1, result: 'y' } }),
      digest({ 5: { timestamp: 1, result: 'x' } }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  test('the same memory by other requests is another checkpoint', () => {
    const [one, other] = [backup(), backup()];
    for (const seq of [1, 2]) decide(one, 2, seq, [build.request(4, seq, 'set a 1')]);
    for (const seq of [1, 2]) decide(other, 2, seq, [build.request(4, 10 + seq, 'set a 1')]);
    expect(one.replica(2).service).toEqual(other.replica(2).service);
    expect(ownDigest(one, 2, 2)).not.toBe(ownDigest(other, 2, 2));
  });
});

test('[G3] the beginning is stable without any proof', () => {
  const { low, proof } = backup().replica(2);
  expect({ low, proof }).toEqual({ low: 0, proof: [] });
  const council = backup();
  expect(council.deliver(2, build.viewChange(0, 1)).rejected).toEqual([]);
});

describe('[G4] [PR5] a checkpoint is stable', () => {
  test.each([
    [4, 1, 3],
    [5, 1, 4],
    [6, 1, 4],
    [7, 2, 5],
  ])('n = %i, f = %i: with %i equal CHECKPOINTs, the own one among them', (n, f, q) => {
    const byzantine = Array.from({ length: n }, (_, id) => id).filter((id) => id !== 2);
    const council = executedTo(2, new Council({ ...SIZES, n, f, byzantine }));
    const digest = ownDigest(council, 2, 2);
    vouch(council, 2, { seq: 2, digest }, byzantine.slice(0, q - 2));
    expect(council.replica(2).low).toBe(0);
    vouch(council, 2, { seq: 2, digest }, byzantine.slice(q - 2, q - 1));
    expect(council.replica(2).low).toBe(2);
    expect(new Set(council.replica(2).proof.map(({ replica }) => replica)).size).toBe(q);
    expect(council.facts(2, 'checkpoint-stable')).toMatchObject([{ seq: 2, digest }]);
  });

  test('not by different digests together, nor by one sender twice', () => {
    const council = executedTo(2);
    const digest = ownDigest(council, 2, 2);
    vouch(council, 2, { seq: 2, digest: BOGUS }, [0]);
    vouch(council, 2, { seq: 2, digest }, [1, 1]);
    expect(council.replica(2).low).toBe(0);
    vouch(council, 2, { seq: 2, digest }, [3]);
    expect(council.replica(2).low).toBe(2);
  });

  test('and proves it from then on in its VIEW-CHANGE', () => {
    const council = executedTo(3);
    vouch(council, 2, { seq: 2, digest: ownDigest(council, 2, 2) });
    for (const id of [0, 3]) council.deliver(2, build.viewChange(id, 1));
    const message = council.sent(2, 'view-change')[0]?.body;
    expect(message?.stable).toBe(2);
    expect(message?.stableProof).toHaveLength(3);
    expect(message?.prepared.map(({ proposal }) => proposal.seq)).toEqual([3]);
  });
});

describe('[PR6] f+1 CHECKPOINTs', () => {
  test('are never enough to forget anything', () => {
    const council = executedTo(2);
    vouch(council, 2, { seq: 2, digest: ownDigest(council, 2, 2) }, [0]);
    expect(council.replica(2).low).toBe(0);
    expect(Object.keys(council.replica(2).slots)).toEqual(['1', '2']);
  });
});

describe('[G5] the low water mark', () => {
  test('does not pass what the replica has executed itself', () => {
    const donor = executedTo(2);
    const digest = ownDigest(donor, 2, 2);
    const council = executedTo(1);
    vouch(council, 2, { seq: 2, digest });
    expect(council.facts(2, 'checkpoint-stable')).toHaveLength(1);
    expect(council.replica(2)).toMatchObject({ low: 0, executed: 1, transfer: null });
    decide(council, 2, 2);
    expect(council.replica(2)).toMatchObject({ low: 2, executed: 2 });
  });
});

describe('[G6] below a stable checkpoint', () => {
  test('proposals, votes, certificates, requests, older checkpoints and their messages are gone', () => {
    const council = executedTo(5);
    vouch(council, 2, { seq: 4, digest: ownDigest(council, 2, 4) });
    const state = council.replica(2);
    for (const held of [state.slots, state.certificates]) expect(Object.keys(held)).toEqual(['5']);
    expect(Object.keys(state.bodies)).toEqual([build.digestOfRequests(ask(5))]);
    expect(Object.keys(state.images)).toEqual(['4']);
    expect(state.reports).toEqual({});
  });
});

describe('[G7] the water marks', () => {
  test('only move up, by multiples of K, L apart', () => {
    const council = new Council({ ...SIZES, operations: operations(30) });
    council.settle({ seed: 5 });
    for (const id of [0, 1, 2, 3]) {
      const marks = council.facts(id, 'water-marks');
      expect(marks.length).toBeGreaterThan(3);
      marks.forEach(({ low, high }, index) => {
        expect(low % 2).toBe(0);
        expect(high - low).toBe(4);
        expect(low).toBeGreaterThan(marks[index - 1]?.low ?? 0);
      });
    }
  });

  test('an earlier checkpoint that becomes certified late changes nothing', () => {
    const council = executedTo(4);
    vouch(council, 2, { seq: 4, digest: ownDigest(council, 2, 4) });
    vouch(council, 2, { seq: 2, digest: ownDigest(council, 2, 2) });
    expect(council.replica(2).low).toBe(4);
  });
});

describe('[G8] of each sender are kept', () => {
  test('one CHECKPOINT for each sequence number of the window: the last', () => {
    const council = executedTo(1);
    vouch(council, 2, { seq: 2, digest: BOGUS }, [0]);
    const other = digestOf('x', []);
    council.deliver(2, build.checkpoint(0, 2, other));
    expect(council.replica(2).reports[2]).toMatchObject({
      votes: { 0: { digest: other } },
      count: 1,
    });
  });

  test('and who told the truth last, having lied first, makes it stable', () => {
    const council = executedTo(2);
    const digest = ownDigest(council, 2, 2);
    vouch(council, 2, { seq: 2, digest: BOGUS }, [0]);
    vouch(council, 2, { seq: 2, digest }, [1]);
    expect(council.replica(2).low).toBe(0);
    vouch(council, 2, { seq: 2, digest }, [0]);
    expect(council.replica(2).low).toBe(2);
  });

  test('beyond the window the highest only, however many it sends', () => {
    const council = backup();
    for (let seq = 6; seq <= 2_000; seq += 2) council.deliver(2, build.checkpoint(0, seq, BOGUS));
    council.deliver(2, build.checkpoint(0, 100, BOGUS));
    expect(Object.values(council.replica(2).beyond).map(({ seq }) => seq)).toEqual([2_000]);
    expect(council.replica(2).reports).toEqual({});
  });
});

describe('[G10] who claims to be further than anybody else', () => {
  test.each([[[0, 3, 1]], [[1, 0, 3, 1]]])('keeps nobody behind: the proof of %j', (senders) => {
    const council = backup();
    council.deliver(2, build.checkpoint(1, 2_000, BOGUS));
    vouch(council, 2, { seq: 22, digest: BOGUS }, senders);
    expect(council.facts(2, 'state-wanted')).toMatchObject([{ seq: 22, digest: BOGUS }]);
  });

  test('is believed no more than before where the others have got elsewhere', () => {
    const council = backup();
    council.deliver(2, build.checkpoint(1, 2_000, BOGUS));
    vouch(council, 2, { seq: 22, digest: BOGUS }, [0, 3]);
    council.deliver(2, build.checkpoint(1, 20, BOGUS));
    expect(council.replica(2).beyond[1]?.seq).toBe(2_000);
    expect(council.facts(2, 'state-wanted')).toEqual([]);
  });
});

describe('[G9] a replica whose state is not the certified one', () => {
  const diverged = (): Council => {
    const council = executedTo(2);
    vouch(council, 2, { seq: 2, digest: BOGUS });
    return council;
  };

  test('gives its state up and fetches the other', () => {
    const council = diverged();
    expect(council.facts(2, 'state-wanted')).toMatchObject([{ seq: 2, digest: BOGUS }]);
    expect(council.sent(2, 'fetch-state')).toMatchObject([{ to: 3, body: { seq: 2, page: -1 } }]);
  });

  test('answers no client any more, neither again nor anew', () => {
    const council = diverged();
    expect(sentOf(council.deliver(2, ask(2)), 'reply')).toEqual([]);
    decide(council, 2, 3);
    expect(council.replica(2).executed).toBe(2);
    expect(council.sent(2, 'reply').map(({ body }) => body.timestamp)).toEqual([1, 2]);
  });

  test('hands its state out to nobody', () => {
    const council = executedTo(2);
    const digest = ownDigest(council, 2, 2);
    vouch(council, 2, { seq: 2, digest: BOGUS });
    const done = council.deliver(2, build.fetchState(0, { seq: 2, digest }));
    expect(sentOf(done, 'meta-data')).toEqual([]);
  });
});

describe('[G10] CHECKPOINTs beyond the window', () => {
  test('by f+1 replicas make a replica ask for what it lacks', () => {
    const council = backup();
    expect(sentOf(council.deliver(2, build.checkpoint(0, 8, BOGUS)), 'status')).toEqual([]);
    council.deliver(2, build.checkpoint(1, 10, BOGUS));
    expect(council.timer(2, 'transfer')).toBe(VIEW_CHANGE);
    expect(sentOf(council.fire(2, 'transfer'), 'status').length).toBe(3);
  });

  test('by a quorum start the state transfer at once', () => {
    const council = backup();
    vouch(council, 2, { seq: 8, digest: BOGUS });
    expect(council.facts(2, 'state-wanted')).toMatchObject([{ seq: 8 }]);
    expect(council.replica(2).low).toBe(8);
  });
});

describe('[PR7] the window is h < seq <= H', () => {
  const accepts = (seq: number): boolean => {
    const council = executedTo(2);
    vouch(council, 2, { seq: 2, digest: ownDigest(council, 2, 2) });
    const done = council.deliver(2, build.prePrepare(0, { view: 0, seq }, [ask(50)]));
    return factsOf(done, 'pre-prepared').length > 0;
  };
  test.each([
    [1, false],
    [2, false],
    [3, true],
    [6, true],
    [7, false],
    [8, false],
  ])('h = 2, H = 6: sequence number %i is taken: %s', (seq, expected) => {
    expect(accepts(seq)).toBe(expected);
  });

  test('votes too', () => {
    for (const seq of [7, 8]) {
      const council = executedTo(2);
      const digest = ownDigest(council, 2, 2);
      vouch(council, 2, { seq: 2, digest });
      for (const vote of [build.prepare, build.commit])
        council.deliver(2, vote(1, { view: 0, seq, digest }));
      expect(council.replica(2).slots[seq]).toBeUndefined();
    }
  });

  test('[RT4] what lies beyond makes the replica ask its sender, and counts once the window is there', () => {
    const council = executedTo(4);
    const request = ask(5);
    const place = { view: 0, seq: 5, digest: build.digestOfRequests(request) };
    const done = council.deliver(2, build.prePrepare(0, place, [request]));
    expect(sentOf(done, 'status').map(({ to }) => to)).toEqual([0]);
    expect(council.replica(2).slots[5]).toBeUndefined();
    vouch(council, 2, { seq: 4, digest: ownDigest(council, 2, 4) });
    expect(council.replica(2).slots[5]?.proposal?.digest).toBe(place.digest);
  });
});

describe('[N1] the primary', () => {
  const CLIENTS = 9;
  const crowd = (): Council =>
    new Council({ ...SIZES, byzantine: [1, 2, 3], clients: CLIENTS, operations: ['set a 1'] });

  test('assigns one number after the other up to H, and nothing beyond', () => {
    const council = crowd();
    council.settle();
    const seqs = council.sent(0, 'pre-prepare').filter(({ to }) => to === 1);
    expect(seqs.map(({ body }) => body.seq)).toEqual([1, 2, 3, 4]);
    expect(council.replica(0).waiting).toHaveLength(CLIENTS);
  });

  test('goes on when the window moves', () => {
    const council = crowd();
    council.settle();
    const proposals = council.sent(0, 'pre-prepare').filter(({ to }) => to === 1);
    for (const { body } of proposals.slice(0, 2)) {
      for (const id of [1, 2]) council.deliver(0, build.prepare(id, body));
      for (const id of [1, 2]) council.deliver(0, build.commit(id, body));
    }
    vouch(council, 0, { seq: 2, digest: ownDigest(council, 0, 2) });
    const seqs = council.sent(0, 'pre-prepare').filter(({ to }) => to === 1);
    expect(seqs.map(({ body }) => body.seq)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('[RT2] CHECKPOINTs that were lost', () => {
  test('a STATUS with a lower h is answered with the proof and the own later checkpoints', () => {
    const council = executedTo(4);
    vouch(council, 2, { seq: 2, digest: ownDigest(council, 2, 2) });
    const done = council.deliver(2, build.status(0, { view: 0, executed: 4, stable: 0 }));
    expect(sentOf(done, 'checkpoint').map(({ to, body }) => [to, body.seq])).toEqual([
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
    ]);
  });

  test('a council that has lost every one of them at first goes on', () => {
    const council = new Council({ ...SIZES, operations: operations(12) });
    const heal = council.lose(({ body }) => body.type === 'checkpoint');
    council.settle();
    expect(council.client().completed).toBe(4);
    heal();
    council.run(20 * VIEW_CHANGE);
    expect(council.client().completed).toBe(12);
    expect(council.replica(0).view).toBe(0);
  });
});

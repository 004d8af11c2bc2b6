import { describe, expect, test } from 'vitest';
import { openUnrecorded, parseScenario } from '../../../src/core/index.ts';
import { batchDigest } from '../../../src/core/protocols/pbft/messages.ts';
import { Council, executed, VIEW_CHANGE } from '../../support/council.ts';
import { testCrypto } from '../../support/council-crypto.ts';
import * as build from '../../support/council-messages.ts';

/** What replicas cannot work out alike by themselves. */

const stamp = build.request(4, 1, 'stamp a');
const later = build.request(4, 2, 'stamp b');
const NOW = 50_000;

const spot = (seq: number, request: typeof stamp, nd: number) => ({
  view: 0,
  seq,
  digest: batchDigest([request], testCrypto, nd),
});

/** R2 is real, and its clock shows `NOW`. */
function backup(n = 4): Council {
  const byzantine = Array.from({ length: n }, (_, id) => id).filter((id) => id !== 2);
  const council = new Council({ n, byzantine });
  council.wait(NOW);
  return council;
}

describe('[ND1] an operation that needs the time', () => {
  test('gets the clock of the primary, the same everywhere, in a digest that covers it', () => {
    const council = new Council({ operations: ['stamp a', 'get a', 'stamp a'] });
    council.wait(1_234);
    council.settle();
    const [first] = council.sent(0, 'pre-prepare');
    expect(first?.body.nd).toBe(1_235);
    expect(first?.body.digest).toBe(batchDigest(first?.body.requests ?? [], testCrypto, 1_235));
    expect(council.facts(4, 'reply-accepted')[1]?.result).toBe('1235');
    const ends = council.replicas().map((id) => council.replica(id).service['a']);
    expect(new Set(ends).size).toBe(1);
    expect(Number(ends[0])).toBeGreaterThan(1_235);
  });

  test('leaves the digests of all other batches as they are', () => {
    const council = new Council({ operations: ['set a 1'] });
    council.settle();
    const proposal = council.sent(0, 'pre-prepare')[0]?.body;
    expect(proposal).not.toHaveProperty('nd');
    expect(proposal?.digest).toBe(build.digestOfRequests(build.request(4, 1, 'set a 1')));
  });

  test.each([
    ['in the future', NOW + 1, 'the time that it names has not come yet'],
    ['of long ago', NOW - VIEW_CHANGE - 1, 'the time that it names is too long ago'],
  ])('is not voted for with a time %s', (_what, nd, reason) => {
    const council = backup();
    const done = council.deliver(2, build.prePrepare(0, { view: 0, seq: 1 }, [stamp], nd));
    expect([...done.rejected, ...done.ignored].map((refusal) => refusal.reason)).toEqual([reason]);
    expect(done.sent).toEqual([]);
    expect(council.replica(2).slots[1]?.proposal ?? null).toBeNull();
    expect(done.facts).toContainEqual({ fact: 'rule', rule: 'ND1' });
  });

  test('is voted for with the oldest and the newest time that are allowed', () => {
    for (const nd of [NOW - VIEW_CHANGE, NOW]) {
      const done = backup().deliver(2, build.prePrepare(0, { view: 0, seq: 1 }, [stamp], nd));
      expect(done.sent.map(({ body }) => body.type)).toContain('prepare');
    }
  });

  test('never goes back along the sequence numbers, in whichever order they come', () => {
    for (const [first, second] of [
      [spot(1, stamp, NOW), [2, later, NOW - 1]],
      [spot(2, later, NOW - 1), [1, stamp, NOW]],
    ] as const) {
      const council = backup();
      const request = first.seq === 1 ? stamp : later;
      const nd = first.seq === 1 ? NOW : NOW - 1;
      council.deliver(2, build.prePrepare(0, first, [request], nd));
      const [seq, other, time] = second;
      const done = council.deliver(2, build.prePrepare(0, { view: 0, seq }, [other], time));
      expect(done.rejected.map(({ reason }) => reason)).toEqual(['time would go back with it']);
    }
  });

  test('nor behind what was executed, when its slot is gone', () => {
    const council = backup();
    council.replica(2).clock = NOW - 1;
    const done = council.deliver(2, build.prePrepare(0, { view: 0, seq: 1 }, [stamp], NOW - 2));
    expect(done.rejected).toHaveLength(1);
  });

  test('needs one, and no other operation may carry one', () => {
    const council = backup();
    const plain = build.request(4, 1, 'set a 1');
    for (const message of [
      build.prePrepare(0, { view: 0, seq: 1 }, [stamp]),
      build.prePrepare(0, { view: 0, seq: 1 }, [plain], NOW),
      { ...build.prePrepare(0, { view: 0, seq: 1 }, [stamp], NOW), nd: NOW - 1 },
    ]) {
      expect(council.deliver(2, message).rejected).toHaveLength(1);
    }
    expect(council.replica(2)).toMatchObject({ slots: {}, times: {}, bodies: {} });
  });

  test('that a replica hears of late is taken on the word of f+1 backups, and not of f', () => {
    const council = backup(7);
    const old = build.request(7, 1, 'stamp a');
    const nd = NOW - 40 * VIEW_CHANGE;
    const place = spot(1, old, nd);
    const proposal = build.prePrepare(0, place, [old], nd);
    for (const id of [1, 3]) council.deliver(2, build.prepare(id, place));
    expect(council.deliver(2, proposal).ignored).toHaveLength(1);
    expect(council.replica(2).slots[1]?.proposal).toBeNull();
    council.deliver(2, build.prepare(4, place));
    expect(council.replica(2).slots[1]?.proposal?.digest).toBe(place.digest);
  });

  test('reaches a replica that was cut off while it was decided', () => {
    const council = new Council({ operations: ['stamp a', 'set b 1'] });
    const heal = council.lose(({ from, to }) => from === 3 || to === 3);
    council.settle();
    heal();
    council.wait(20 * VIEW_CHANGE);
    council.order(4, 'set c 1');
    council.run(60 * VIEW_CHANGE);
    expect(executed(council, 3)).toEqual(['stamp a', 'set b 1', 'set c 1']);
    expect(council.replica(3).service).toEqual(council.replica(1).service);
  });
});

test('[ND1] in a network slower than the time-out the time is agreed on all the same', () => {
  const parsed = parseScenario(
    {
      version: 1,
      signatures: 'ideal',
      network: { latency: { kind: 'constant', value: 150_000 } },
      timers: { viewChange: 100_000, client: 800_000 },
      workload: { requests: 2, payload: 'stamp hill' },
      until: 40_000_000,
    },
    'headless',
  );
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  const run = openUnrecorded(parsed.scenario);
  while (!run.advance(100_000));
  expect(run.report()).toMatchObject({ outcome: 'agreed', requests: { completed: 2 } });
});

describe('[ND3] after a view change', () => {
  test('what is proposed again keeps its time, however long ago that is', () => {
    const council = new Council({ operations: ['stamp a'] });
    const heal = council.lose(({ body }) => body.type === 'commit');
    council.settle();
    const nd = council.sent(0, 'pre-prepare')[0]?.body.nd;
    council.wait(40 * VIEW_CHANGE);
    council.crash(0);
    for (const id of [1, 2, 3]) council.fire(id, 'view');
    heal();
    council.run(100 * VIEW_CHANGE);
    for (const id of [1, 2, 3]) {
      expect(council.replica(id).view).toBeGreaterThanOrEqual(1);
      expect(council.replica(id).service['a']).toBe(String(nd));
    }
  });

  test('a replica that fetches the requests gets the time with them', () => {
    const council = new Council({ byzantine: [0, 1, 3] });
    const nd = 7;
    const place = spot(1, stamp, nd);
    const certificate = {
      proposal: build.proposal(0, place),
      prepares: [build.prepare(1, place), build.prepare(3, place)],
    };
    const viewChanges = [0, 1, 3].map((id) => build.viewChange(id, 1, [certificate]));
    const proposals = [build.proposal(1, { ...place, view: 1 })];
    council.wait(NOW);
    council.deliver(2, build.newView(1, 1, { viewChanges, proposals }));
    expect(council.sent(2, 'fetch').map(({ body }) => body.digest)).toContain(place.digest);
    const wrong = council.deliver(2, { ...build.requestBody(stamp), nd: nd + 1 });
    expect(wrong.ignored).toHaveLength(1);
    council.deliver(2, { ...build.requestBody(stamp), nd });
    for (const id of [0, 3]) council.deliver(2, build.prepare(id, { ...place, view: 1 }));
    for (const id of [1, 3]) council.deliver(2, build.commit(id, { ...place, view: 1 }));
    expect(council.replica(2).service).toEqual({ a: '7' });
    const given = council.deliver(2, build.fetch(3, place.digest));
    expect(given.sent[0]?.body).toMatchObject({ type: 'request-body', nd });
  });
});

import { describe, expect, test } from 'vitest';
import { parseMessage } from '../../../src/core/protocols/pbft/parse.ts';
import { Council } from '../../support/council.ts';
import { signatureOf } from '../../support/council-crypto.ts';
import * as build from '../../support/council-messages.ts';

/** What messages hold, and how much of it. */

const order = build.request(4, 1, 'order ATTACK');
const place = { view: 0, seq: 1, digest: build.digestOfRequests(order) };

describe('[M19] entries of P and O are proposals without requests', () => {
  test('what a correct replica sends holds none', () => {
    const council = new Council({ operations: ['order ATTACK'] });
    council.settle();
    for (const id of [1, 2, 3]) council.deliverAll(id, [build.viewChange(0, 1)]);
    council.deliver(1, build.viewChange(2, 1));
    council.settle();
    const viewChange = council.sent(1, 'view-change')[0]?.body;
    expect(viewChange?.prepared).toHaveLength(1);
    for (const { proposal } of viewChange?.prepared ?? []) {
      expect(proposal).not.toHaveProperty('requests');
    }
    const newView = council.sent(1, 'new-view')[0]?.body;
    expect(newView?.proposals.map(({ digest }) => digest)).toEqual([place.digest]);
    for (const proposal of newView?.proposals ?? [])
      expect(proposal).not.toHaveProperty('requests');
  });

  test('the requests are found by digest: a replica that holds them asks nobody', () => {
    const council = new Council({ byzantine: [0] });
    council.deliver(2, build.prePrepare(0, place, [order]));
    const proof = build.proof(4, place, [1, 3]);
    const done = council.deliver(2, {
      ...build.newView(1, 1, {
        viewChanges: [
          build.viewChange(0, 1, [proof]),
          build.viewChange(1, 1),
          build.viewChange(3, 1),
        ],
        proposals: [build.proposal(1, { ...place, view: 1 })],
      }),
    });
    expect(done.rejected).toEqual([]);
    expect(done.sent.filter(({ body }) => body.type === 'fetch')).toEqual([]);
    expect(council.replica(2).slots[1]?.proposal?.digest).toBe(place.digest);
  });
});

test('[M20] the signature of a PRE-PREPARE covers view, sequence number and digest, so that it serves in P without the body', () => {
  const { view, seq, digest } = place;
  const proposed = build.prePrepare(0, place, [order]);
  expect(proposed.sig).toBe(signatureOf(0, ['pre-prepare', view, seq, digest, 0]));
  const council = new Council({ byzantine: [0] });
  expect(council.deliver(2, proposed).rejected).toEqual([]);
  const bare = build.proposal(0, place);
  expect(proposed).toMatchObject(bare);
  const proof = { proposal: bare, prepares: [build.prepare(1, place), build.prepare(3, place)] };
  expect(council.deliver(2, build.viewChange(3, 1, [proof])).rejected).toEqual([]);
});

describe('[M21] no list is walked that is longer than it may be', () => {
  const endless = <T>(item: T): T[] => {
    // Walking it would take hours: the length has to be looked at first.
    const list: T[] = [item];
    list.length = 2 ** 31;
    return list;
  };
  const cases = {
    'requests of a PRE-PREPARE': { ...build.prePrepare(0, place, []), requests: endless(order) },
    'certificates of a VIEW-CHANGE': {
      ...build.viewChange(1, 1),
      prepared: endless(build.proof(4, place, [1])),
    },
    'prepares of a certificate': {
      ...build.viewChange(1, 1),
      prepared: [
        { proposal: build.proposal(0, place), prepares: endless(build.prepare(1, place)) },
      ],
    },
    'checkpoint proof of a VIEW-CHANGE': { ...build.viewChange(1, 1), stableProof: endless(order) },
    'V of a NEW-VIEW': {
      ...build.newView(1, 1, { viewChanges: [], proposals: [] }),
      viewChanges: endless(build.viewChange(0, 1)),
    },
    'O of a NEW-VIEW': {
      ...build.newView(1, 1, { viewChanges: [], proposals: [] }),
      proposals: endless(build.proposal(1, place)),
    },
    'open slots of a STATUS': {
      ...build.status(1, { view: 0, executed: 0 }),
      open: endless({ seq: 1, phase: 1 }),
    },
    'held VIEW-CHANGEs of a STATUS': {
      ...build.status(1, { view: 0, executed: 0 }),
      held: endless(1),
    },
    'requests of a REQUEST-BODY': { ...build.requestBody(), requests: endless(order) },
  };
  for (const [name, body] of Object.entries(cases)) {
    test(name, () => expect(parseMessage(body)).toBeNull());
  }

  test('texts and numbers have limits too', () => {
    expect(parseMessage(build.request(4, 1, 'x'.repeat(100_000)))).toBeNull();
    expect(parseMessage({ ...order, sig: '0'.repeat(257) })).toBeNull();
    for (const seq of [-1, 1.5, Number.NaN, Infinity, 2 ** 53, 2 ** 53 - 1]) {
      expect(parseMessage(build.prepare(1, { ...place, seq })), `seq ${seq}`).toBeNull();
    }
  });

  test('a certificate for a far sequence number cannot make a replica propose for ever', () => {
    // With a quorum of one, a traitor alone makes certificates, for any sequence number.
    const council = new Council({ q: 1, byzantine: [0] });
    const far = build.proof(4, { ...place, seq: 2 ** 40 }, []);
    council.deliver(1, build.viewChange(0, 1, [far]));
    council.deliver(1, build.viewChange(2, 1));
    expect(council.sent(1, 'new-view')[0]?.body.proposals ?? []).toEqual([]);
  });
});

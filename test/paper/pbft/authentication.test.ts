import { describe, expect, test } from 'vitest';
import { statementOf, type Message } from '../../../src/core/protocols/pbft/messages.ts';
import { Council, type Done } from '../../support/council.ts';
import { digestOf, signatureOf } from '../../support/council-crypto.ts';
import {
  CLIENT,
  digest,
  GENUINE,
  order,
  place,
  proof,
  reproposals,
  viewChanges,
} from '../../support/council-genuine.ts';
import * as build from '../../support/council-messages.ts';
import { mutants } from '../../support/council-mutate.ts';

/** Who said it, and that nobody else can have said it. */

function receive(to: number, message: unknown): { done: Done; isChanged: boolean } {
  const council = new Council({ operations: ['order ATTACK'] });
  const state = (): string => JSON.stringify(to < 4 ? council.replica(to) : council.client(to));
  const before = state();
  const done = council.deliver(to, message as Message, 3);
  return { done, isChanged: state() !== before };
}

describe('Every field is signed', () => {
  for (const [type, { to, message }] of Object.entries(GENUINE)) {
    test(`[A1] a ${type} is believed as it was signed, and refused with any field changed, left out or added`, () => {
      expect(receive(to, message).done.rejected).toEqual([]);
      for (const { path, value } of mutants(message)) {
        const { done, isChanged } = receive(to, value);
        // The list of a REQUEST-BODY is not signed as a whole: another list is another body, which nobody asked for.
        const isOtherBody = type === 'request-body' && /\] (left out|twice)$/.test(path);
        expect.soft(isOtherBody ? done.ignored : done.rejected, `${type}${path}`).toHaveLength(1);
        expect.soft(isChanged, `${type}${path} changed the state`).toBe(false);
        expect.soft(done.sent, `${type}${path} was answered`).toEqual([]);
      }
    });
  }
});

test('[A2] the signer written inside counts, whatever network source delivers the message', () => {
  const council = new Council({ byzantine: [0, 3] });
  council.deliver(2, build.prePrepare(0, place, [order]), 3);
  council.deliver(2, build.prepare(1, place), 3);
  expect(council.replica(2).slots[1]?.prepares.votes).toHaveProperty('1');
  expect(council.replica(2).slots[1]?.prepares.votes).not.toHaveProperty('3');
});

test("[A2] R3 cannot sign in R1's name", () => {
  const council = new Council();
  const stolen = build.prepare(1, place);
  const forged = { ...stolen, sig: signatureOf(3, statementOf(stolen)) };
  expect(council.deliver(2, forged, 1).rejected).toHaveLength(1);
  expect(council.replica(2).slots).toEqual({});
});

describe('[A3] a message in the dress of another type', () => {
  for (const [type, { to, message }] of Object.entries(GENUINE)) {
    test(`${type}: no other type name makes it believed`, () => {
      for (const other of [...Object.keys(GENUINE), 'checkpoint', 'constructor', '']) {
        if (other === type) continue;
        const { done, isChanged } = receive(to, { ...message, type: other });
        expect.soft(done.rejected, `${type} as ${other}`).toHaveLength(1);
        expect.soft(isChanged).toBe(false);
      }
    });
  }
});

describe('Certificates are opened and every message in them is checked', () => {
  test('[A5] the request in a PRE-PREPARE', () => {
    for (const { path, value } of mutants(order)) {
      const batch = [value];
      const message = build.prePrepare(0, { view: 0, seq: 1 }, batch);
      const { done, isChanged } = receive(2, message);
      expect.soft(done.rejected, path).toHaveLength(1);
      expect.soft(isChanged, path).toBe(false);
    }
  });

  test('[A5] the certificates in a VIEW-CHANGE that its sender has signed', () => {
    for (const { path, value } of mutants([proof])) {
      if (path.endsWith('left out') && /^\[0\] /.test(path)) continue; // Less to claim is no lie that shows.
      const { done } = receive(2, build.viewChange(3, 1, value));
      expect.soft(done.rejected, path).toHaveLength(1);
    }
  });

  test('[A5] the VIEW-CHANGEs and proposals in a NEW-VIEW that the new primary has signed', () => {
    for (const { path, value } of mutants({ viewChanges, proposals: reproposals })) {
      const { done } = receive(2, build.newView(1, 1, value));
      // A field beside those two is not put into the message by the builder's types, but by the copy: it is refused too.
      expect.soft(done.rejected, path).toHaveLength(1);
    }
  });

  test('[A5] empty VIEW-CHANGEs in the name of others, the ones without any certificate', () => {
    const forged = [0, 3].map((replica) => ({
      ...build.viewChange(1, 1),
      replica,
      sig: signatureOf(1, statementOf({ ...build.viewChange(1, 1), replica })),
    }));
    const message = build.newView(1, 1, {
      viewChanges: [build.viewChange(1, 1), ...forged],
      proposals: [],
    });
    expect(receive(2, message).done.rejected).toHaveLength(1);
  });
});

describe('[A6] members only', () => {
  const strangers = [4, 5, 100, -1, 1.5, Number.NaN, Number.MAX_SAFE_INTEGER];
  test('no replica outside 0 to n-1 has a vote', () => {
    for (const id of strangers) {
      for (const message of [
        build.prepare(id, place),
        build.commit(id, place),
        build.viewChange(id, 1),
        build.status(id, { view: 0, executed: 0 }),
        build.fetch(id, digest),
      ]) {
        const { done, isChanged } = receive(2, message);
        expect.soft(done.rejected, `${message.type} of ${id}`).toHaveLength(1);
        expect.soft(isChanged).toBe(false);
      }
    }
  });

  test('no request of a replica or a stranger is taken', () => {
    for (const id of [0, 3, 5, 99, -1, 0.5]) {
      const message = build.request(id, 1, 'order ATTACK');
      expect.soft(receive(2, message).done.rejected, `request of ${id}`).toHaveLength(1);
      const proposal = build.prePrepare(0, { view: 0, seq: 1 }, [message]);
      expect.soft(receive(2, proposal).done.rejected, `proposed for ${id}`).toHaveLength(1);
    }
  });

  test('no stranger stands in a certificate', () => {
    const padded = build.proof(4, place, [1, 4]);
    expect(receive(2, build.viewChange(3, 1, [padded])).done.rejected).toHaveLength(1);
  });
});

describe('[A7] one voice each', () => {
  test('a prepare or commit counts once however often it comes', () => {
    const council = new Council({ byzantine: [0, 1, 3], n: 4 });
    council.deliver(2, build.prePrepare(0, place, [order]));
    council.flight = [];
    for (let copy = 0; copy < 5; copy += 1) council.deliver(2, build.commit(3, place));
    const own = council.replica(2).slots[1];
    expect(Object.keys(own?.commits.votes ?? {})).toEqual(['3']);
    expect(council.facts(2, 'prepared')).toEqual([]);
    council.deliver(2, build.prepare(3, place));
    for (let copy = 0; copy < 5; copy += 1) council.deliver(2, build.prepare(3, place));
    expect(council.facts(2, 'committed')).toEqual([]);
    council.deliver(2, build.commit(1, place));
    expect(council.facts(2, 'committed')).toHaveLength(1);
  });

  test('five prepares of one backup do not prepare', () => {
    const council = new Council({ n: 7, byzantine: [0, 1, 2, 3, 4, 6] });
    const spot = { ...place, digest: build.digestOfRequests(build.request(7, 1, 'x')) };
    council.deliver(5, build.prePrepare(0, spot, [build.request(7, 1, 'x')]));
    for (let copy = 0; copy < 5; copy += 1) council.deliver(5, build.prepare(1, spot));
    expect(council.facts(5, 'prepared')).toEqual([]);
  });

  test('who has voted for one digest has no second vote for another', () => {
    const council = new Council({ byzantine: [0, 1, 3] });
    const other = { ...place, digest: digestOf('batch', ['another']) };
    council.deliver(2, build.prepare(3, other));
    council.deliver(2, build.commit(3, other));
    council.deliver(2, build.prePrepare(0, place, [order]));
    expect(council.deliver(2, build.prepare(3, place)).ignored).toHaveLength(1);
    expect(council.facts(2, 'prepared')).toEqual([]);
    council.deliver(2, build.prepare(1, place));
    council.deliver(2, build.commit(1, place));
    expect(council.deliver(2, build.commit(3, place)).ignored).toHaveLength(1);
    expect(council.facts(2, 'committed')).toEqual([]);
  });
});

test('[A8] what a replica said itself counts once, also when it is played back to it', () => {
  const council = new Council({ byzantine: [0, 1, 3] });
  const done = council.deliver(2, build.prePrepare(0, place, [order]));
  const own = done.sent.find(({ body }) => body.type === 'prepare')?.body;
  for (let copy = 0; copy < 3; copy += 1) {
    expect(council.deliver(2, own ?? order).ignored).toHaveLength(1);
  }
  expect(council.facts(2, 'prepared')).toEqual([]);
  council.deliver(2, build.prepare(3, place));
  const commit = council.sent(2, 'commit')[0]?.body;
  for (let copy = 0; copy < 3; copy += 1) council.deliver(2, commit ?? order);
  council.deliver(2, build.commit(3, place));
  expect(council.facts(2, 'committed')).toEqual([]);
});

describe('[A9] digests of different things differ', () => {
  test('request, batch and null request have domains of their own', () => {
    const domains: string[] = [];
    const crypto = {
      digest: (domain: string, data: Parameters<typeof digestOf>[1]) => {
        domains.push(domain);
        return digestOf(domain, data);
      },
    };
    // Of a request that is known already nobody asks again.
    build.digestWith([{ ...order }], crypto);
    build.digestWith([], crypto);
    expect(new Set(domains)).toEqual(new Set(['request', 'batch', 'null']));
  });

  test('no request has the digest of the null request, and a list none of its item', () => {
    for (const operation of ['', 'null', '[]', ' ']) {
      const item = build.request(CLIENT, 0, operation);
      expect(build.digestOfRequests(item)).not.toBe(build.NULL_DIGEST);
    }
    expect(build.digestOfRequests(order)).not.toBe(build.digestOfRequests(order, order));
  });

  test('the digest covers client, timestamp and operation, and not the signature', () => {
    const others = [
      build.request(5, 1, 'order ATTACK'),
      build.request(CLIENT, 2, 'order ATTACK'),
      build.request(CLIENT, 1, 'order RETREAT'),
    ];
    for (const other of others) expect(build.digestOfRequests(other)).not.toBe(digest);
    expect(build.digestOfRequests({ ...order, sig: 'ff' })).toBe(digest);
  });
});

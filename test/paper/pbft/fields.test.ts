import { describe, expect, test } from 'vitest';
import type { Message } from '../../../src/core/protocols/pbft/messages.ts';
import { Council, type CouncilOptions, type Flying, VIEW_CHANGE } from '../../support/council.ts';
import * as build from '../../support/council-messages.ts';
import { ask, decide, othersThan, vouch } from '../../support/council-play.ts';

/** What correct processes really send, field by field, and to whom. */

const REPLICAS = [0, 1, 2, 3];
const CLIENT = 4;

function first<T extends Message['type']>(traffic: readonly Flying[], type: T) {
  const sent = traffic.filter(({ body }) => body.type === type);
  const body = sent[0]?.body as Extract<Message, { type: T }> | undefined;
  if (body === undefined) throw new Error(`nobody has sent a ${type}`);
  // Some are sent again.
  const to = new Set(sent.filter((flying) => flying.body === body).map((flying) => flying.to));
  return { body, from: sent[0]?.from ?? -1, to: [...to] };
}

/** A council that serves one request, with whatever options. */
function served(options: CouncilOptions = {}): readonly Flying[] {
  const council = new Council({ operations: ['set a 1'], interval: 1, ...options });
  council.settle();
  return council.traffic;
}

const keys = (message: object): string[] => Object.keys(message).sort();

describe('Normal case', () => {
  test('[M1] REQUEST: operation, timestamp, client, to the primary; a flag and a replier where options want them', () => {
    const { body, from, to } = first(served(), 'request');
    expect(body).toMatchObject({ operation: 'set a 1', timestamp: 1, client: CLIENT });
    expect(keys(body)).toEqual(['client', 'operation', 'sig', 'timestamp', 'type']);
    expect({ from, to }).toEqual({ from: CLIENT, to: [0] });
    const wishes = first(
      served({ operations: ['get a'], shortcuts: ['readOnly', 'digestReplies'] }),
      'request',
    );
    expect(wishes.body).toMatchObject({ readOnly: true, replier: 1 });
    expect(wishes.to).toEqual(REPLICAS);
  });

  test('[M2] PRE-PREPARE: view, number, digest, and the requests outside the signature, to the backups', () => {
    const { body, from, to } = first(served(), 'pre-prepare');
    expect(keys(body)).toEqual(['digest', 'replica', 'requests', 'seq', 'sig', 'type', 'view']);
    expect(body).toMatchObject({ view: 0, seq: 1, digest: build.digestOfRequests(ask(1)) });
    expect(body.requests).toEqual([ask(1)]);
    expect({ from, to }).toEqual({ from: 0, to: [1, 2, 3] });
  });

  test.each([
    ['[M3] PREPARE', 'prepare', 1],
    ['[M4] COMMIT', 'commit', 1],
  ] as const)('%s: view, number, digest, replica, to all', (_id, type, sender) => {
    const traffic = served().filter(({ from }) => from === sender);
    const { body, to } = first(traffic, type);
    expect(keys(body)).toEqual(['digest', 'replica', 'seq', 'sig', 'type', 'view']);
    expect(body).toMatchObject({ view: 0, seq: 1, digest: build.digestOfRequests(ask(1)) });
    expect(body.replica).toBe(sender);
    expect(to).toEqual(REPLICAS.filter((id) => id !== sender));
  });

  test('[M5] REPLY: view, timestamp, client, replica, result, to the client; flags where options want them', () => {
    const { body, to } = first(served(), 'reply');
    expect(keys(body)).toEqual(
      ['client', 'replica', 'result', 'sig', 'timestamp', 'type', 'view'].sort(),
    );
    expect(body).toMatchObject({ view: 0, timestamp: 1, client: CLIENT, result: '1' });
    expect(to).toEqual([CLIENT]);
    const tentative = first(served({ shortcuts: ['tentative'] }), 'reply');
    expect(tentative.body).toMatchObject({ tentative: true });
    const hashed = served({ shortcuts: ['digestReplies'] }).filter(({ from }) => from !== 1);
    expect(first(hashed, 'reply').body).toMatchObject({ hashed: true });
  });

  test('[M6] CHECKPOINT: number, digest of the state, replica, to all', () => {
    const traffic = served();
    const { body, from, to } = first(traffic, 'checkpoint');
    expect(keys(body)).toEqual(['digest', 'replica', 'seq', 'sig', 'type']);
    expect(body).toMatchObject({ seq: 1, replica: from });
    expect(to).toEqual(REPLICAS.filter((id) => id !== from));
  });
});

describe('View change', () => {
  const traffic = ((): readonly Flying[] => {
    const council = new Council({ operations: ['set a 1', 'set a 2'], interval: 1, window: 4 });
    const isLate = ({ body }: Flying): boolean => body.type === 'commit' && body.seq === 2;
    council.lose(isLate);
    council.settle();
    council.crash(0);
    council.run(4 * VIEW_CHANGE);
    return council.traffic;
  })();

  test('[M7] VIEW-CHANGE: new view, low mark with q CHECKPOINTs, certificates of a proposal and q-1 prepares, to all', () => {
    const { body, from, to } = first(traffic, 'view-change');
    expect(keys(body)).toEqual(
      ['prepared', 'replica', 'sig', 'stable', 'stableProof', 'type', 'view'].sort(),
    );
    expect(body).toMatchObject({ view: 1, stable: 1, replica: from });
    expect(body.stableProof.map(({ seq }) => seq)).toEqual([1, 1, 1]);
    expect(body.prepared.map(({ proposal, prepares }) => [proposal.seq, prepares.length])).toEqual([
      [2, 2],
    ]);
    expect(to).toEqual(REPLICAS.filter((id) => id !== from));
  });

  test('[M8] NEW-VIEW: new view, q VIEW-CHANGEs, proposals without requests, from its primary to all', () => {
    const { body, from, to } = first(traffic, 'new-view');
    expect(keys(body)).toEqual(['proposals', 'replica', 'sig', 'type', 'view', 'viewChanges']);
    expect(body.viewChanges.map(({ view }) => view)).toEqual([1, 1, 1]);
    expect(body.proposals.map(({ view, seq }) => [view, seq])).toEqual([[1, 2]]);
    expect({ from, to }).toEqual({ from: 1, to: [0, 2, 3] });
  });
});

describe('State transfer', () => {
  /** R2 is behind, and the test answers it. */
  function fetching() {
    const council = new Council({ byzantine: [0, 1, 3], interval: 1, window: 2 });
    vouch(council, 2, { seq: 8, digest: 'ab'.repeat(32) });
    return council;
  }

  /** R2 has executed one request and holds the checkpoint. */
  function holding() {
    const council = new Council({ byzantine: [0, 1, 3], interval: 1, window: 2 });
    decide(council, 2, 1);
    const { digest } = council.facts(2, 'checkpoint-taken')[0] ?? { digest: '' };
    return { council, target: { seq: 1, digest } };
  }

  test('[M9] FETCH: the checkpoint wanted, the part of it, who asks, to the replier whose turn it is', () => {
    const { body, to } = first(fetching().traffic, 'fetch-state');
    expect(keys(body)).toEqual(['digest', 'page', 'replica', 'seq', 'sig', 'type']);
    expect(body).toMatchObject({ seq: 8, digest: 'ab'.repeat(32), page: -1, replica: 2 });
    expect(to).toEqual([3]);
  });

  test('[M10] META-DATA: the checkpoint and the digests of its pages, to who asked', () => {
    const { council, target } = holding();
    const [answer] = council.deliver(2, build.fetchState(3, target)).sent;
    expect(answer?.to).toBe(3);
    expect(keys(answer?.body ?? {})).toEqual(['digest', 'pages', 'replica', 'seq', 'sig', 'type']);
    expect(answer?.body).toMatchObject({ ...target, type: 'meta-data', replica: 2 });
  });

  test('[M11] who does not hold it answers with the CHECKPOINTs of the one that it holds, which prove themselves', () => {
    const { council, target } = holding();
    vouch(council, 2, target, othersThan(council, 2));
    const { sent } = council.deliver(2, build.fetchState(3, { seq: 0, digest: 'ab' }));
    expect(sent.map(({ to, body }) => [to, body.type])).toEqual([
      [3, 'checkpoint'],
      [3, 'checkpoint'],
      [3, 'checkpoint'],
    ]);
    expect(sent[0]?.body).toMatchObject(target);
  });

  test('[M12] DATA: a page and the entries on it, to who asked', () => {
    const { council, target } = holding();
    const [answer] = council.deliver(2, build.fetchState(3, target, 0)).sent;
    expect(answer?.to).toBe(3);
    expect(keys(answer?.body ?? {})).toEqual(
      ['digest', 'entries', 'page', 'replica', 'seq', 'sig', 'type'].sort(),
    );
    expect(answer?.body).toMatchObject({ ...target, page: 0, entries: [['a', '1']] });
  });
});

describe('Retransmission', () => {
  test('[M13] STATUS in a view: view, low mark, last executed, what is prepared and committed above it, to all', () => {
    const council = new Council({ byzantine: [0, 1, 3] });
    council.deliver(2, build.prePrepare(0, { view: 0, seq: 1 }, [ask(1)]));
    const { sent } = council.fire(2, 'status');
    const { body, to } = first(sent, 'status');
    expect(keys(body)).toEqual(
      ['active', 'executed', 'held', 'open', 'replica', 'sig', 'stable', 'type', 'view'].sort(),
    );
    expect(body).toMatchObject({ view: 0, active: true, executed: 0, stable: 0, held: [] });
    expect(body.open).toEqual([{ seq: 1, phase: 1 }]);
    expect(to).toEqual([0, 1, 3]);
  });

  test('[M14] STATUS while changing view: the view wanted, and whose VIEW-CHANGEs for it are here', () => {
    const council = new Council({ byzantine: [0, 1, 3] });
    council.deliver(2, ask(1), CLIENT);
    council.fire(2, 'view');
    council.deliver(2, build.viewChange(3, 1));
    const { body } = first(council.fire(2, 'status').sent, 'status');
    expect(body).toMatchObject({ view: 1, active: false, held: [2, 3] });
  });

  test('[M15] FETCH of requests by their digest, and the whole requests as the answer', () => {
    const council = new Council({ byzantine: [0, 1, 3] });
    const digest = build.digestOfRequests(ask(1));
    const proof = build.proof(4, { view: 0, seq: 1, digest }, [1, 3]);
    const viewChanges = [0, 1, 3].map((id) => build.viewChange(id, 1, [proof]));
    const proposals = [build.proposal(1, { view: 1, seq: 1, digest })];
    const { sent } = council.deliver(2, build.newView(1, 1, { viewChanges, proposals }));
    const asked = first(sent, 'fetch');
    expect(keys(asked.body)).toEqual(['digest', 'replica', 'sig', 'type']);
    expect(asked).toMatchObject({ body: { digest, replica: 2 }, to: [0, 1, 3] });
    council.deliver(2, build.requestBody(ask(1)));
    const [answer] = council.deliver(2, build.fetch(3, digest)).sent;
    expect(answer).toMatchObject({ to: 3, body: { type: 'request-body', requests: [ask(1)] } });
  });
});

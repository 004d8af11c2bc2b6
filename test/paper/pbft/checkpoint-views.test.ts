import { describe, expect, test } from 'vitest';
import { planNewView, type Plan } from '../../../src/core/protocols/pbft/certificates.ts';
import type {
  Checkpoint,
  PreparedProof,
  ViewChange,
} from '../../../src/core/protocols/pbft/messages.ts';
import { Council, sentOf, VIEW_CHANGE } from '../../support/council.ts';
import { digestOf, testCrypto } from '../../support/council-crypto.ts';
import { broken } from '../../support/council-judge.ts';
import * as build from '../../support/council-messages.ts';
import { ask, decide, ownDigest, vouch } from '../../support/council-play.ts';

/** V1, V5, NV3, NV4, NV8, NV9 and D10: what a view change does with stable checkpoints. */

const SIZES = { interval: 2, window: 4 };
const DIGEST = digestOf('checkpoint', ['some state']);
const OTHER = digestOf('checkpoint', ['another state']);

const proofOf = (seq: number, digest = DIGEST, by: readonly number[] = [0, 1, 3]): Checkpoint[] =>
  by.map((id) => build.checkpoint(id, seq, digest));

const cert = (seq: number): PreparedProof =>
  build.proof(4, { view: 0, seq, digest: build.digestOfRequests(ask(seq)) }, [1, 2]);

type Claim = {
  readonly stable?: number;
  readonly proof?: readonly Checkpoint[];
  readonly prepared?: readonly PreparedProof[];
  readonly view?: number;
};

function wants(as: number, { stable = 0, proof, prepared = [], view = 1 }: Claim = {}): ViewChange {
  const stableProof = proof ?? (stable === 0 ? [] : proofOf(stable));
  return build.signViewChange({ ...build.viewChange(as, view), stable, stableProof, prepared });
}

describe('[V5] a VIEW-CHANGE with a stable checkpoint', () => {
  const isRefused = (message: ViewChange): boolean => {
    const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
    return council.deliver(2, message).rejected.length > 0;
  };
  const cases: { readonly [name: string]: readonly [Claim, boolean] } = {
    'is taken with exactly q CHECKPOINTs': [{ stable: 8 }, false],
    'is taken with certificates from h+1 to h+L': [
      { stable: 8, prepared: [cert(9), cert(12)] },
      false,
    ],
    'is refused with fewer': [{ stable: 8, proof: proofOf(8, DIGEST, [0, 1]) }, true],
    'is refused with more': [{ stable: 8, proof: proofOf(8, DIGEST, [0, 1, 2, 3]) }, true],
    'is refused with none': [{ stable: 8, proof: [] }, true],
    'is refused with one sender twice': [{ stable: 8, proof: proofOf(8, DIGEST, [0, 1, 1]) }, true],
    'is refused with a CHECKPOINT for another sequence number': [
      { stable: 8, proof: [...proofOf(8, DIGEST, [0, 1]), ...proofOf(6, DIGEST, [3])] },
      true,
    ],
    'is refused with CHECKPOINTs all for another sequence number': [
      { stable: 8, proof: proofOf(6) },
      true,
    ],
    'is refused with two digests': [
      { stable: 8, proof: [...proofOf(8, DIGEST, [0, 1]), ...proofOf(8, OTHER, [3])] },
      true,
    ],
    'is refused with a forged CHECKPOINT': [
      {
        stable: 8,
        proof: [...proofOf(8, DIGEST, [0, 1]), { ...build.checkpoint(0, 8, DIGEST), replica: 3 }],
      },
      true,
    ],
    'is refused with a CHECKPOINT of a stranger': [
      { stable: 8, proof: proofOf(8, DIGEST, [0, 1, 9]) },
      true,
    ],
    'is refused where no checkpoint is taken': [{ stable: 7 }, true],
    'is refused with a proof of the beginning': [{ stable: 0, proof: proofOf(8) }, true],
    'is refused with a certificate at h': [{ stable: 8, prepared: [cert(8)] }, true],
    'is refused with a certificate below h': [{ stable: 8, prepared: [cert(3)] }, true],
    'is refused with a certificate beyond h+L': [{ stable: 8, prepared: [cert(13)] }, true],
    'is refused with more certificates than a window has': [
      { prepared: [1, 2, 3, 4, 5].map(cert) },
      true,
    ],
  };
  for (const [name, [claim, expected]] of Object.entries(cases)) {
    test(name, () => expect(isRefused(wants(0, claim))).toBe(expected));
  }
});

describe('[NV3] [NV4] the new view begins', () => {
  const planOf = (viewChanges: readonly ViewChange[]): Plan =>
    planNewView({ config: { ablate: {} } }, { view: 1, viewChanges }, testCrypto);

  test('at the highest proven checkpoint, and proposes what was prepared above it', () => {
    const changes = [
      wants(0, { stable: 2, prepared: [cert(3), cert(4), cert(6)] }),
      wants(1, { stable: 4, prepared: [cert(6)] }),
      wants(3, { prepared: [cert(1), cert(2), cert(3), cert(4)] }),
    ];
    const plan = planOf(changes);
    expect(plan.ok && plan.proposals).toEqual([
      { view: 1, seq: 5, digest: build.NULL_DIGEST },
      { view: 1, seq: 6, digest: build.digestOfRequests(ask(6)) },
    ]);
  });

  test('and proposes nothing where nothing was prepared above it', () => {
    const changes = [wants(0, { stable: 4 }), wants(1), wants(3, { prepared: [cert(2)] })];
    expect(planOf(changes)).toEqual({ ok: true, proposals: [] });
  });

  test('a NEW-VIEW that begins lower, higher or with a null below is refused', () => {
    const viewChanges = [wants(0, { stable: 2 }), wants(1, { prepared: [cert(3)] }), wants(3)];
    const propose = (seq: number, digest: string) => build.proposal(1, { view: 1, seq, digest });
    const right = propose(3, build.digestOfRequests(ask(3)));
    const wrong = [
      [propose(2, build.NULL_DIGEST), right],
      [],
      [propose(4, build.digestOfRequests(ask(3)))],
    ];
    for (const proposals of wrong) {
      const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
      const done = council.deliver(2, build.newView(1, 1, { viewChanges, proposals }));
      expect(done.rejected).toHaveLength(1);
    }
    const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
    council.deliver(2, build.newView(1, 1, { viewChanges, proposals: [right] }));
    expect(council.replica(2)).toMatchObject({ view: 1, active: true });
  });
});

describe('[NV8] a NEW-VIEW that begins above the own low water mark', () => {
  const open = (council: Council, claim: Claim): void => {
    const viewChanges = [wants(0, claim), wants(1), wants(3)];
    council.deliver(2, build.newView(1, 1, { viewChanges, proposals: [] }));
  };

  test('raises it, with the proof, where the state is there', () => {
    const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
    for (const seq of [1, 2, 3]) decide(council, 2, seq);
    open(council, { stable: 2, proof: proofOf(2, ownDigest(council, 2, 2)) });
    expect(council.replica(2)).toMatchObject({ view: 1, low: 2, executed: 3, transfer: null });
    expect(council.replica(2).proof).toHaveLength(3);
    expect(Object.keys(council.replica(2).certificates)).toEqual(['3']);
  });

  test('starts the state transfer at once where it is not, and the window follows', () => {
    const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
    decide(council, 2, 1);
    open(council, { stable: 4 });
    expect(council.replica(2)).toMatchObject({ view: 1, low: 4, executed: 1 });
    expect(council.sent(2, 'fetch-state')).toMatchObject([{ to: 3, body: { seq: 4 } }]);
  });

  test('starts it too where the own state is another one', () => {
    const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
    for (const seq of [1, 2]) decide(council, 2, seq);
    open(council, { stable: 2 });
    expect(council.facts(2, 'state-wanted')).toMatchObject([{ seq: 2, digest: DIGEST }]);
  });

  test('changes nothing where the own one is later', () => {
    const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
    for (const seq of [1, 2, 3, 4]) decide(council, 2, seq);
    vouch(council, 2, { seq: 4, digest: ownDigest(council, 2, 4) });
    open(council, { stable: 2 });
    expect(council.replica(2)).toMatchObject({ view: 1, low: 4, executed: 4, transfer: null });
  });
});

describe('[NV9] the new primary', () => {
  test('goes on above the stable checkpoint where nothing is proposed again', () => {
    const council = new Council({ ...SIZES, byzantine: [0, 2, 3] });
    const digest = build.digestOfRequests(ask(1));
    for (const seq of [1, 2]) {
      const requests = [ask(seq)];
      const place = { view: 0, seq, digest: build.digestOfRequests(...requests) };
      council.deliver(1, build.prePrepare(0, place, requests));
      for (const id of [2, 3]) council.deliver(1, build.prepare(id, place));
      for (const id of [0, 2, 3]) council.deliver(1, build.commit(id, place));
    }
    expect(digest).not.toBe('');
    const proof = proofOf(2, ownDigest(council, 1, 2), [0, 2, 3]);
    for (const id of [0, 2, 3]) council.deliver(1, wants(id, { stable: 2, proof }));
    council.deliver(1, ask(9));
    expect(council.sent(1, 'pre-prepare')[0]?.body).toMatchObject({ view: 1, seq: 3 });
  });
});

describe('[D10] three replicas have a stable checkpoint, the fourth has nothing', () => {
  test('the new view begins there: no null is proposed below it, and the fourth catches up', () => {
    const council = new Council({ ...SIZES, operations: ['set a 1', 'set a 2', 'set a 3'] });
    const undo = council.lose(({ to, from }) => to === 3 || from === 3);
    council.run(VIEW_CHANGE / 4);
    council.settle();
    expect(council.replica(1)).toMatchObject({ low: 2, executed: 3 });
    undo();
    council.crash(0);
    council.order(4, 'set a 4');
    council.run(100 * VIEW_CHANGE);
    expect(council.client().completed).toBe(4);
    const [entered] = council.facts(1, 'view-entered');
    expect(entered?.stable).toBe(2);
    expect(entered?.reproposed.map(({ seq }) => seq)).toEqual([3]);
    expect(council.replica(3).service).toEqual(council.replica(1).service);
    expect(broken(council)).toEqual([]);
  });
});

test('[V5] a replica that fetches a state shows its proof in a VIEW-CHANGE, and others accept it', () => {
  const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
  vouch(council, 2, { seq: 20, digest: DIGEST });
  decide(council, 2, 21);
  for (const id of [0, 3]) council.deliver(2, build.viewChange(id, 1));
  const [sent] = council.sent(2, 'view-change');
  expect(sent?.body).toMatchObject({ stable: 20, prepared: [{ proposal: { seq: 21 } }] });
  const other = new Council({ ...SIZES, byzantine: [0, 1, 2] });
  expect(other.deliver(3, sent?.body ?? null).rejected).toEqual([]);
  expect(sentOf(other.deliver(3, sent?.body ?? null), 'view-change')).toEqual([]);
});

describe('[RT2] [G10] who alone waits for a later view', () => {
  test('is shown the stable checkpoint, which is of no view, and asked what else it has', () => {
    const council = new Council({ ...SIZES, byzantine: [0, 1, 3] });
    for (let seq = 1; seq <= 4; seq += 1) decide(council, 2, seq);
    vouch(council, 2, { seq: 2, digest: ownDigest(council, 2, 2) });
    const alone = { view: 1, active: false, executed: 1 };
    const done = council.deliver(2, build.status(0, { ...alone, stable: 0 }));
    expect(sentOf(done, 'checkpoint').map(({ body }) => body.seq)).toEqual([2, 2, 2, 4]);
    expect(sentOf(done, 'status').map(({ to }) => to)).toEqual([0]);
    council.wait(VIEW_CHANGE);
    const again = council.deliver(2, build.status(0, { ...alone, stable: 2 }));
    expect(sentOf(again, 'checkpoint')).toEqual([]);
  });
});

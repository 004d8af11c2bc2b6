import { describe, expect, test } from 'vitest';
import type { PreparedProof, ViewChange } from '../../../src/core/protocols/pbft/messages.ts';
import { Council, VIEW_CHANGE } from '../../support/council.ts';
import * as build from '../../support/council-messages.ts';

/** What a VIEW-CHANGE shows, and what it must prove. */

const order = build.request(4, 1, 'set a 1');
const digest = build.digestOfRequests(order);
const rival = build.digestOfRequests(build.request(4, 1, 'set a 2'));
const place = { view: 0, seq: 1, digest };

/** R3 is real, the test speaks for the others. */
const backup = (): Council => new Council({ byzantine: [0, 1, 2] });

/** R3 prepares the order at this place, given that its view is active. */
function prepareAt(council: Council, at: { view: number; seq: number }): void {
  const spot = { ...at, digest };
  const primary = at.view % 4;
  council.deliver(3, build.prePrepare(primary, spot, [order]));
  for (const voter of [0, 1, 2])
    if (voter !== primary) council.deliver(3, build.prepare(voter, spot));
}

function enter(council: Council, view: number, prepared: readonly PreparedProof[] = []): void {
  const viewChanges = [0, 1, 2].map((id) => build.viewChange(id, view, prepared));
  const proposals = prepared.map(({ proposal }) =>
    build.proposal(view % 4, { view, seq: proposal.seq, digest: proposal.digest }),
  );
  expect(
    council.deliver(3, build.newView(view % 4, view, { viewChanges, proposals })).rejected,
  ).toEqual([]);
}

/** Two others leave for the view and take R3 along: its VIEW-CHANGE. */
function leaveFor(council: Council, view: number): ViewChange | undefined {
  for (const id of [0, 1]) council.deliver(3, build.viewChange(id, view));
  return council.sent(3, 'view-change').at(-1)?.body;
}

describe('What a correct replica shows', () => {
  test('[V1] for each sequence number the certificate of the highest view in which it was prepared', () => {
    const council = backup();
    prepareAt(council, place);
    prepareAt(council, { view: 0, seq: 2 });
    enter(council, 1, [build.proof(4, place, [1, 2])]);
    const again = { ...place, view: 1 };
    for (const voter of [0, 2]) council.deliver(3, build.prepare(voter, again));
    const shown = leaveFor(council, 2);
    expect(shown).toMatchObject({ view: 2, stable: 0, stableProof: [], replica: 3 });
    expect(shown?.prepared.map(({ proposal }) => [proposal.seq, proposal.view])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    for (const { proposal, prepares } of shown?.prepared ?? []) {
      expect(new Set([proposal.replica, ...prepares.map(({ replica }) => replica)]).size).toBe(
        council.q,
      );
    }
  });

  test('[V1] what is only pre-prepared is not shown', () => {
    const council = backup();
    council.deliver(3, build.prePrepare(0, place, [order]));
    expect(leaveFor(council, 1)?.prepared).toEqual([]);
  });

  test('[V1] the certificate convinces other replicas', () => {
    const council = new Council({ operations: ['set a 1'] });
    council.settle();
    for (const id of council.replicas()) {
      for (const voter of [0, 1]) if (voter !== id) council.deliver(id, build.viewChange(voter, 1));
      if (id < 2) council.deliver(id, build.viewChange(2, 1));
    }
    council.settle();
    for (const id of council.replicas()) {
      expect(council.rejected(id)).toEqual([]);
      expect(council.sent(id, 'view-change')[0]?.body.prepared).toHaveLength(1);
    }
  });

  test('[V2] certificates of views before the one just left, through views in which nothing was prepared', () => {
    const council = backup();
    prepareAt(council, place);
    const views = [2, 4, 5].map((view) => {
      const shown = leaveFor(council, view);
      return shown?.prepared.map(({ proposal }) => [proposal.seq, proposal.view, proposal.digest]);
    });
    expect(views).toEqual(Array(3).fill([[1, 0, digest]]));
  });

  test('[V3] they survive entering a view that does not prepare them again, and a crash', () => {
    const council = backup();
    prepareAt(council, place);
    enter(council, 1, [build.proof(4, place, [1, 2])]);
    council.crash(3);
    council.recover(3);
    expect(leaveFor(council, 2)?.prepared.map(({ proposal }) => proposal.view)).toEqual([0]);
  });

  test('[V4] one for each view, for views that rise', () => {
    const council = backup();
    council.deliver(3, order, 4);
    council.fire(3, 'view');
    for (const view of [1, 2, 4]) leaveFor(council, view);
    council.fire(3, 'resend');
    const distinct = new Set(
      council.sent(3, 'view-change').map(({ body }) => JSON.stringify(body)),
    );
    const views = [...distinct].map((text) => (JSON.parse(text) as ViewChange).view);
    expect(views).toEqual([1, 2, 4]);
  });
});

describe('[V5] a VIEW-CHANGE is refused', () => {
  const proof = build.proof(4, place, [1, 2]);
  const one = (prepared: readonly PreparedProof[], view = 1) => build.viewChange(2, view, prepared);
  const mixed = (other: Partial<typeof place>): PreparedProof => ({
    ...proof,
    prepares: [build.prepare(1, place), build.prepare(2, { ...place, ...other })],
  });
  const cases: { readonly [name: string]: ViewChange } = {
    'for view 0': one([], 0),
    'with a checkpoint without proof': build.signViewChange({ ...one([]), stable: 8 }),
    'with a proof of no checkpoint': build.signViewChange({
      ...one([]),
      stableProof: [build.checkpoint(1, 64, rival)],
    }),
    'with two certificates for a sequence number': one([proof, proof]),
    'with certificates of two digests for a sequence number': one([
      proof,
      build.proof(4, { ...place, digest: rival }, [1, 2]),
    ]),
    'with too few prepares': one([build.proof(4, place, [1])]),
    'with no prepares': one([build.proof(4, place, [])]),
    'with one backup twice': one([build.proof(4, place, [1, 1])]),
    'with the primary among the backups': one([build.proof(4, place, [0, 1])]),
    'with a proposal that is not of the primary': one([
      { ...proof, proposal: build.proposal(1, place) },
    ]),
    'with a prepare for another digest': one([mixed({ digest: rival })]),
    'with a prepare of another view': one([mixed({ view: 4 })], 5),
    'with a prepare for another sequence number': one([mixed({ seq: 2 })]),
    'with a certificate of the view it asks for': one([
      build.proof(4, { ...place, view: 1 }, [0, 2]),
    ]),
    'with a certificate of a later view': one([build.proof(4, { ...place, view: 2 }, [0, 1])]),
    'for sequence number 0': one([build.proof(4, { ...place, seq: 0 }, [1, 2])]),
  };
  for (const [name, message] of Object.entries(cases)) {
    test(name, () => {
      const council = backup();
      expect(council.deliver(3, message).rejected).toHaveLength(1);
      expect(council.replica(3).viewChanges).toEqual({});
    });
  }

  test('but not for certificates that are in order, of any earlier view', () => {
    const council = backup();
    const later = build.proof(4, { view: 3, seq: 2, digest }, [0, 1]);
    expect(council.deliver(3, one([proof, later], 4)).rejected).toEqual([]);
    expect(council.replica(3).viewChanges).toHaveProperty('2');
  });

  test.each([
    [5, 1, [1, 2], [1, 2, 3]],
    [6, 1, [1, 2], [1, 2, 3]],
    [7, 2, [1, 2, 3], [1, 2, 3, 4]],
  ])('n = %i, f = %i: q-2 backups and the primary are too few, q-1 enough', (n, f, few, enough) => {
    const self = n - 1;
    const council = new Council({ n, f, byzantine: Array.from({ length: n - 1 }, (_, id) => id) });
    const spot = { ...place, digest };
    expect(
      council.deliver(self, build.viewChange(1, 1, [build.proof(n, spot, few)])).rejected,
    ).toHaveLength(1);
    expect(
      council.deliver(self, build.viewChange(1, 1, [build.proof(n, spot, enough)])).rejected,
    ).toEqual([]);
  });
});

test('[V6] the view of a certificate is the one that its signatures cover', () => {
  const council = backup();
  const { proposal, prepares } = build.proof(4, place, [1, 2]);
  const inflated = [
    { proposal: { ...proposal, view: 4 }, prepares },
    {
      proposal: { ...proposal, view: 4 },
      prepares: prepares.map((vote) => ({ ...vote, view: 4 })),
    },
  ];
  for (const proof of inflated) {
    expect(council.deliver(3, build.viewChange(2, 5, [proof])).rejected).toHaveLength(1);
  }
});

test('[V7] a certificate on the word of its sender alone is refused', () => {
  const council = backup();
  const proposal = build.proposal(0, place);
  const word = {
    proposal,
    prepares: [1, 2].map((replica) => ({ ...build.prepare(2, place), replica })),
  };
  expect(council.deliver(3, build.viewChange(2, 1, [word])).rejected).toHaveLength(1);
});

describe('[V8] one VIEW-CHANGE is kept for each sender', () => {
  test('that of the highest view', () => {
    const council = backup();
    for (const view of [3, 7, 5]) council.deliver(3, build.viewChange(2, view));
    expect(Object.values(council.replica(3).viewChanges).map(({ view }) => view)).toEqual([7]);
    expect(council.ignored(3)).toHaveLength(1);
  });

  test('the first of two for one view', () => {
    const council = backup();
    const first = build.viewChange(2, 3, [build.proof(4, place, [1, 2])]);
    council.deliver(3, first);
    council.deliver(3, build.viewChange(2, 3));
    expect(council.replica(3).viewChanges[2]).toEqual(first);
  });

  test('none for views that were entered', () => {
    const council = backup();
    council.deliver(3, build.viewChange(2, 1));
    enter(council, 1);
    council.deliver(3, build.viewChange(2, 1));
    expect(council.replica(3).viewChanges).toEqual({});
  });
});

test('[V4] a crash in the middle of a view change repeats the one sent, and sends no other for that view', () => {
  const council = backup();
  council.deliver(3, order, 4);
  council.fire(3, 'view');
  const first = council.sent(3, 'view-change')[0]?.body;
  council.crash(3);
  council.recover(3);
  expect(council.timer(3, 'resend')).toBe(VIEW_CHANGE);
  council.fire(3, 'resend');
  expect(council.sent(3, 'view-change').at(-1)?.body).toEqual(first);
});

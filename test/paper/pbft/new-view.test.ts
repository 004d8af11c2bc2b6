import { describe, expect, test } from 'vitest';
import { planNewView } from '../../../src/core/protocols/pbft/certificates.ts';
import type { Proposal, ViewChange } from '../../../src/core/protocols/pbft/messages.ts';
import { Council, executed, sentOf, VIEW_CHANGE } from '../../support/council.ts';
import { testCrypto } from '../../support/council-crypto.ts';
import * as build from '../../support/council-messages.ts';
import { backup, cert, digestOf, opening, primary, wants } from '../../support/council-new-view.ts';
import { ask } from '../../support/council-play.ts';

/** The new primary proves its view, and every backup recomputes it. */

/** Leaves out no rule. */
const FULL = { config: { ablate: {} } };

const proposed = (view: number, seq: number, digest: string): Proposal =>
  build.proposal(view % 4, { view, seq, digest });

describe('[NV1] a NEW-VIEW is sent', () => {
  test.each([
    [4, 1, 3],
    [5, 1, 4],
    [6, 1, 4],
    [7, 2, 5],
  ])('n = %i, f = %i: with q = %i VIEW-CHANGEs, its own among them', (n, f, q) => {
    const others = Array.from({ length: n }, (_, id) => id).filter((id) => id !== 1);
    const council = new Council({ n, f, byzantine: others });
    for (const id of others.slice(0, q - 2)) council.deliver(1, build.viewChange(id, 1));
    expect(council.sent(1, 'new-view')).toEqual([]);
    council.deliver(1, build.viewChange(others[q - 2] ?? 0, 1));
    const message = council.sent(1, 'new-view')[0]?.body;
    expect(message?.viewChanges.map(({ replica }) => replica)).toContain(1);
    expect(message?.viewChanges).toHaveLength(q);
  });

  test('not by another than the primary of the view', () => {
    const council = backup();
    for (const id of [0, 1, 2]) council.deliver(3, wants(id, 1));
    expect(council.sent(3, 'new-view')).toEqual([]);
    expect(council.replica(3).active).toBe(false);
  });

  test('not for VIEW-CHANGEs of different views', () => {
    const council = primary();
    council.deliver(1, wants(0, 5));
    council.deliver(1, wants(2, 9));
    council.deliver(1, wants(3, 13));
    expect(council.sent(1, 'new-view')).toEqual([]);
  });
});

describe('[NV2] V', () => {
  const wrong: { readonly [name: string]: readonly ViewChange[] } = {
    'with too few': [wants(0, 1), wants(1, 1)],
    'with one twice': [wants(0, 1), wants(1, 1), wants(1, 1)],
    'with one sender twice, in two versions': [wants(0, 1), wants(1, 1), wants(1, 1, cert(1, 1))],
    'with one for an earlier view': [wants(0, 1), wants(1, 5), wants(2, 5)],
    'with one for a later view': [wants(0, 9), wants(1, 5), wants(2, 5)],
    'with one that is not valid': [
      wants(0, 5),
      wants(1, 5),
      wants(2, 5, build.proof(4, { view: 0, seq: 1, digest: digestOf(1) }, [1])),
    ],
    'with nobody': [],
  };
  for (const [name, viewChanges] of Object.entries(wrong)) {
    test(`${name} is refused`, () => {
      const council = backup();
      const view = name.includes('view') || name.includes('valid') ? 5 : 1;
      const plan = planNewView(FULL, { view, viewChanges }, testCrypto);
      const proposals = plan.ok
        ? plan.proposals.map(({ seq, digest }) => proposed(view, seq, digest))
        : [];
      const done = council.deliver(3, opening(view, viewChanges, proposals));
      expect(done.rejected).toHaveLength(1);
      expect(council.replica(3)).toMatchObject({ view: 0, active: true });
    });
  }

  test('may hold more than q', () => {
    const council = backup();
    const done = council.deliver(
      3,
      opening(
        1,
        [0, 1, 2, 3].map((id) => wants(id, 1)),
        [],
      ),
    );
    expect(done.rejected).toEqual([]);
    expect(council.replica(3).view).toBe(1);
  });
});

test('[NV3] from nothing stable up to the highest sequence number in any certificate', () => {
  const council = primary();
  council.deliver(1, wants(0, 1, cert(2, 2)));
  council.deliver(1, wants(3, 1, cert(4, 4)));
  expect(council.sent(1, 'new-view')[0]?.body.proposals.map(({ seq }) => seq)).toEqual([
    1, 2, 3, 4,
  ]);
});

test('[NV3] [NV4] nothing prepared: nothing is proposed again', () => {
  const council = primary();
  council.deliver(1, wants(0, 1));
  council.deliver(1, wants(3, 1));
  expect(council.sent(1, 'new-view')[0]?.body.proposals).toEqual([]);
});

describe('[NV4] O', () => {
  test('has the digest of the highest view, nulls in the holes, the new view and the signature of its primary', () => {
    const council = new Council({ byzantine: [0, 1, 3] });
    council.deliver(2, wants(0, 6, cert(1, 1, 0), cert(3, 3, 0)));
    council.deliver(2, wants(1, 6, cert(1, 9, 4), cert(3, 3, 1)));
    council.deliver(2, wants(3, 6, cert(1, 7, 3)));
    const proposals = council.sent(2, 'new-view')[0]?.body.proposals ?? [];
    expect(proposals).toEqual([
      proposed(6, 1, digestOf(9)),
      proposed(6, 2, build.NULL_DIGEST),
      proposed(6, 3, digestOf(3)),
    ]);
  });

  test('does not depend on the order of V', () => {
    const changes = [
      wants(0, 6, cert(1, 1, 0)),
      wants(1, 6, cert(1, 9, 4)),
      wants(3, 6, cert(2, 7, 3)),
    ];
    const plans = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ].map((order) =>
      planNewView(
        FULL,
        { view: 1, viewChanges: order.flatMap((index) => changes[index] ?? []) },
        testCrypto,
      ),
    );
    expect(new Set(plans.map((plan) => JSON.stringify(plan))).size).toBe(1);
  });
});

describe('[NV5] two certificates of one view for different digests', () => {
  const viewChanges = [wants(0, 1, cert(1, 1)), wants(1, 1), wants(3, 1, cert(1, 2))];

  test('raise an alarm at the new primary, which picks neither', () => {
    const council = primary();
    council.deliver(1, wants(0, 1, cert(1, 1)));
    const done = council.deliver(1, wants(3, 1, cert(1, 2)));
    expect(done.facts).toContainEqual({ fact: 'rule', rule: 'NV5' });
    expect(council.sent(1, 'new-view')).toEqual([]);
  });

  test('are refused by a backup, whichever was picked', () => {
    for (const timestamp of [1, 2]) {
      const council = backup();
      const done = council.deliver(
        3,
        opening(1, viewChanges, [proposed(1, 1, digestOf(timestamp))]),
      );
      expect(done.rejected[0]?.reason).toContain('contradict');
    }
  });
});

describe('[NV6] a backup recomputes O and refuses', () => {
  const viewChanges = [
    wants(0, 5, cert(1, 1), cert(3, 3)),
    wants(1, 5, cert(1, 9, 4)),
    wants(2, 5),
  ];
  const right = [
    proposed(5, 1, digestOf(9)),
    proposed(5, 2, build.NULL_DIGEST),
    proposed(5, 3, digestOf(3)),
  ] as const;
  const [first, hole, last] = right;
  const wrong: { readonly [name: string]: readonly Proposal[] } = {
    'one missing': [first, hole],
    'the first missing': [hole, last],
    'nothing at all': [],
    'one more': [...right, proposed(5, 4, digestOf(4))],
    'one twice': [first, hole, hole],
    'one twice and all': [...right, last],
    'a digest of a lower view': [proposed(5, 1, digestOf(1)), hole, last],
    'null instead of what was prepared': [first, hole, proposed(5, 3, build.NULL_DIGEST)],
    'something instead of null': [first, proposed(5, 2, digestOf(2)), last],
    'an old view number': [proposed(1, 1, digestOf(9)), hole, last],
    'an entry signed by another': [
      build.proposal(2, { view: 5, seq: 1, digest: digestOf(9) }),
      hole,
      last,
    ],
    'sequence number 0': [...right, proposed(5, 0, build.NULL_DIGEST)],
  };
  for (const [name, proposals] of Object.entries(wrong)) {
    test(name, () => {
      const council = backup();
      const done = council.deliver(3, opening(5, viewChanges, proposals));
      expect(done.rejected).toHaveLength(1);
      expect(done.sent).toEqual([]);
      expect(council.replica(3)).toMatchObject({ view: 0, active: true });
    });
  }

  test('but takes the right entries in any order', () => {
    const council = backup();
    expect(council.deliver(3, opening(5, viewChanges, [last, first, hole])).rejected).toEqual([]);
    expect(council.replica(3)).toMatchObject({ view: 5, active: true });
  });

  test('a NEW-VIEW of one that is not the primary of the view', () => {
    const council = backup();
    const done = council.deliver(3, build.newView(2, 5, { viewChanges, proposals: right }));
    expect(done.rejected).toHaveLength(1);
  });
});

describe('[NV7] on acceptance', () => {
  const viewChanges = [wants(0, 5, cert(1, 1)), wants(1, 5), wants(2, 5)];

  test('a backup enters, also straight from a lower view, logs O and votes for each entry', () => {
    const council = backup();
    const done = council.deliver(3, opening(5, viewChanges, [proposed(5, 1, digestOf(1))]));
    expect(council.replica(3)).toMatchObject({ view: 5, active: true });
    expect(council.facts(3, 'view-entered')).toHaveLength(1);
    expect(council.replica(3).slots[1]?.proposal).toEqual(proposed(5, 1, digestOf(1)));
    expect(sentOf(done, 'prepare').map(({ to, body }) => [to, body])).toEqual(
      [0, 1, 2].map((to) => [to, build.prepare(3, { view: 5, seq: 1, digest: digestOf(1) })]),
    );
  });

  test('the new primary sends no prepare', () => {
    const council = primary();
    council.deliver(1, wants(0, 1, cert(1, 1)));
    council.deliver(1, wants(3, 1));
    expect(council.replica(1)).toMatchObject({ view: 1, active: true });
    expect(council.sent(1, 'prepare')).toEqual([]);
    expect(council.replica(1).slots[1]?.proposal).toEqual(proposed(1, 1, digestOf(1)));
  });
});

test('[NV9] the next new request gets the sequence number after O', () => {
  const council = primary();
  council.deliver(1, build.prePrepare(0, { view: 0, seq: 3 }, [ask(1)]));
  council.deliver(1, wants(0, 1, cert(3, 1)));
  council.deliver(1, wants(3, 1));
  council.deliver(1, ask(8), 4);
  const fresh = council.sent(1, 'pre-prepare').map(({ body }) => [body.view, body.seq]);
  expect(fresh).toEqual(Array(3).fill([1, 4]));
});

/** A whole council whose first primary crashes after the phase that the test names. */
function afterCrash(
  lost: readonly string[],
  operations: readonly string[] = ['set a 1', 'set a 2'],
): Council {
  const council = new Council({ operations });
  const heal = council.lose(({ body }) => lost.includes(body.type));
  council.settle();
  council.crash(0);
  heal();
  council.run(20 * VIEW_CHANGE);
  return council;
}

test('[NV10] O goes through all three phases, and what was executed is not executed again', () => {
  const council = new Council({ operations: ['add a 1', 'add a 1'] });
  council.settle();
  council.crash(0);
  council.order(4, 'add a 1');
  council.run(20 * VIEW_CHANGE);
  for (const id of [1, 2, 3]) {
    expect(council.replica(id).service['a']).toBe('3');
    const committed = council.facts(id, 'committed').filter(({ view }) => view > 0);
    expect(committed.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(council.facts(id, 'executed').map(({ seq }) => seq)).toEqual([1, 2, 3]);
  }
});

test('[NV11] null requests go through all three phases too', () => {
  const council = backup();
  const viewChanges = [wants(0, 1, cert(2, 1)), wants(1, 1), wants(2, 1)];
  const empty = { view: 1, seq: 1, digest: build.NULL_DIGEST };
  const done = council.deliver(
    3,
    opening(1, viewChanges, [build.proposal(1, empty), proposed(1, 2, digestOf(1))]),
  );
  expect(sentOf(done, 'prepare').map(({ body }) => body.seq)).toEqual([1, 1, 1, 2, 2, 2]);
  council.deliver(3, build.prepare(0, empty));
  expect(council.sent(3, 'commit').map(({ body }) => body.digest)).toEqual(
    Array(3).fill(build.NULL_DIGEST),
  );
  for (const id of [0, 1]) council.deliver(3, build.commit(id, empty));
  expect(executed(council, 3)).toEqual(['']);
});

describe('[NV13] a NEW-VIEW for a view that was entered', () => {
  test('is ignored, the same or another', () => {
    const council = backup();
    council.deliver(3, opening(5, [wants(0, 5), wants(1, 5), wants(2, 5)], []));
    const before = JSON.stringify(council.replica(3));
    for (const late of [
      opening(5, [wants(0, 5), wants(1, 5), wants(2, 5)], []),
      opening(
        5,
        [wants(0, 5, cert(1, 1)), wants(1, 5), wants(2, 5)],
        [proposed(5, 1, digestOf(1))],
      ),
      opening(1, [wants(0, 1), wants(1, 1), wants(2, 1)], []),
    ]) {
      const done = council.deliver(3, late);
      expect(done.ignored).toHaveLength(1);
      expect(done.sent).toEqual([]);
    }
    expect(JSON.stringify(council.replica(3))).toBe(before);
  });

  test('is ignored also while a later one is waited for', () => {
    const council = backup();
    for (const id of [0, 1]) council.deliver(3, wants(id, 2));
    const done = council.deliver(3, opening(1, [wants(0, 1), wants(1, 1), wants(2, 1)], []));
    expect(done.ignored).toHaveLength(1);
    expect(council.replica(3)).toMatchObject({ view: 2, active: false });
  });
});

describe('[NV14] requests that O does not hold', () => {
  test('are proposed by the new primary', () => {
    const council = primary();
    council.deliver(1, ask(1), 4);
    council.deliver(1, wants(0, 1));
    council.deliver(1, wants(3, 1));
    expect(
      council.sent(1, 'pre-prepare').map(({ body }) => [body.view, body.seq, body.digest]),
    ).toEqual(Array(3).fill([1, 1, digestOf(1)]));
  });

  test('keep the timer of a backup running', () => {
    const council = backup();
    council.deliver(3, ask(1), 4);
    council.deliver(3, opening(1, [wants(0, 1), wants(1, 1), wants(2, 1)], []));
    expect(council.timer(3, 'view')).toBe(VIEW_CHANGE);
  });

  test.each([['pre-prepare'], ['prepare'], ['commit']])(
    'complete where the old view had lost every %s',
    (lost) => {
      const council = afterCrash([lost]);
      expect(council.client().completed).toBe(2);
      for (const id of [1, 2, 3]) expect(executed(council, id)).toEqual(['set a 1', 'set a 2']);
    },
  );
});

test('[NV15] a NEW-VIEW is broadcast once, and again only to who says that it is missing', () => {
  const council = primary();
  for (const id of [0, 3]) council.deliver(1, wants(id, 1));
  for (const id of [0, 2, 3]) council.deliver(1, wants(id, 1));
  expect(council.sent(1, 'new-view').map(({ to }) => to)).toEqual([0, 2, 3]);
  const done = council.deliver(1, build.status(2, { view: 1, executed: 0, active: false }));
  expect(sentOf(done, 'new-view').map(({ to }) => to)).toEqual([2]);
});

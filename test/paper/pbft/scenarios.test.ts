import { describe, expect, test } from 'vitest';
import { Council, executed, ledger, sentOf, VIEW_CHANGE } from '../../support/council.ts';
import { broken } from '../../support/council-judge.ts';
import * as build from '../../support/council-messages.ts';
import { lacks, violationsIn } from '../../unit/monitors/failing/scenes.ts';

/** Directed scenarios with at most f faults. */

const A = build.request(4, 1, 'set a 1');
const B = build.request(5, 1, 'set a 2');
const digestA = build.digestOfRequests(A);
const digestB = build.digestOfRequests(B);
const placeA = { view: 0, seq: 1, digest: digestA };

/** No safety monitor has fired, and the ledgers of all agree. */
function agree(council: Council): void {
  expect(broken(council)).toEqual([]);
  const ledgers = council.replicas().map((id) => ledger(council, id));
  const longest = ledgers.reduce((a, b) => (b.length > a.length ? b : a));
  for (const own of ledgers) expect(own).toEqual(longest.slice(0, own.length));
}

/** R0 lies: with its help R1 alone commits A. Then it hides that from R2 and R3, who open view 2 without R1. */
function onlyOneHasCommitted(ablate: readonly string[]): Council {
  const council = new Council({ byzantine: [0], clients: 2, ablate });
  for (const id of [2, 3]) council.deliver(id, B);
  const heal = council.lose(({ to, body }) => to === 3 || (to === 2 && body.type === 'commit'));
  for (const id of [1, 2]) council.deliver(id, build.prePrepare(0, placeA, [A]));
  council.settle();
  council.deliver(1, build.commit(0, placeA));
  heal();
  council.lose(({ from, to }) => from === 1 || to === 1);
  for (const view of [1, 2]) {
    for (const id of [2, 3]) council.fire(id, 'view');
    for (const id of [2, 3]) council.deliver(id, build.viewChange(0, view));
    council.settle();
  }
  const place = { view: 2, seq: 1, digest: council.replica(2).slots[1]?.proposal?.digest ?? '' };
  for (const id of [2, 3]) {
    council.deliver(id, build.prepare(0, place));
    council.deliver(id, build.commit(0, place));
  }
  council.settle();
  return council;
}

describe('[D2] one replica has committed, one correct one in V is prepared, the liar hides its certificate', () => {
  test('O proposes it again, and all execute the same', () => {
    const council = onlyOneHasCommitted([]);
    expect(ledger(council, 1)).toEqual([digestA]);
    expect(council.facts(2, 'view-entered')[0]?.reproposed).toEqual([{ seq: 1, digest: digestA }]);
    for (const id of [2, 3]) expect(ledger(council, id)[0]).toBe(digestA);
    agree(council);
  });

  test('without certificates in the VIEW-CHANGE it forks', () => {
    const council = onlyOneHasCommitted(['prepared-certificates']);
    expect(ledger(council, 1)).toEqual([digestA]);
    for (const id of [2, 3]) expect(ledger(council, id)[0]).toBe(digestB);
    expect(broken(council)).toContain('agreement');
  });
});

test('[D3] an old certificate that a liar revives gives way to the one of the later view', () => {
  const council = new Council({ byzantine: [0, 1, 3], clients: 2 });
  const placeB = { view: 1, seq: 1, digest: digestB };
  council.deliver(
    2,
    build.newView(1, 1, {
      viewChanges: [0, 1, 3].map((id) => build.viewChange(id, 1)),
      proposals: [],
    }),
  );
  council.deliver(2, build.prePrepare(1, placeB, [B]));
  for (const id of [0, 3]) council.deliver(2, build.prepare(id, placeB));
  for (const id of [1, 3]) council.deliver(2, build.commit(id, placeB));
  expect(ledger(council, 2)).toEqual([digestB]);
  council.deliver(2, build.viewChange(0, 2, [build.proof(4, placeA, [1, 3])]));
  council.deliver(2, build.viewChange(1, 2, []));
  expect(council.facts(2, 'view-entered').at(-1)?.reproposed).toEqual([
    { seq: 1, digest: digestB },
  ]);
  agree(council);
});

test('[D4] what was prepared in view 0 is still shown after views in which nothing was prepared', () => {
  const council = new Council({ operations: ['set a 1'] });
  const heal = council.lose(({ body }) => body.type === 'commit' || body.type === 'new-view');
  council.run(8 * VIEW_CHANGE);
  const prepared = council.replicas().filter((id) => council.facts(id, 'prepared').length > 0);
  expect(prepared.length).toBeGreaterThanOrEqual(2);
  expect(
    Math.min(...council.replicas().map((id) => council.replica(id).view)),
  ).toBeGreaterThanOrEqual(2);
  heal();
  council.run(60 * VIEW_CHANGE);
  const opened = council.traffic
    .flatMap(({ body }) => (body.type === 'new-view' ? [body] : []))
    .at(-1);
  expect(opened?.proposals[0]?.digest).toBe(digestA);
  expect(council.client().completed).toBe(1);
  agree(council);
});

test('[D5] a VIEW-CHANGE for view 1 does not serve in the NEW-VIEW of view 2', () => {
  const council = new Council({ byzantine: [0, 1, 2] });
  const viewChanges = [build.viewChange(0, 2), build.viewChange(1, 1), build.viewChange(2, 2)];
  expect(
    council.deliver(3, build.newView(2, 2, { viewChanges, proposals: [] })).rejected,
  ).toHaveLength(1);
  expect(council.facts(3, 'view-entered')).toEqual([]);
  expect(broken(council)).toEqual([]);
  // Witness: the same with a VIEW-CHANGE for the right view is believed.
  const right = [build.viewChange(0, 2), build.viewChange(1, 2), build.viewChange(2, 2)];
  council.deliver(3, build.newView(2, 2, { viewChanges: right, proposals: [] }));
  expect(council.facts(3, 'view-entered').map(({ view }) => view)).toEqual([2]);
});

test('[D5] in a run the monitors are silent about that, and not where the rule is left out', () => {
  const { broken: without, sound } = lacks('view-change-view');
  expect(violationsIn(sound)).toEqual([]);
  const told = violationsIn(without).map(({ monitor }) => monitor);
  expect(told).toEqual(expect.arrayContaining(['agreement', 'certificates']));
});

test('[D6] a replica that has left view 0 does not commit in it, whatever arrives late', () => {
  const council = new Council({ clients: 2 });
  council.deliver(0, A);
  const late = council.take(({ to }) => to === 2);
  council.deliver(2, A);
  council.fire(2, 'view');
  council.settle();
  for (const { body } of late) council.deliver(2, body);
  const votes = council.traffic.filter(({ to, from }) => to === 2 && from !== 2);
  for (const { body } of votes)
    if (body.type === 'commit' || body.type === 'prepare') council.deliver(2, body);
  for (const id of [0, 1, 3]) expect(ledger(council, id)).toEqual([digestA]);
  expect(ledger(council, 2)).toEqual([]);
  expect(council.sent(2, 'commit')).toEqual([]);
  expect(council.facts(2, 'view-change-sent').map(({ view }) => view)).toEqual([1]);
  agree(council);
});

test('[D7] a primary to be that proposes before its NEW-VIEW is not heard', () => {
  const council = new Council({ byzantine: [1], clients: 2 });
  for (const id of [2, 3]) council.deliver(id, A);
  for (const id of [2, 3]) council.fire(id, 'view');
  for (const id of [2, 3]) {
    const done = council.deliver(id, build.prePrepare(1, { view: 1, seq: 1 }, [B]));
    expect(done.sent).toEqual([]);
    expect(council.facts(id, 'pre-prepared')).toEqual([]);
    expect(council.replica(id)).toMatchObject({ view: 1, active: false });
  }
  expect(broken(council)).toEqual([]);
});

test('[D8] holes below what was prepared are filled with null requests', () => {
  const council = new Council({ byzantine: [0], clients: 2 });
  for (const id of [1, 2, 3]) council.deliver(id, build.prePrepare(0, { view: 0, seq: 3 }, [A]));
  council.run(10 * VIEW_CHANGE);
  for (const id of [1, 2, 3]) expect(executed(council, id)).toEqual(['', '', 'set a 1']);
  agree(council);
});

test('[D11] three silent primaries in a row: T, T, 2T, and view 3 serves', () => {
  const council = new Council({ n: 10, byzantine: [0, 1, 2], operations: ['set a 1'] });
  council.client().view = 0;
  for (const id of council.replicas()) council.deliver(id, build.request(10, 1, 'set a 1'), 3);
  council.run(20 * VIEW_CHANGE);
  const left = council.sent(5, 'view-change').map(({ body }) => body.view);
  expect([...new Set(left)]).toEqual([1, 2, 3]);
  for (const id of council.replicas()) {
    expect(council.replica(id)).toMatchObject({ view: 3, active: true });
    expect(executed(council, id)).toEqual(['set a 1']);
  }
  expect(council.client().completed).toBe(1);
});

test('[D11] n = 4, the NEW-VIEWs of R1 and R2 are lost: the wait for each doubles, and view 3 serves', () => {
  const council = new Council({ operations: ['set a 1'] });
  council.crash(0);
  council.lose(({ from, body }) => body.type === 'new-view' && (from === 1 || from === 2));
  const waits: number[] = [];
  for (const id of [1, 2, 3]) council.deliver(id, build.request(4, 1, 'set a 1'), 4);
  council.settle();
  for (const view of [1, 2, 3]) {
    for (const id of [1, 2, 3]) if (council.replica(id).view < view) council.fire(id, 'view');
    council.settle();
    const waiting = [1, 2, 3].find((id) => !council.replica(id).active);
    if (waiting !== undefined) waits.push(council.timer(waiting, 'view') ?? 0);
  }
  expect(waits).toEqual([VIEW_CHANGE, 2 * VIEW_CHANGE]);
  for (const id of [1, 2, 3]) {
    expect(council.replica(id)).toMatchObject({ view: 3, active: true });
    expect(executed(council, id)).toEqual(['set a 1']);
  }
  agree(council);
});

describe('[D12] timers start again at once in different views: no permanent lock', () => {
  const subsets = (ids: readonly number[]): number[][] =>
    ids.reduce<number[][]>((all, id) => [...all, ...all.map((set) => [...set, id])], [[]]);
  const everybody = [0, 1, 2, 3];

  /** These have committed in view 0; those have gone on to view 1; one at most is silent from then on. */
  function locked(committed: readonly number[], moved: readonly number[], silent: number): Council {
    const council = new Council({ operations: ['set a 1', 'set a 2'] });
    const heal = council.lose(({ to, body }) => body.type === 'commit' && !committed.includes(to));
    council.settle();
    const cut = council.lose(() => true);
    for (const id of moved) if (council.timer(id, 'view') !== null) council.fire(id, 'view');
    cut();
    heal();
    for (const id of everybody) council.crash(id);
    for (const id of everybody) if (id !== silent) council.recover(id);
    return council;
  }

  const cases = [-1, 0, 1, 3].flatMap((silent) =>
    [[], [0], [1], [0, 1], [2, 3]].map((committed) => [silent, committed] as const),
  );

  test.each(cases)('silent: %i, committed in view 0: %j', (silent, committed) => {
    for (const moved of subsets(everybody)) {
      const council = locked(committed, moved, silent);
      council.run(100 * VIEW_CHANGE);
      const label = `gone on to view 1: ${moved.join()}`;
      expect(council.client().completed, label).toBe(2);
      const ends = council.replicas().filter((id) => executed(council, id).length === 2);
      expect(ends.length, label).toBeGreaterThanOrEqual(council.f + 1);
      agree(council);
    }
  });

  test('the cases are not empty: some commit in view 0 while others are in view 1', () => {
    const council = locked([1], [2, 3], 0);
    expect(executed(council, 1)).toEqual(['set a 1']);
    expect([1, 2, 3].map((id) => council.replica(id).view)).toEqual([0, 1, 1]);
  });
});

test('[D13] a client that signs two operations with one timestamp: one is executed, the same everywhere', () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const council = new Council({ clients: 2 });
    const twins = [build.request(5, 1, 'add a 1'), build.request(5, 1, 'add a 10')] as const;
    for (const id of council.replicas()) council.deliver(id, twins[(id + seed) % 2] ?? twins[0], 5);
    council.settle({ seed });
    for (const id of [1, 3]) council.deliver(id, twins[seed % 2] ?? twins[0], 5);
    council.settle({ seed });
    const done = council.replicas().map((id) => executed(council, id));
    expect(new Set(done.map((own) => own.join())).size).toBe(1);
    expect(done[0]).toHaveLength(1);
    agree(council);
  }
});

test('[D15] every message ten times over and in any order: the same end', () => {
  const ends = Array.from({ length: 12 }, (_, seed) => {
    const council = new Council({ operations: ['add a 1', 'add a 2', 'add a 3'] });
    if (seed === 0) council.settle();
    else council.settle({ seed, copies: 10 });
    expect(council.client().completed).toBe(3);
    agree(council);
    return council.replicas().map((id) => {
      const { ledger: own, service, executed: last, view } = council.replica(id);
      return JSON.stringify([own, service, last, view]);
    });
  });
  expect(new Set(ends.flat()).size).toBe(1);
});

describe('A request that is lost on its way', () => {
  test('[T12] [NV14] held by one backup only, of a client that never writes again, is served in the end', () => {
    const council = new Council({ clients: 2 });
    const heal = council.lose(({ body }) => body.type === 'request');
    council.deliver(2, B, 5);
    heal();
    const done = council.fire(2, 'status');
    expect(sentOf(done, 'request').map(({ to }) => to)).toEqual([0]);
    council.settle();
    for (const id of council.replicas()) expect(executed(council, id)).toEqual(['set a 2']);
  });

  test('[T3] [NV14] also when the primary is silent and the next one has never seen it', () => {
    const council = new Council({ byzantine: [0], operations: ['set a 1'] });
    const heal = council.lose(({ to, body }) => to === 1 && body.type === 'request');
    council.run(7 * VIEW_CHANGE);
    heal();
    council.run(20 * VIEW_CHANGE);
    expect(council.client().completed).toBe(1);
    for (const id of [1, 2, 3]) expect(executed(council, id)).toEqual(['set a 1']);
  });
});

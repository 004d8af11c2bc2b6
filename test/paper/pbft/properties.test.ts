import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Data } from '../../../src/core/model/index.ts';
import type { Message } from '../../../src/core/protocols/pbft/messages.ts';
import { Council, executed } from '../../support/council.ts';
import * as build from '../../support/council-messages.ts';

/** Claims over every order and every shape, tried with many. */

const RUNS = 300;

/** What the others say in view 0 about three sequence numbers, some of it contradictory. */
const requests = [1, 2, 3].map((timestamp) => build.request(4, timestamp, `add a ${timestamp}`));
const rival = { view: 0, seq: 2, digest: build.digestOfRequests(build.request(4, 9, 'set a 0')) };
const multiset: readonly Message[] = [
  ...requests.flatMap((request, index) => {
    const place = { view: 0, seq: index + 1, digest: build.digestOfRequests(request) };
    return [
      build.prePrepare(0, place, [request]),
      build.prepare(1, place),
      build.commit(0, place),
      build.commit(1, place),
      ...(index === 1
        ? [build.prepare(3, rival), build.commit(3, rival)]
        : [build.prepare(3, place), build.commit(3, place)]),
      build.prepare(0, place),
    ];
  }),
  build.request(4, 3, 'add a 3'),
];

/** What the replica ends with, apart from when it asked whom. */
function outcome(messages: readonly Message[]): Data {
  const council = new Council({ byzantine: [0, 1, 3] });
  council.deliverAll(2, messages);
  const { slots, ledger, service, replies, waiting, ordered, executed: last } = council.replica(2);
  const phases = Object.values(slots).map(({ seq, proposal, isPrepared, isCommitted }) => [
    seq,
    proposal?.digest ?? '',
    isPrepared,
    isCommitted,
  ]);
  const votes = Object.values(slots).map(({ commits, prepares }) => [
    Object.keys(prepares).map(Number),
    Object.keys(commits).map(Number),
  ]);
  const digests = Object.values(council.replica(2).certificates).map(
    ({ proposal }) => proposal.digest,
  );
  return { phases, votes, digests, ledger, service, replies, waiting, ordered, last };
}

describe('[N10] [N11] every order and any number of copies of the messages of a view', () => {
  const expected = outcome(multiset);

  test('the plain order executes all three', () => {
    const council = new Council({ byzantine: [0, 1, 3] });
    council.deliverAll(2, multiset);
    expect(executed(council, 2)).toEqual(['add a 1', 'add a 2', 'add a 3']);
  });

  test('give the same state', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...multiset], { minLength: multiset.length }),
        fc.array(fc.nat(multiset.length - 1), { maxLength: 30 }),
        fc.infiniteStream(fc.nat()),
        (shuffle, again, spots) => {
          const sequence = [...shuffle];
          for (const index of again) {
            const spot = (spots.next().value ?? 0) % (sequence.length + 1);
            sequence.splice(spot, 0, multiset[index] ?? requests[0] ?? build.fetch(1, ''));
          }
          expect(outcome(sequence)).toEqual(expected);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('[N9] send one prepare and one commit for each sequence number', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...multiset, ...multiset], { minLength: multiset.length * 2 }),
        (sequence) => {
          const council = new Council({ byzantine: [0, 1, 3] });
          council.deliverAll(2, sequence);
          for (const type of ['prepare', 'commit'] as const) {
            const keys = council.sent(2, type).map(({ to, body }) => `${to} ${body.seq}`);
            expect(keys).toHaveLength(9);
            expect(new Set(keys).size).toBe(9);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});

const TYPES = [
  'request',
  'pre-prepare',
  'prepare',
  'commit',
  'reply',
  'view-change',
  'new-view',
  'status',
  'fetch',
  'request-body',
];
const NAMES = [
  'view',
  'seq',
  'digest',
  'replica',
  'sig',
  'client',
  'timestamp',
  'operation',
  'requests',
  'result',
  'stable',
  'stableProof',
  'prepared',
  'viewChanges',
  'proposals',
  'proposal',
  'prepares',
  'active',
  'executed',
  'open',
  'held',
  'phase',
];

/** Plain data with the names of the protocol in it, so that it gets past the first look. */
const { junk } = fc.letrec<{ junk: Data; fields: { [key: string]: Data }; leaf: Data }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom<Data>(
      null,
      true,
      false,
      -1,
      0,
      1,
      2,
      0.5,
      NaN,
      Infinity,
      2 ** 53,
      -0,
      '',
      '__proto__',
      'constructor',
      'ab',
    ),
    fc.integer(),
    fc.string(),
    fc.constantFrom(...multiset),
  ),
  fields: fc.dictionary(fc.constantFrom(...NAMES, 'type', 'x'), tie('junk'), { maxKeys: 6 }),
  junk: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    tie('fields'),
    fc.array(tie('junk'), { maxLength: 4 }),
  ),
}));

const genuine: readonly Message[] = [
  ...multiset.slice(0, 5),
  build.reply(1, { client: 4, timestamp: 1 }, { view: 0, result: 'x' }),
  build.viewChange(1, 1, [build.proof(4, rival, [1, 3])]),
  build.newView(1, 1, {
    viewChanges: [build.viewChange(1, 1)],
    proposals: [build.proposal(1, rival)],
  }),
  build.status(1, { view: 0, executed: 0, open: [{ seq: 1, phase: 1 }], held: [1] }),
  build.fetch(1, rival.digest),
];

/** A genuine message in which one field was replaced by anything. */
const damaged = fc
  .record({ message: fc.constantFrom(...genuine), pick: fc.nat(), value: junk })
  .map(({ message, pick, value }): Data => {
    const names = Object.keys(message);
    return { ...message, [names[pick % names.length] ?? 'type']: value };
  });

const shaped = fc
  .record({
    type: fc.constantFrom(...TYPES),
    fields: fc.dictionary(fc.constantFrom(...NAMES), junk),
  })
  .map(({ type, fields }): Data => ({ ...fields, type }));

describe('[A3] junk of any shape', () => {
  test('never makes a handler throw, and is rejected without a trace', () => {
    const council = new Council({ operations: ['get a'] });
    const before = [0, 2, 4].map((id) =>
      JSON.stringify(id < 4 ? council.replica(id) : council.client(id)),
    );
    fc.assert(
      fc.property(fc.oneof(junk, damaged, shaped), fc.constantFrom(0, 2, 4), (body, to) => {
        const isGenuine = [...genuine, ...multiset].some(
          (message) => JSON.stringify(message) === JSON.stringify(body),
        );
        fc.pre(!isGenuine);
        // An empty REQUEST-BODY is well-formed, and one that nobody needs.
        fc.pre(JSON.stringify(body) !== '{"requests":[],"type":"request-body"}');
        const done = council.deliver(to, body);
        expect(done.rejected.length + done.ignored.length).toBe(1);
        expect(done.sent).toEqual([]);
        expect(done.facts).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
    const after = [0, 2, 4].map((id) =>
      JSON.stringify(id < 4 ? council.replica(id) : council.client(id)),
    );
    expect(after).toEqual(before);
  });
});

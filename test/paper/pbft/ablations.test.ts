import { describe, expect, test } from 'vitest';
import { ABLATIONS } from '../../../src/core/protocols/pbft/rules.ts';
import { Council, executed, VIEW_CHANGE, type CouncilOptions } from '../../support/council.ts';
import * as build from '../../support/council-messages.ts';

/**
 * The mutants of section 4 that exist as switches: each one misbehaves in exactly its way, where the full protocol does not.
 * The same claim is made of both, so that a switch that does nothing fails here.
 */

const order = build.request(4, 1, 'add a 1');
const other = build.request(4, 1, 'add a 2');
const place = { view: 0, seq: 1, digest: build.digestOfRequests(order) };
const elsewhere = { ...place, digest: build.digestOfRequests(other) };

type Case = { readonly broken: (options: CouncilOptions) => boolean; readonly what: string };

/** R2 is real unless the case says otherwise. */
const others = { byzantine: [0, 1, 3] };

function decide(council: Council, seq: number, request = order): void {
  const spot = { view: 0, seq, digest: build.digestOfRequests(request) };
  council.deliver(2, build.prePrepare(0, spot, [request]));
  for (const id of [1, 3]) council.deliver(2, build.prepare(id, spot));
  for (const id of [0, 1, 3]) council.deliver(2, build.commit(id, spot));
}

const cases: { readonly [rule: string]: Case } = {
  'commit-phase': {
    what: '[X1] executes what is only prepared',
    broken: (options) => {
      const council = new Council({ ...options, ...others });
      council.deliver(2, build.prePrepare(0, place, [order]));
      council.deliver(2, build.prepare(1, place));
      return executed(council, 2).length > 0;
    },
  },
  'vote-digest': {
    what: '[PR2] is prepared by votes for something else',
    broken: (options) => {
      const council = new Council({ ...options, ...others });
      council.deliver(2, build.prePrepare(0, place, [order]));
      council.deliver(2, build.prepare(1, elsewhere));
      return council.facts(2, 'prepared').length > 0;
    },
  },
  'digest-check': {
    what: '[N3] executes other requests than those of the digest',
    broken: (options) => {
      const council = new Council({ ...options, ...others });
      council.deliver(2, { ...build.proposal(0, elsewhere), requests: [order] });
      council.deliver(2, build.prepare(1, elsewhere));
      for (const id of [0, 1]) council.deliver(2, build.commit(id, elsewhere));
      return executed(council, 2).includes('add a 1');
    },
  },
  quorum: {
    what: '[PR2] is prepared by f+1, seen at n = 7',
    broken: (options) => {
      const council = new Council({ ...options, n: 7, byzantine: [0, 1, 3, 4, 5, 6] });
      const seventh = build.request(7, 1, 'add a 1');
      const spot = { ...place, digest: build.digestOfRequests(seventh) };
      council.deliver(2, build.prePrepare(0, spot, [seventh]));
      council.deliver(2, build.prepare(1, spot));
      return council.facts(2, 'prepared').length > 0;
    },
  },
  signatures: {
    what: '[A2] counts a vote that another has signed',
    broken: (options) => {
      const council = new Council({ ...options, ...others });
      council.deliver(2, build.prePrepare(0, place, [order]));
      council.deliver(2, { ...build.prepare(3, place), replica: 1 });
      return council.facts(2, 'prepared').length > 0;
    },
  },
  'request-signatures': {
    what: '[N3] votes for a request that its client has not signed',
    broken: (options) => {
      const council = new Council({ ...options, ...others });
      const forged = { ...order, operation: 'set a 666' };
      council.deliver(2, build.prePrepare(0, place, [forged]));
      return council.sent(2, 'prepare').length > 0;
    },
  },
  'execution-order': {
    what: '[X1] executes across a gap',
    broken: (options) => {
      const council = new Council({ ...options, ...others });
      decide(council, 3);
      return executed(council, 2).length > 0;
    },
  },
  'exactly-once': {
    what: '[X4] executes one request twice',
    broken: (options) => {
      const council = new Council({ ...options, ...others });
      decide(council, 1);
      decide(council, 2);
      return council.replica(2).service['a'] === '2';
    },
  },
  'prepared-certificates': {
    what: '[V1] leaves out what it has prepared',
    broken: (options) => {
      const council = new Council({ ...options, ...others });
      decide(council, 1);
      for (const id of [0, 3]) council.deliver(2, build.viewChange(id, 1));
      return council.sent(2, 'view-change')[0]?.body.prepared.length === 0;
    },
  },
  'new-view-validation': {
    what: '[NV2] believes a NEW-VIEW that proves nothing',
    broken: (options) => {
      const council = new Council({ ...options, ...others });
      council.deliver(2, build.newView(1, 1, { viewChanges: [], proposals: [] }));
      return council.replica(2).view === 1;
    },
  },
  'back-off': {
    what: '[T6] waits no longer after a second failed view',
    broken: (options) => {
      const council = new Council({ ...options, byzantine: [0, 1, 2] });
      council.deliver(3, order);
      for (const view of [1, 2]) {
        council.fire(3, 'view');
        for (const id of [0, 1, 2]) council.deliver(3, build.viewChange(id, view));
      }
      return council.timer(3, 'view') === VIEW_CHANGE;
    },
  },
  'client-quorum': {
    what: '[CL3] believes the first reply',
    broken: (options) => {
      const council = new Council({ ...options, byzantine: [0, 1, 2, 3], operations: ['get a'] });
      council.deliver(4, build.reply(3, { client: 4, timestamp: 1 }, { view: 0, result: 'lie' }));
      return council.client().accepted === 'lie';
    },
  },
};

describe('Each rule that can be switched off', () => {
  test('has its case here', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(ABLATIONS).sort());
  });

  for (const [rule, { what, broken }] of Object.entries(cases)) {
    test(`${what}: without "${rule}", and not with it`, () => {
      expect(broken({}), 'the full protocol').toBe(false);
      expect(broken({ ablate: [rule] }), `without ${rule}`).toBe(true);
      const rest = Object.keys(ABLATIONS).filter((name) => name !== rule);
      for (const unrelated of rest) {
        // Votes that are not looked at, quorums of f+1 and a missing phase show in each other's cases.
        if (COARSE.includes(unrelated)) continue;
        expect(broken({ ablate: [unrelated] }), `${what} without ${unrelated}`).toBe(false);
      }
    });
  }
});

const COARSE = ['commit-phase', 'vote-digest', 'quorum', 'signatures'];

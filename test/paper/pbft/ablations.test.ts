import { describe, expect, test } from 'vitest';
import { ABLATIONS } from '../../../src/core/protocols/pbft/rules.ts';
import { Council, executed, VIEW_CHANGE, type CouncilOptions } from '../../support/council.ts';
import * as build from '../../support/council-messages.ts';
import { ownDigest, vouch } from '../../support/council-play.ts';

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

/** A checkpoint every second sequence number, a window of four; R2 has executed so many. */
function checkpointed(options: CouncilOptions, last: number): Council {
  const council = new Council({ ...options, ...others, interval: 2, window: 4 });
  for (let seq = 1; seq <= last; seq += 1)
    decide(council, seq, build.request(4, seq, `set a ${seq}`));
  return council;
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
  'low-mark-inclusive': {
    what: '[PR7] accepts a proposal for the stable checkpoint itself',
    broken: (options) => {
      const council = checkpointed(options, 2);
      vouch(council, 2, { seq: 2, digest: ownDigest(council, 2, 2) });
      council.deliver(2, build.prePrepare(0, { view: 0, seq: 2 }, [other]));
      return council.facts(2, 'pre-prepared').length > 2;
    },
  },
  'high-mark': {
    what: '[PR7] accepts a proposal beyond the window',
    broken: (options) => {
      const council = checkpointed(options, 0);
      council.deliver(2, build.prePrepare(0, { view: 0, seq: 5 }, [order]));
      return council.facts(2, 'pre-prepared').length > 0;
    },
  },
  'stable-by-f+1': {
    what: '[G4] takes a checkpoint for stable by f+1',
    broken: (options) => {
      const council = checkpointed(options, 2);
      vouch(council, 2, { seq: 2, digest: ownDigest(council, 2, 2) }, [0]);
      return council.facts(2, 'checkpoint-stable').length > 0;
    },
  },
  'checkpoint-digest': {
    what: '[G4] counts checkpoints of different states together',
    broken: (options) => {
      const council = checkpointed(options, 2);
      vouch(council, 2, { seq: 2, digest: ownDigest(council, 2, 2) }, [0]);
      vouch(council, 2, { seq: 2, digest: other.sig }, [1]);
      return council.facts(2, 'checkpoint-stable').length > 0;
    },
  },
  'h-without-state': {
    what: '[G5] moves its window to where it has not got',
    broken: (options) => {
      const council = checkpointed(options, 1);
      vouch(council, 2, { seq: 2, digest: other.sig });
      return council.replica(2).low === 2;
    },
  },
  'garbage-collection': {
    what: '[G6] keeps what lies below a stable checkpoint',
    broken: (options) => {
      const council = checkpointed(options, 2);
      vouch(council, 2, { seq: 2, digest: ownDigest(council, 2, 2) });
      return council.replica(2).slots[1] !== undefined;
    },
  },
  'state-check': {
    what: '[G9] goes on with a state that a quorum contradicts',
    broken: (options) => {
      const council = checkpointed(options, 2);
      vouch(council, 2, { seq: 2, digest: other.sig });
      return council.facts(2, 'state-wanted').length === 0;
    },
  },
  'reply-table': {
    what: '[X5] leaves the answers out of its checkpoint',
    broken: (options) => {
      const council = checkpointed(options, 2);
      return (
        council
          .replica(2)
          .images[2]?.pages.flat()
          .every((entry) => entry.length === 2) === true
      );
    },
  },
  'transfer-check': {
    what: '[S2] installs what does not have the digest',
    broken: (options) => {
      const council = checkpointed(options, 0);
      const page = [['a', 'poison']] as const;
      const target = { seq: 8, digest: other.sig };
      vouch(council, 2, target);
      council.deliver(2, build.metaData(3, target, [order.sig]));
      council.deliver(2, build.stateData(3, { ...target, page: 0 }, page));
      return council.replica(2).service['a'] === 'poison';
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

const COARSE = ['commit-phase', 'vote-digest', 'quorum', 'signatures', 'stable-by-f+1'];

import { Council, executed, type CouncilOptions } from '../../../support/council.ts';
import { testCrypto } from '../../../support/council-crypto.ts';
import * as build from '../../../support/council-messages.ts';
import { backup, decide, opened, order, place, proposed, type Cases } from './scene.ts';

const asked = { client: 4, timestamp: 1 };

/** A client that has asked for something, and replicas that the test speaks for. */
function client(options: CouncilOptions): Council {
  return new Council({ ...options, byzantine: [0, 1, 2, 3], operations: ['get a'] });
}

/** Execution, exactly once, and clients. */
export const executionCases: Cases = {
  'execution-order': {
    what: '[X1] executes across a gap',
    broken: (options) => {
      const council = backup(options);
      decide(council, 3);
      return executed(council, 2).length > 0;
    },
  },
  'exactly-once': {
    what: '[X4] executes one request twice',
    broken: (options) => {
      const council = backup(options);
      decide(council, 1);
      decide(council, 2);
      return council.replica(2).service['a'] === '2';
    },
  },

  'null-requests': {
    what: '[NV11] does not vote for a null request of a new view',
    broken: (options) => {
      const council = backup(options);
      const later = { ...place, seq: 2 };
      opened(
        council,
        [build.proof(4, later, [1, 3])],
        [
          { seq: 1, digest: build.NULL_DIGEST },
          { seq: 2, digest: place.digest },
        ],
      );
      return council.sent(2, 'prepare').every(({ body }) => body.seq !== 1);
    },
  },
  'execute-once': {
    what: '[X2] executes again what commits again in a later view',
    broken: (options) => {
      const council = backup(options);
      decide(council, 1);
      opened(council, [build.proof(4, place, [1, 3])], [place]);
      const again = { ...place, view: 1 };
      council.deliver(2, build.prepare(3, again));
      for (const id of [1, 3]) council.deliver(2, build.commit(id, again));
      return council.replica(2).service['a'] === '2';
    },
  },
  'dedup-at-execution': {
    what: '[X4] executes twice what was proposed twice before it was executed',
    besides: ['exactly-once'],
    broken: (options) => {
      const council = backup(options);
      for (const seq of [1, 2]) council.deliver(2, build.prePrepare(0, { view: 0, seq }, [order]));
      for (const seq of [1, 2]) decide(council, seq);
      return council.replica(2).service['a'] === '2';
    },
  },
  'old-timestamps': {
    what: '[X4] executes a request older than the last one of its client',
    besides: ['exactly-once'],
    broken: (options) => {
      const council = backup(options);
      decide(council, 1, build.request(4, 2, 'add a 1'));
      decide(council, 2, build.request(4, 1, 'add a 1'));
      return council.replica(2).service['a'] === '2';
    },
  },
  rollback: {
    what: '[O2] keeps what it executed tentatively when the view changes',
    broken: (options) => {
      const council = proposed({ ...options, shortcuts: ['tentative'] }, 'prepared');
      for (const id of [0, 3]) council.deliver(2, build.viewChange(id, 1));
      return council.replica(2).service['a'] === '1';
    },
  },
  'kept-time': {
    what: '[ND3] executes what a later view proposes again with another time',
    broken: (options) => {
      const council = backup(options);
      const stamp = build.request(4, 1, 'stamp a');
      const digest = build.digestWith([stamp], testCrypto, 1);
      const first = { view: 0, seq: 1, digest };
      council.wait(2);
      council.deliver(2, { ...build.proposal(0, first), requests: [stamp], nd: 1 });
      council.wait(5);
      opened(council, [build.proof(4, first, [1, 3])], [first]);
      const again = { ...first, view: 1 };
      council.deliver(2, build.prepare(3, again));
      for (const id of [1, 3]) council.deliver(2, build.commit(id, again));
      const noted = council.replica(2).service['a'];
      return noted !== undefined && noted !== '1';
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

  'reply-result': {
    what: '[CL5] counts replies with different results together',
    besides: ['client-quorum'],
    broken: (options) => {
      const council = client(options);
      council.deliver(4, build.reply(2, asked, { view: 0, result: 'nothing' }));
      council.deliver(4, build.reply(3, asked, { view: 0, result: 'lie' }));
      return council.client().accepted !== '';
    },
  },
  'one-reply-each': {
    what: '[CL5] believes one replica that says the same twice',
    besides: ['client-quorum'],
    broken: (options) => {
      const council = client(options);
      const lie = build.reply(3, asked, { view: 0, result: 'lie' });
      council.deliverAll(4, [lie, lie]);
      return council.client().accepted === 'lie';
    },
  },
  'tentative-quorum': {
    what: '[CL4] believes f+1 tentative replies',
    besides: ['client-quorum'],
    broken: (options) => {
      const council = client({ ...options, shortcuts: ['tentative'] });
      for (const id of [2, 3]) {
        const answer = { view: 0, result: 'nothing', tentative: true } as const;
        council.deliver(4, build.reply(id, asked, answer));
      }
      return council.client().accepted !== '';
    },
  },
  'client-view': {
    what: '[CL6] believes one replica about the view',
    broken: (options) => {
      const council = client(options);
      council.deliver(4, build.reply(1, asked, { view: 0, result: 'nothing' }));
      council.deliver(4, build.reply(3, asked, { view: 7, result: 'nothing' }));
      return council.client().view === 7;
    },
  },
};

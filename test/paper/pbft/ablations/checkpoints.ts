import { executed } from '../../../support/council.ts';
import * as build from '../../../support/council-messages.ts';
import { ownDigest, vouch } from '../../../support/council-play.ts';
import { checkpointed, decide, order, other, type Cases } from './scene.ts';

/** Checkpoints, water marks, and fetching a state. */
export const checkpointCases: Cases = {
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

  'one-checkpoint-each': {
    what: '[A7] takes a checkpoint for stable by one message that comes twice',
    besides: ['stable-by-f+1'],
    broken: (options) => {
      const council = checkpointed(options, 2);
      vouch(council, 2, { seq: 2, digest: ownDigest(council, 2, 2) }, [0, 0]);
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

  'checkpoint-at-once': {
    what: '[G2] states a state that later requests have changed',
    broken: (options) => {
      const council = checkpointed(options, 1);
      for (const seq of [3, 2]) decide(council, seq, build.request(4, seq, `set a ${seq}`));
      return ownDigest(council, 2, 2) !== ownDigest(checkpointed({}, 2), 2, 2);
    },
    besides: ['reply-table'],
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

  'transfer-target': {
    what: '[S7] fetches a state on the word of one replica',
    broken: (options) => {
      const council = checkpointed(options, 0);
      vouch(council, 2, { seq: 8, digest: other.sig }, [3]);
      return council.facts(2, 'state-wanted').length > 0;
    },
  },
  'wait-for-state': {
    what: '[S5] executes what lies above the state that it is fetching',
    broken: (options) => {
      const council = checkpointed(options, 0);
      vouch(council, 2, { seq: 8, digest: other.sig });
      decide(council, 9);
      return executed(council, 2).length > 0;
    },
  },
};

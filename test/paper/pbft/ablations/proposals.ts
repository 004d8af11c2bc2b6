import { statementOf } from '../../../../src/core/protocols/pbft/messages.ts';
import { executed } from '../../../support/council.ts';
import { signatureOf } from '../../../support/council-crypto.ts';
import * as build from '../../../support/council-messages.ts';
import { ownDigest, vouch } from '../../../support/council-play.ts';
import {
  backup,
  checkpointed,
  elsewhere,
  order,
  other,
  place,
  proposed,
  type Cases,
} from './scene.ts';

/** Proposals, the window, and signatures. */
export const proposalCases: Cases = {
  'digest-check': {
    what: '[N3] executes other requests than those of the digest',
    broken: (options) => {
      const council = backup(options);
      council.deliver(2, { ...build.proposal(0, elsewhere), requests: [order] });
      council.deliver(2, build.prepare(1, elsewhere));
      for (const id of [0, 1]) council.deliver(2, build.commit(id, elsewhere));
      return executed(council, 2).includes('add a 1');
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

  'only-primary-proposes': {
    what: '[N3] votes for a proposal of a backup',
    broken: (options) => {
      const council = backup(options);
      council.deliver(2, build.prePrepare(3, place, [order]));
      return council.sent(2, 'prepare').length > 0;
    },
  },
  'one-proposal': {
    what: '[N5] votes for two proposals for one sequence number',
    broken: (options) => {
      const council = proposed(options, 'proposed');
      council.deliver(2, build.prePrepare(0, place, [other]));
      return new Set(council.sent(2, 'prepare').map(({ body }) => body.digest)).size > 1;
    },
  },
  'check-before-storing': {
    what: '[N4] does not vote for a good proposal after a bad one',
    broken: (options) => {
      const council = backup(options);
      council.deliver(2, { ...build.proposal(0, elsewhere), requests: [order] });
      council.deliver(2, build.prePrepare(0, place, [order]));
      return council.sent(2, 'prepare').every(({ body }) => body.digest !== place.digest);
    },
    besides: ['digest-check'],
  },
  'window-of-two': {
    what: '[G7] refuses the second half of its window',
    broken: (options) => {
      const council = checkpointed(options, 0);
      council.deliver(2, build.prePrepare(0, { view: 0, seq: 3 }, [order]));
      return council.facts(2, 'pre-prepared').length === 0;
    },
  },
  signatures: {
    what: '[A2] counts a vote that another has signed',
    broken: (options) => {
      const council = backup(options);
      council.deliver(2, build.prePrepare(0, place, [order]));
      council.deliver(2, { ...build.prepare(3, place), replica: 1 });
      return council.facts(2, 'prepared').length > 0;
    },
  },
  'request-signatures': {
    what: '[N3] votes for a request that its client has not signed',
    broken: (options) => {
      const council = backup(options);
      const forged = { ...order, operation: 'set a 666' };
      council.deliver(2, build.prePrepare(0, place, [forged]));
      return council.sent(2, 'prepare').length > 0;
    },
  },

  'signer-identity': {
    what: '[A2] counts the vote that R3 signs in the name of R1 and delivers itself',
    besides: ['signatures'],
    broken: (options) => {
      const council = proposed(options, 'proposed');
      const posed = { ...build.prepare(3, place), replica: 1 };
      const sig = signatureOf(3, statementOf(posed));
      council.deliver(2, { ...posed, sig }, 3);
      return council.facts(2, 'prepared').length > 0;
    },
  },
  'nested-signatures': {
    what: '[A5] believes a forged prepare inside a VIEW-CHANGE',
    besides: ['signatures'],
    broken: (options) => {
      const council = backup(options);
      const forged = { ...build.prepare(3, place), replica: 2 };
      const proof = {
        proposal: build.proposal(0, place),
        prepares: [build.prepare(1, place), forged],
      };
      council.deliver(2, build.viewChange(3, 1, [proof]));
      return council.rejected(2).length === 0;
    },
  },
  'signed-type': {
    what: '[A1] takes prepares for commits',
    besides: ['signatures'],
    broken: (options) => {
      const council = proposed(options, 'prepared');
      for (const id of [1, 3]) council.deliver(2, { ...build.prepare(id, place), type: 'commit' });
      return executed(council, 2).length > 0;
    },
  },
  'exact-cache': {
    what: '[A10] takes a forged vote for one that it has checked before',
    besides: ['signatures'],
    broken: (options) => {
      const council = proposed(options, 'proposed');
      council.deliver(2, { ...build.prepare(3, place), replica: 1 });
      return council.facts(2, 'prepared').length > 0;
    },
  },
};

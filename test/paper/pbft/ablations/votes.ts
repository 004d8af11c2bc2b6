import { Council, executed, type CouncilOptions } from '../../../support/council.ts';
import * as build from '../../../support/council-messages.ts';
import { elsewhere, opened, order, others, place, proposed, type Cases } from './scene.ts';

/** Quorums, and the votes that are counted for them. */
export const voteCases: Cases = {
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

  'quorum-2f+1': {
    what: '[PR2] is prepared by 2f+1 where a quorum is more, seen at n = 5',
    besides: ['quorum-majority', 'prepare-quorum'],
    broken: (options) => preparedWith({ ...options, n: 5 }, [1]),
  },
  'quorum-majority': {
    what: '[PR2] is prepared by a bare majority, seen at n = 7',
    besides: ['prepare-quorum'],
    broken: (options) => preparedWith({ ...options, n: 7 }, [1, 3]),
  },
  'tolerance-third': {
    what: '[PR2] is not prepared by a quorum, seen at n = 6',
    besides: ['primary-counts'],
    broken: (options) => !preparedWith({ ...options, n: 6, f: 1 }, [1, 3]),
  },
  'prepare-quorum': {
    what: '[PR2] is prepared with the primary alone',
    besides: ['quorum'],
    broken: (options) => proposed(options, 'proposed').facts(2, 'prepared').length > 0,
  },
  'commit-quorum': {
    what: '[PR4] commits with two of four commits',
    broken: (options) => {
      const council = proposed(options, 'prepared');
      council.deliver(2, build.commit(1, place));
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

  'primary-votes-once': {
    what: '[N6] is prepared by two votes of the primary and its own',
    broken: (options) => {
      const council = proposed(options, 'proposed');
      council.deliver(2, build.prepare(0, place));
      return council.facts(2, 'prepared').length > 0;
    },
  },
  'primary-counts': {
    what: '[PR2] is not prepared by the primary, itself and one more',
    broken: (options) => proposed(options, 'prepared').facts(2, 'prepared').length === 0,
  },
  'one-prepare-each': {
    what: '[A7] is prepared by one prepare that comes three times, seen at n = 7',
    broken: (options) => preparedWith({ ...options, n: 7 }, [1, 1, 1]),
  },
  'one-commit-each': {
    what: '[A7] commits by one commit that comes twice',
    broken: (options) => {
      const council = proposed(options, 'prepared');
      for (const id of [1, 1]) council.deliver(2, build.commit(id, place));
      return executed(council, 2).length > 0;
    },
  },
  'own-message': {
    what: '[A8] counts its own commit that is sent back to it',
    broken: (options) => {
      const council = proposed(options, 'prepared');
      council.deliver(2, build.commit(2, place));
      council.deliver(2, build.commit(1, place));
      return executed(council, 2).length > 0;
    },
  },
  'prepare-view': {
    what: '[N8] is prepared in view 1 by a prepare of view 0',
    broken: (options) => {
      const council = inViewOne(options);
      council.deliver(2, build.prepare(3, place));
      return council.facts(2, 'prepared').length > 0;
    },
  },
  'commit-view': {
    what: '[N8] commits in view 1 by commits of view 0',
    broken: (options) => {
      const council = inViewOne(options);
      council.deliver(2, build.prepare(3, { ...place, view: 1 }));
      for (const id of [0, 3]) council.deliver(2, build.commit(id, place));
      return executed(council, 2).length > 0;
    },
  },
  'commit-digest': {
    what: '[PR4] commits by commits for something else',
    besides: ['vote-digest'],
    broken: (options) => {
      const council = proposed(options, 'prepared');
      for (const id of [0, 1]) council.deliver(2, build.commit(id, elsewhere));
      return executed(council, 2).length > 0;
    },
  },
  'commit-needs-prepared': {
    what: '[PR4] commits what it is not prepared on',
    broken: (options) => {
      const council = proposed(options, 'proposed');
      for (const id of [0, 1, 3]) council.deliver(2, build.commit(id, place));
      return executed(council, 2).length > 0;
    },
  },
  'commit-phase': {
    what: '[X1] executes what is only prepared',
    broken: (options) => {
      const council = new Council({ ...options, ...others });
      council.deliver(2, build.prePrepare(0, place, [order]));
      council.deliver(2, build.prepare(1, place));
      return executed(council, 2).length > 0;
    },
  },
};

/** Whether R2 of a larger council is prepared by the primary, itself and the prepares of these. */
function preparedWith(options: CouncilOptions, backups: readonly number[]): boolean {
  const { n = 4 } = options;
  const byzantine = Array.from({ length: n }, (_, id) => id).filter((id) => id !== 2);
  const council = new Council({ ...options, byzantine });
  const request = build.request(n, 1, 'add a 1');
  const spot = { ...place, digest: build.digestOfRequests(request) };
  council.deliver(2, build.prePrepare(0, spot, [request]));
  for (const id of backups) council.deliver(2, build.prepare(id, spot));
  return council.facts(2, 'prepared').length > 0;
}

/** R2 has entered view 1, where R1 proposes the same order anew. */
function inViewOne(options: CouncilOptions): Council {
  const council = proposed(options, 'proposed');
  opened(council, [], []);
  council.deliver(2, build.prePrepare(1, { view: 1, seq: 1 }, [order]));
  return council;
}

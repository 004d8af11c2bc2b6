import type { NewView, PreparedProof } from '../../../../src/core/protocols/pbft/messages.ts';
import { Council, type CouncilOptions } from '../../../support/council.ts';
import * as build from '../../../support/council-messages.ts';
import {
  backup,
  checkpointed,
  elsewhere,
  opened,
  order,
  other,
  place,
  type Cases,
} from './scene.ts';

/** Opening a view, and entering it. */
export const newViewCases: Cases = {
  'new-view-validation': {
    what: '[NV2] believes a NEW-VIEW that proves nothing',
    broken: (options) => {
      const council = backup(options);
      council.deliver(2, build.newView(1, 1, { viewChanges: [], proposals: [] }));
      return council.replica(2).view === 1;
    },
  },

  'new-view-primary': {
    what: '[NV1] enters a view that a backup opens',
    broken: (options) => isEntered(options, { by: 3, from: [0, 1, 3] }),
  },
  'new-view-quorum': {
    what: '[NV2] enters a view that two of four have asked for',
    besides: ['new-view-validation'],
    broken: (options) => isEntered(options, { from: [0, 1] }),
  },
  'one-view-change-each': {
    what: '[NV2] enters a view that one of them has asked for twice',
    besides: ['new-view-validation'],
    broken: (options) => isEntered(options, { from: [0, 1, 1] }),
  },
  'view-change-view': {
    what: '[NV2] enters a view that was not asked for',
    besides: ['new-view-validation'],
    broken: (options) => {
      const viewChanges = [0, 1, 3].map((id) => build.viewChange(id, 1));
      return isAccepted(options, build.newView(3, 3, { viewChanges, proposals: [] }));
    },
  },
  'new-view-proposals': {
    what: '[NV6] accepts a proposal that does not follow from the VIEW-CHANGE messages',
    besides: ['new-view-validation'],
    broken: (options) => isEntered(options, { proposals: [{ seq: 1, digest: place.digest }] }),
  },
  'highest-view': {
    what: '[NV4] takes up the certificate of the lower view',
    besides: ['new-view-validation', 'new-view-proposals'],
    broken: (options) => {
      const viewChanges = [
        build.viewChange(0, 3, [build.proof(4, place, [1, 3])]),
        build.viewChange(1, 3, [build.proof(4, { ...elsewhere, view: 1 }, [0, 3])]),
        build.viewChange(3, 3),
      ];
      const proposals = [build.proposal(3, { ...place, view: 3 })];
      return isAccepted(options, build.newView(3, 3, { viewChanges, proposals }));
    },
  },
  'highest-checkpoint': {
    what: '[NV3] proposes null requests below a stable checkpoint',
    besides: ['new-view-validation', 'new-view-proposals'],
    broken: (options) => {
      const digest = other.sig;
      const stable = build.signViewChange({
        ...build.viewChange(0, 1),
        stable: 2,
        stableProof: [0, 1, 3].map((id) => build.checkpoint(id, 2, digest)),
      });
      const viewChanges = [stable, build.viewChange(1, 1, [cert(3)]), build.viewChange(3, 1)];
      const proposals = [1, 2, 3].map((seq) => {
        const asked = seq === 3 ? place.digest : build.NULL_DIGEST;
        return build.proposal(1, { view: 1, seq, digest: asked });
      });
      const council = checkpointed(options, 0);
      council.deliver(2, build.newView(1, 1, { viewChanges, proposals }));
      return council.replica(2).view === 1;
    },
  },
  'last-reproposal': {
    what: '[NV4] leaves out the last sequence number that was prepared',
    besides: ['new-view-validation', 'new-view-proposals'],
    broken: (options) => isEntered(options, { prepared: [cert(1)], proposals: [] }),
  },
  'reproposal-view': {
    what: '[NV4] accepts a proposal that keeps its old view',
    besides: ['new-view-validation'],
    broken: (options) =>
      isEntered(options, { prepared: [cert(1)], proposals: [{ ...place, view: 0 }] }),
  },
  'fresh-numbers': {
    besides: ['last-reproposal'],
    what: '[NV9] gives a sequence number of its NEW-VIEW to another request',
    broken: (options) => {
      const council = newPrimary(options);
      council.deliver(1, build.request(4, 2, 'add a 2'));
      return council.sent(1, 'pre-prepare').some(({ body }) => body.seq === 1);
    },
  },
  'await-new-view': {
    what: '[N13] votes in a view whose NEW-VIEW it has not seen',
    broken: (options) => {
      const council = backup(options);
      for (const id of [0, 3]) council.deliver(2, build.viewChange(id, 1));
      council.deliver(2, build.prePrepare(1, { view: 1, seq: 1 }, [order]));
      return council.sent(2, 'prepare').length > 0;
    },
  },
  'follow-new-view': {
    what: '[T12] stays where it is when the others have moved on without it',
    broken: (options) => !isEntered(options, {}),
  },
  'new-view-once': {
    what: '[NV15] sends its NEW-VIEW twice',
    broken: (options) => newPrimary(options).sent(1, 'new-view').length > 3,
  },
  'requests-kept': {
    what: '[NV14] forgets what waits when it enters a view',
    broken: (options) => {
      const council = backup(options);
      council.deliver(2, order);
      opened(council, [], []);
      return council.replica(2).waiting.length === 0;
    },
  },
};

function cert(seq: number): PreparedProof {
  return build.proof(4, { ...place, seq }, [1, 3]);
}

type Opening = {
  readonly by?: number;
  readonly from?: readonly number[];
  readonly prepared?: readonly PreparedProof[];
  readonly proposals?: readonly {
    readonly view?: number;
    readonly seq: number;
    readonly digest: string;
  }[];
};

/** Whether R2 enters view 1 by this NEW-VIEW; R0 is the one that shows what it has prepared. */
function isEntered(
  options: CouncilOptions,
  { by = 1, from = [0, 1, 3], prepared = [], proposals = [] }: Opening,
): boolean {
  const viewChanges = from.map((id) => build.viewChange(id, 1, id === 0 ? prepared : []));
  const again = proposals.map(({ view = 1, seq, digest }) =>
    build.proposal(by, { view, seq, digest }),
  );
  return isAccepted(options, build.newView(by, 1, { viewChanges, proposals: again }));
}

function isAccepted(options: CouncilOptions, message: NewView): boolean {
  const council = backup(options);
  council.deliver(2, message);
  return council.replica(2).view === message.view && council.replica(2).active;
}

/** R1 is real, has opened view 1, and proposes again what R0 had prepared. */
function newPrimary(options: CouncilOptions): Council {
  const council = new Council({ ...options, byzantine: [0, 2, 3] });
  council.deliver(1, build.prePrepare(0, place, [order]));
  council.deliver(1, build.viewChange(0, 1, [cert(1)]));
  council.deliver(1, build.viewChange(3, 1));
  return council;
}

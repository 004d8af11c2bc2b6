import type { PreparedProof, ViewChange } from '../../../../src/core/protocols/pbft/messages.ts';
import type { Council, CouncilOptions } from '../../../support/council.ts';
import * as build from '../../../support/council-messages.ts';
import { backup, decide, elsewhere, opened, other, place, proposed, type Cases } from './scene.ts';

/** Asking for a view: what a VIEW-CHANGE shows, and what is believed of it. */
export const viewChangeCases: Cases = {
  'prepared-certificates': {
    what: '[V1] leaves out what it has prepared',
    besides: ['certificates-captured'],
    broken: (options) => {
      const council = backup(options);
      decide(council, 1);
      for (const id of [0, 3]) council.deliver(2, build.viewChange(id, 1));
      return council.sent(2, 'view-change')[0]?.body.prepared.length === 0;
    },
  },

  'earlier-certificates': {
    what: '[V2] leaves out in a second VIEW-CHANGE what it has shown in the first',
    besides: ['prepared-certificates', 'certificates-captured'],
    broken: (options) => {
      const council = backup(options);
      decide(council, 1);
      asksFor(council, 1);
      asksFor(council, 2);
      return shown(council, 2).length === 0;
    },
  },
  'latest-certificate': {
    what: '[V1] shows the certificate of the first view, not of the last',
    broken: (options) => {
      const council = proposed(options, 'prepared');
      opened(council, [], []);
      council.deliver(2, build.prePrepare(1, { view: 1, seq: 1 }, [other]));
      council.deliver(2, build.prepare(3, { ...elsewhere, view: 1 }));
      asksFor(council, 2);
      return shown(council, 2)[0]?.proposal.view === 0;
    },
  },
  'certificates-captured': {
    what: '[V3] has lost what it prepared when it asks for a view',
    broken: (options) => {
      const council = proposed(options, 'prepared');
      asksFor(council, 1);
      return shown(council, 1).length === 0 && council.replica(2).certificates[1] === undefined;
    },
  },
  'unexecuted-certificates': {
    what: '[V1] leaves out what it has prepared and not executed',
    besides: ['prepared-certificates', 'certificates-captured'],
    broken: (options) => {
      const council = proposed(options, 'prepared');
      asksFor(council, 1);
      return shown(council, 1).length === 0;
    },
  },
  'certificate-proof': {
    what: '[V7] believes a certificate without prepares',
    broken: (options) => isAccepted(options, build.viewChange(3, 1, [build.proof(4, place, [])])),
  },
  'certificate-view': {
    what: '[V6] believes a certificate that claims a later view than it was signed for',
    broken: (options) => {
      const { proposal, prepares } = build.proof(4, place, [1, 3]);
      const inflated = { proposal: { ...proposal, view: 4 }, prepares };
      return isAccepted(options, build.viewChange(3, 5, [inflated]));
    },
    besides: ['certificate-proof'],
  },
  'distinct-in-certificates': {
    what: '[V5] believes a certificate in which one replica stands twice',
    besides: ['certificate-proof'],
    broken: (options) =>
      isAccepted(options, build.viewChange(3, 1, [build.proof(4, place, [1, 1])])),
  },
  'leave-old-view': {
    what: '[N12] commits in the view that it has asked to leave',
    broken: (options) => {
      const council = proposed(options, 'proposed');
      asksFor(council, 1);
      council.deliver(2, build.prepare(1, place));
      return council.sent(2, 'commit').length > 0;
    },
  },
};

/** R0 and R3 want the view, so R2 joins them. */
function asksFor(council: Council, view: number): void {
  for (const id of [0, 3]) council.deliver(2, build.viewChange(id, view));
}

/** The certificates that R2 has shown when it asked for a view. */
function shown(council: Council, view: number): readonly PreparedProof[] {
  const own = council.sent(2, 'view-change').find(({ body }) => body.view === view);
  if (own === undefined) throw new Error(`R2 has not asked for view ${view}`);
  return own.body.prepared;
}

function isAccepted(options: CouncilOptions, message: ViewChange): boolean {
  const council = backup(options);
  council.deliver(2, message);
  return council.rejected(2).length === 0;
}

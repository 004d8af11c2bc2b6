import { planNewView } from '../../certificates.ts';
import type { Message, PreparedProof, Proposal, NewView } from '../../messages.ts';
import { bare } from '../../parse.ts';
import { machineOf, sealed } from '../kit/sealed.ts';
import {
  changesFor,
  once,
  ownChange,
  proposalAt,
  propose,
  restOf,
  rivalOf,
  say,
  victimOf,
  vote,
  type Place,
  type Play,
  type Stage,
} from './puppet.ts';

/**
 * Attacks that take two or more view changes. In the first view the traitor collects votes for an order that nobody decides;
 * its own view decides another one; and what it shows in later views brings the first order back.
 */

/** In its own view: the contrary order, for these receivers, and its commit for those. */
function openFree(
  stage: Stage,
  to: { readonly proposal: readonly number[]; readonly commit: readonly number[] },
  without: readonly number[],
): void {
  const { puppet, self, ctx } = stage;
  const view = (puppet.proposal?.view ?? 0) + 1;
  const others = changesFor(view, stage).filter(({ replica }) => !without.includes(replica));
  if (puppet.proposal === null || others.length < ctx.q - 1 || !once(stage, 'lead')) return;
  const viewChanges = [...others.slice(0, ctx.q - 1), ownChange(view, [], stage)];
  const unsigned = {
    type: 'new-view' as const,
    view,
    viewChanges,
    proposals: [],
    replica: self,
    sig: '',
  };
  const everybody = [victimOf(stage), ...restOf(stage)];
  say(stage, everybody, sealed(unsigned, self, ctx));
  const rival = propose({ view, seq: puppet.proposal.seq }, [rivalOf(stage)], stage);
  say(stage, to.proposal, rival);
  say(stage, to.commit, vote('commit', rival, stage));
}

/** What it shows for a view, or null where it shows nothing there. */
type Show = (view: number, stage: Stage) => PreparedProof | null;

/** To the primary of each later view, as soon as anybody asks for the view before. */
function haunt(
  message: Message,
  stage: Stage,
  { last, show }: { readonly last: number; readonly show: Show },
): void {
  const { puppet, self, ctx } = stage;
  if (message.type !== 'view-change' || puppet.proposal === null) return;
  const view = message.view + 1;
  const primary = view % ctx.n;
  if (view > last || primary === self || !once(stage, `haunt ${view}`)) return;
  const proof = show(view, stage);
  say(stage, [primary], ownChange(view, proof === null ? [] : [proof], stage));
}

/** The votes for the first order, its own among them: a genuine certificate that nobody else has. */
function collected(stage: Stage): PreparedProof | null {
  const { puppet, ctx } = stage;
  if (puppet.proposal === null) return null;
  const { view, seq, digest } = puppet.proposal;
  const matching = puppet.prepares.filter(
    (prepare) => prepare.view === view && prepare.seq === seq && prepare.digest === digest,
  );
  const prepares = [vote('prepare', puppet.proposal, stage), ...matching].slice(0, ctx.q - 1);
  return { proposal: bare(puppet.proposal), prepares };
}

/** The prepares of the first view under a proposal that it has signed for a view of its own. */
function reused(place: Place, stage: Stage): PreparedProof {
  const proposal: Proposal = proposalAt(place, stage);
  const others = stage.puppet.prepares.filter(({ digest }) => digest === place.digest);
  return { proposal, prepares: others.slice(0, stage.ctx.q - 1) };
}

const SHOWS: {
  readonly [how: string]: { readonly label: string; readonly last: number; readonly show: Show };
} = {
  'older-certificate': {
    label: 'the genuine certificate of an earlier view',
    last: 2,
    show: (_view, stage) => collected(stage),
  },
  'inflated-certificate': {
    label: 'a certificate that claims a later view than its own',
    last: 3,
    show: (view, stage) => {
      const proof = collected(stage);
      return proof === null ? null : { ...proof, proposal: { ...proof.proposal, view: view - 1 } };
    },
  },
  'reused-prepares': {
    label: 'the prepares of an earlier view in a certificate of its own',
    last: 6,
    show: (view, stage) => {
      const { puppet, self, ctx } = stage;
      if (puppet.proposal === null) return null;
      const { seq, digest } = puppet.proposal;
      return reused({ view: view > self + ctx.n ? self + ctx.n : self, seq, digest }, stage);
    },
  },
};

const revived = Object.entries(SHOWS).map(([id, { label, last, show }]): [string, Play] => [
  id,
  {
    label,
    hear(message, stage) {
      const everybody = [victimOf(stage), ...restOf(stage)];
      openFree(stage, { proposal: everybody, commit: everybody }, []);
      haunt(message, stage, { last, show });
    },
  },
]);

/** Its victim is prepared in the first view and, on something else, in the second, which one other replica decides. */
const firstCertificate: Play = {
  label: 'two certificates of one replica, the first of which comes back',
  hear(message, stage) {
    const victim = victimOf(stage);
    const decider = restOf(stage).at(-1) ?? 0;
    if (message.type === 'pre-prepare' && once(stage, 'support'))
      say(stage, [victim], vote('prepare', message, stage));
    openFree(stage, { proposal: [victim, decider], commit: [decider] }, [victim]);
    haunt(message, stage, { last: 2, show: () => null });
  },
};

/**
 * One other replica is prepared and commits in the first view, another one is prepared on something else in the second; the third takes
 * up the first again, and its primary has only the traitor beside it.
 */
const reusedCommits: Play = {
  label:
    'its vote for an order that few others vote to commit, and again for that order two views later',
  hear(message, stage) {
    const victim = victimOf(stage);
    const [prepared = 0, committed = 0] = restOf(stage);
    openFree(stage, { proposal: [victim, prepared], commit: [] }, [committed]);
    haunt(message, stage, { last: stage.self + 2, show: () => null });
    const isVictims = message.type === 'new-view' && message.replica === victim;
    if (!isVictims || !once(stage, 'support')) return;
    for (const proposal of message.proposals) {
      say(stage, [victim], vote('prepare', proposal, stage));
      say(stage, [victim], vote('commit', proposal, stage));
    }
  },
};

/** It opens its view and then keeps silent. */
const idleLeader: Play = {
  label: 'a view opened and left alone',
  hear: (_message, stage) => openFree(stage, { proposal: [], commit: [] }, []),
};

/** Everything in it is genuine, but the view is not its own to open. */
const usurpedView: Play = {
  label: 'a view opened by a backup',
  hear(message, stage) {
    const { self, ctx } = stage;
    if (message.type !== 'view-change') return;
    const { view } = message;
    const others = changesFor(view, stage).slice(0, ctx.q - 1);
    if (others.length < ctx.q - 1 || !once(stage, 'usurp')) return;
    const viewChanges = [...others, ownChange(view, [], stage)];
    const plan = planNewView(machineOf(self, ctx), { view, viewChanges }, ctx);
    const proposals = plan.ok ? plan.proposals.map((place) => proposalAt(place, stage)) : [];
    const unsigned: NewView = {
      type: 'new-view',
      view,
      viewChanges,
      proposals,
      replica: self,
      sig: '',
    };
    say(stage, [victimOf(stage), ...restOf(stage)], sealed(unsigned, self, ctx));
  },
};

/** The traitor leads the second view; it opens it with what was asked of the first, before anybody has left that. */
const staleRequests: Play = {
  label: 'a view opened with VIEW-CHANGE messages for the one before',
  hear(message, stage) {
    const { puppet, self, ctx } = stage;
    const view = self;
    if (message.type === 'commit' && message.view === view - 1 && once(stage, 'wait'))
      ctx.setTimer('play', 30_000);
    if (message.type === 'pre-prepare') puppet.proposal = message;
  },
  wake(stage) {
    const { puppet, self, ctx } = stage;
    const view = self;
    const stale = changesFor(view - 1, stage).slice(0, ctx.q - 1);
    const viewChanges = [...stale, ownChange(view, [], stage)];
    const unsigned = {
      type: 'new-view' as const,
      view,
      viewChanges,
      proposals: [],
      replica: self,
      sig: '',
    };
    const everybody = [victimOf(stage), ...restOf(stage)];
    say(stage, everybody, sealed(unsigned, self, ctx));
    const rival = propose({ view, seq: puppet.proposal?.seq ?? 1 }, [rivalOf(stage)], stage);
    say(stage, everybody, rival);
    say(stage, everybody, vote('commit', rival, stage));
  },
};

export const TWO_VIEWS: Readonly<Record<string, Play>> = Object.fromEntries([
  ...revived,
  ['first-certificate', firstCertificate],
  ['reused-commits', reusedCommits],
  ['idle-leader', idleLeader],
  ['usurped-view', usurpedView],
  ['stale-requests', staleRequests],
]);

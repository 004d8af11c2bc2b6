import type { ProcessId } from '../../../../model/index.ts';
import { planNewView } from '../../certificates.ts';
import type {
  Commit,
  Message,
  PreparedProof,
  PrePrepare,
  Proposal,
  ViewChange,
} from '../../messages.ts';
import { bare } from '../../parse.ts';
import { apply } from '../../../../service/memory.ts';
import { machineOf, sealed } from '../kit/sealed.ts';
import {
  changesFor,
  once,
  ownChange,
  posed,
  proposalAt,
  propose,
  restOf,
  rivalOf,
  say,
  victimOf,
  vote,
  type Play,
  type Stage,
} from './puppet.ts';

/**
 * One replica decides alone, and the next view, which the traitor leads, decides something else. The traitor is the backup
 * whose turn is next; its victim is the replica after it, whose messages the network holds up so that nobody else gets as far.
 * In the first list the victim decides without a quorum behind it; in the second with one, and the decision gets lost.
 */

/** Whom the puppet gives its prepare: the victim alone, or one more, so that a quorum is prepared. */
type Reach = 'victim' | 'one-more';

type Commits = (own: Commit, stage: Stage) => readonly Commit[];

/** The commits that its victim gets at once. */
const AT_ONCE: { readonly [how: string]: { readonly label: string; readonly commits: Commits } } = {
  'lonely-commit': {
    label: 'a decision with one commit too few',
    commits: (own) => [own],
  },
  'repeated-commit': {
    label: 'a decision with one commit sent twice',
    commits: (own) => [own, own],
  },
  'posed-commit': {
    label: 'a decision with a commit in somebody else’s name',
    commits: (own, stage) => [own, posed(own, restOf(stage).at(-1) ?? 0, stage)],
  },
};

function supportVictim(message: Message, reach: Reach, stage: Stage): Commit | null {
  const isAboutNextView =
    message.type === 'pre-prepare' && (message.view + 1) % stage.ctx.n === stage.self;
  if (!isAboutNextView || !once(stage, 'support')) return null;
  const more = reach === 'one-more' ? restOf(stage).slice(-1) : [];
  say(stage, [victimOf(stage), ...more], vote('prepare', message, stage));
  return vote('commit', message, stage);
}

type Opening = {
  readonly viewChanges: readonly ViewChange[];
  readonly proposals: readonly Proposal[];
};

/** The NEW-VIEW, or null for none; what others have asked with, and the own VIEW-CHANGE, which shows nothing. */
type Open = (
  asked: { readonly others: readonly ViewChange[]; readonly own: ViewChange },
  stage: Stage,
) => Opening | null;

const honest: Open = ({ others, own }, stage) => {
  const { self, ctx } = stage;
  const viewChanges = [...others, own];
  const { view } = own;
  const plan = planNewView(machineOf(self, ctx), { view, viewChanges }, ctx);
  const planned = plan.ok ? plan.proposals : [];
  return { viewChanges, proposals: planned.map((place) => proposalAt(place, stage)) };
};

/** Once all but the victim have asked for its view it opens the view and proposes its own order there. */
function lead(stage: Stage, open: Open): void {
  const { puppet, self, ctx } = stage;
  if (puppet.proposal === null) return;
  const view = puppet.proposal.view + 1;
  const rest = restOf(stage);
  const others = changesFor(view, stage).filter((change) => rest.includes(change.replica));
  if (others.length < rest.length || !once(stage, 'lead')) return;
  const own = ownChange(view, [], stage);
  const opening = open({ others, own }, stage);
  const everybody = [...rest, victimOf(stage)];
  if (opening !== null) {
    const unsigned = { type: 'new-view' as const, view, ...opening, replica: self, sig: '' };
    say(stage, everybody, sealed(unsigned, self, ctx));
  }
  const { seq } = puppet.proposal;
  // What the NEW-VIEW has bound cannot be given to another order: then the attack has failed.
  if (opening?.proposals.some((proposal) => proposal.seq === seq) === true) return;
  const rival = propose({ view, seq }, [rivalOf(stage)], stage);
  say(stage, everybody, rival);
  say(stage, rest, vote('commit', rival, stage));
}

const lonely = Object.entries(AT_ONCE).map(([id, { label, commits }]): [string, Play] => [
  id,
  {
    label,
    hear(message, stage) {
      const own = supportVictim(message, 'victim', stage);
      if (own !== null)
        for (const commit of commits(own, stage)) say(stage, [victimOf(stage)], commit);
      lead(stage, honest);
    },
  },
]);

const reflected: Play = {
  label: 'a decision with the victim’s own commit sent back to it',
  hear(message, stage) {
    const own = supportVictim(message, 'victim', stage);
    if (own !== null) say(stage, [victimOf(stage)], own);
    const isVictims = message.type === 'commit' && message.replica === victimOf(stage);
    if (isVictims && once(stage, 'reflect')) say(stage, [victimOf(stage)], message);
    lead(stage, honest);
  },
};

const retyped: Play = {
  label: 'a decision with a prepare dressed up as a commit',
  hear(message, stage) {
    const own = supportVictim(message, 'victim', stage);
    if (own !== null) say(stage, [victimOf(stage)], own);
    const isOthers = message.type === 'prepare' && message.replica !== victimOf(stage);
    if (isOthers && once(stage, 'retype'))
      say(stage, [victimOf(stage)], { ...message, type: 'commit' });
    lead(stage, honest);
  },
};

/** The client hears from its victim what may yet be taken back, and from it the same. */
const hastyReply: Play = {
  label: 'a reply to an order that is taken back',
  hear(message, stage) {
    const own = supportVictim(message, 'victim', stage);
    if (own !== null && message.type === 'pre-prepare') answerAll(message, stage);
    lead(stage, honest);
  },
};

function answerAll({ view, requests }: PrePrepare, stage: Stage): void {
  const { self, ctx } = stage;
  const memory = {};
  for (const { client, timestamp, operation } of requests) {
    const result = apply(memory, operation);
    const type = 'reply' as const;
    const answer = { type, view, timestamp, client, replica: self, result, sig: '' };
    say(stage, [client], sealed({ ...answer, tentative: true as const }, self, ctx));
  }
}

const OPENINGS: { readonly [how: string]: { readonly label: string; readonly open: Open } } = {
  'hidden-decision': { label: 'a new view without the decided replica', open: honest },
  'unfounded-view': {
    label: 'a new view that leaves out what it has to propose',
    open: ({ others, own }) => ({ viewChanges: [...others, own], proposals: [] }),
  },
  'short-view': {
    label: 'a new view with one VIEW-CHANGE too few',
    open: ({ others, own }) => ({ viewChanges: [...emptyOf(others), own], proposals: [] }),
  },
  'doubled-view': {
    label: 'a new view with its own VIEW-CHANGE twice',
    open: ({ others, own }) => ({ viewChanges: [...emptyOf(others), own, own], proposals: [] }),
  },
  'posed-view': {
    label: 'a new view with a VIEW-CHANGE in somebody else’s name',
    open: ({ others, own }, stage) => {
      const empty = emptyOf(others);
      const missing = restOf(stage).filter((id) => empty.every(({ replica }) => replica !== id));
      const forged = missing.map((id) => posed(own, id, stage));
      return { viewChanges: [...empty, own, ...forged], proposals: [] };
    },
  },
  'no-view': { label: 'proposals of a new view that is never opened', open: () => null },
};

function emptyOf(changes: readonly ViewChange[]): ViewChange[] {
  return changes.filter((change) => change.prepared.length === 0);
}

const lost = Object.entries(OPENINGS).map(([id, { label, open }]): [string, Play] => [
  id,
  {
    label,
    hear(message, stage) {
      const own = supportVictim(message, 'one-more', stage);
      if (own !== null) say(stage, [victimOf(stage)], own);
      lead(stage, open);
    },
  },
]);

/** How long it waits with the NEW-VIEW while votes for the old view may still go round. */
const LATE = 40_000;

const lateVote: Play = {
  label: 'the last prepare of a view that has been left',
  hear(message, stage) {
    const { puppet, ctx } = stage;
    const own = supportVictim(message, 'victim', stage);
    if (own !== null) say(stage, [victimOf(stage)], own);
    const late = restOf(stage).at(-1) ?? 0;
    const hasLeft = message.type === 'view-change' && message.replica === late;
    if (!hasLeft || puppet.proposal === null || !once(stage, 'late')) return;
    say(stage, [late], vote('prepare', puppet.proposal, stage));
    ctx.setTimer('play', LATE);
  },
  wake: (stage) => lead(stage, honest),
};

type Fake = (rival: Proposal, stage: Stage) => PreparedProof;

const FAKES: { readonly [how: string]: { readonly label: string; readonly fake: Fake } } = {
  'bare-certificate': {
    label: 'a certificate without prepares',
    fake: (proposal) => ({ proposal, prepares: [] }),
  },
  'own-certificate': {
    label: 'a certificate in which it stands alone, several times',
    fake: (proposal, stage) => {
      const own = vote('prepare', proposal, stage);
      return { proposal, prepares: Array.from({ length: stage.ctx.q - 1 }, () => own) };
    },
  },
  'posed-certificate': {
    label: 'a certificate with prepares in somebody else’s name',
    fake: (proposal, stage) => {
      const own = vote('prepare', proposal, stage);
      const names: ProcessId[] = [victimOf(stage), ...restOf(stage)];
      const prepares = names.slice(0, stage.ctx.q - 1).map((id) => posed(own, id, stage));
      return { proposal, prepares };
    },
  },
};

/** It lets its own view pass, and shows in the next one what it claims to have been prepared in it. */
const faked = Object.entries(FAKES).map(([id, { label, fake }]): [string, Play] => [
  id,
  {
    label,
    hear(message, stage) {
      const own = supportVictim(message, 'one-more', stage);
      if (own !== null) say(stage, [victimOf(stage)], own);
      const { proposal } = stage.puppet;
      if (message.type !== 'view-change' || proposal === null || !once(stage, 'fake')) return;
      const rival = propose(
        { view: proposal.view + 1, seq: proposal.seq },
        [rivalOf(stage)],
        stage,
      );
      const change = ownChange(proposal.view + 2, [fake(bare(rival), stage)], stage);
      say(stage, [victimOf(stage), ...restOf(stage)], change);
    },
  },
]);

export const LOST_DECISIONS: Readonly<Record<string, Play>> = Object.fromEntries([
  ...lonely,
  ['reflected-commit', reflected],
  ['retyped-commit', retyped],
  ['hasty-reply', hastyReply],
  ...lost,
  ['late-vote', lateVote],
  ...faked,
]);

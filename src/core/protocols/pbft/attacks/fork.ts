import type { AdversaryContext, ProcessId, Tactic } from '../../../model/index.ts';
import { overlap, weakSize } from '../../../quorum/thresholds.ts';
import { asBody } from '../parse.ts';
import { primaryOf } from '../state.ts';
import { mayAnswer } from './kit/answers.ts';
import { latestMachine, machineOf } from './kit/sealed.ts';
import {
  accompliceRequest,
  facesTo,
  forkProposal,
  isForked,
  outsiders,
  twoFaced,
  watchCommits,
  type Faces,
} from './kit/two-faces.ts';
import { nextOwnView, viewChangeOf } from './kit/views.ts';

/**
 * F1, for any n and q. The loyal replicas are split into two sides as even as can be. A member that leads proposes the
 * client's order to one side and a contrary one to the other; all members vote for each towards its own side only.
 * With g loyal replicas on a side, the members make it a quorum if g + b >= q, which both sides reach exactly if b >= 2q-n.
 *
 * Where a loyal replica leads, members take no part in ordering. Of f+1 or more, each sends VIEW-CHANGE for the next view that
 * one of them leads: f+1 others asking is what makes a loyal replica follow (T8). Fewer can only wait for the timers.
 */
export type ForkPlan = {
  readonly faces: Faces;
  /** Both sides have what it takes: from here on members follow the protocol, true to each side. */
  isDone: boolean;
  /** Orders of the accomplice's own given to the leader. */
  pushed: number;
};

/** How often members look whether they still have to ask for a view, or to give the council something to order. */
const PACE = 50_000;
const PUSHES_MAX = 3;

export const fork: Tactic<ForkPlan> = {
  id: 'fork',
  kind: 'colluding',
  title: 'Forks the council',
  sentence:
    'When one of them leads, they show one half of the loyal replicas one order and the other half another, and vote for both.',
  powers: ['the keys of all members', 'a client of their own that signs the contrary order'],
  role: 'any',
  options: [],
  covers: { F1: {}, B35: {} },
  protocols: ['pbft'],

  outlook({ n, q, members }) {
    const needed = overlap(n, q);
    if (n - members.length < 2)
      return 'a fork needs two loyal replicas to be told different things';
    if (members.length >= needed) return null;
    return `a fork needs 2q − n = ${needed} colluders, because any two quorums of ${q} among ${n} share at least so many replicas, and here there ${members.length === 1 ? 'is' : 'are'} ${members.length}`;
  },

  start(ctx) {
    const loyal = outsiders(ctx);
    const faces = facesTo(loyal.slice(Math.ceil(loyal.length / 2)), ctx);
    const plan = { faces, isDone: false, pushed: 0 };
    if (isLedByMember(ctx)) {
      // From the start the client's first order is on its way; later there may be no more of them.
      if (ctx.now > 0) pushOrder(plan, ctx);
    } else askForView(ctx);
    ctx.setTimer('pace', PACE);
    return plan;
  },

  onSend(plan, message, ctx) {
    if (message.body.type === 'reply' && !mayAnswer(message.from, ctx)) return [];
    if (plan.isDone) return [twoFaced(plan.faces, message, ctx)];
    if (!isLedByMember(ctx)) return isOrdering(message.body.type) ? [] : [message];
    forkProposal(plan.faces, message, ctx);
    return [twoFaced(plan.faces, message, ctx)];
  },

  onReceive(plan, envelope, ctx) {
    watchCommits(plan.faces, envelope.body, ctx);
    plan.isDone ||= isForked(plan.faces, ctx);
    return true;
  },

  onTimer(plan, _timer, ctx) {
    if (plan.isDone) return;
    if (!isLedByMember(ctx)) askForView(ctx);
    else if (isIdle(ctx)) pushOrder(plan, ctx);
    ctx.setTimer('pace', PACE);
  },
};

function isLedByMember(ctx: AdversaryContext): boolean {
  return ctx.members.includes(primaryOf(latestMachine(ctx).view, ctx.n));
}

/** What members keep back while a loyal replica leads. */
function isOrdering(type: string): boolean {
  return type === 'pre-prepare' || type === 'prepare' || type === 'commit' || type === 'reply';
}

function askForView(ctx: AdversaryContext): void {
  if (ctx.members.length < weakSize(ctx.f)) return;
  const view = nextOwnView(latestMachine(ctx).view, ctx);
  for (const member of ctx.members) {
    // A valid one: it has to be accepted, and lying in it is another plan (F2).
    const prepared = Object.values(machineOf(member, ctx).certificates);
    const body = asBody(viewChangeOf(member, { view, prepared }, ctx));
    for (let to: ProcessId = 0; to < ctx.n; to += 1) if (to !== member) ctx.send(member, to, body);
  }
}

/** A member leads, and there is nothing to order. */
function isIdle(ctx: AdversaryContext): boolean {
  const leader = machineOf(primaryOf(latestMachine(ctx).view, ctx.n), ctx);
  return leader.active && leader.waiting.length === 0 && leader.executed >= leader.assigned;
}

/** Gives the leading member an order of the accomplice's to fork, where clients may send none, and if a fork can succeed. */
function pushOrder(plan: ForkPlan, ctx: AdversaryContext): void {
  if (plan.pushed >= PUSHES_MAX || ctx.members.length < overlap(ctx.n, ctx.q)) return;
  plan.pushed += 1;
  const leader = primaryOf(latestMachine(ctx).view, ctx.n);
  ctx.send(ctx.accomplice, leader, asBody(accompliceRequest(plan.faces, 'order RETREAT', ctx)));
}

import type { Context } from '../../model/index.ts';
import { weakSize } from '../../quorum/thresholds.ts';
import { helpBehind } from './asking.ts';
import { forgery, signed } from './authenticate.ts';
import { newViewFault, newViewSize, planNewView, viewChangeFault } from './certificates.ts';
import { type NewView, type PreparedProof, type Proposal, type ViewChange } from './messages.ts';
import { acceptProposal, proposeWaiting, releaseEarly } from './normal-case.ts';
import { adoptStable, discardBodies } from './checkpoint.ts';
import {
  certificateSize,
  isAblated,
  primaryOf,
  type Certificate,
  type ReplicaState,
} from './state.ts';
import { rollBack } from './tentative.ts';
import { startTransfer } from './transfer.ts';
import { startNewViewTimer, stopViewTimer, updateViewTimer } from './view-timer.ts';
import { slotsOfNewView } from './votes.ts';

/**
 * Leaving a view and entering the next. Source: OSDI'99 sections 4.4 and 4.5.2, the variant with signatures; clauses T4 to T13, V1
 * to V8 and NV1 to NV15.
 */

/** T4, T6: the view timer ran out. */
export function onViewTimer(state: ReplicaState, ctx: Context): void {
  const waitedFor = state.timerFor;
  state.timerFor = '';
  const reason =
    waitedFor === 'new-view'
      ? `no valid NEW-VIEW for view ${state.view} came in time`
      : 'the oldest request was not executed in time';
  startViewChange(state, { view: state.view + 1, reason }, ctx);
}

/** V1 to V4: stop taking part in the old view and show what was prepared in it and before. */
function startViewChange(
  state: ReplicaState,
  target: { readonly view: number; readonly reason: string },
  ctx: Context,
): void {
  // T6, T7: the view that is left has failed, whoever saw it first.
  if (!state.active || !state.hasProgressed) state.failures += 1;
  rollBack(state, ctx);
  state.view = target.view;
  state.active = false;
  state.newView = null;
  state.hasProgressed = false;
  if (!isAblated(state, 'timer-pause')) stopViewTimer(state, ctx);
  if (isAblated(state, 'await-new-view')) state.slots = {};
  if (isAblated(state, 'certificates-captured')) state.certificates = {};
  const unsigned: ViewChange = {
    type: 'view-change',
    view: target.view,
    stable: state.low,
    stableProof: state.proof,
    prepared: certificatesToShow(state),
    replica: ctx.self,
    sig: '',
  };
  const message = signed(unsigned, ctx);
  state.viewChanges[ctx.self] = message;
  ctx.note({ fact: 'view-change-sent', view: target.view, reason: target.reason });
  ctx.broadcast(message);
  ctx.setTimer('resend', state.config.viewChange);
  if (isAblated(state, 'new-view-timer')) startNewViewTimer(state, ctx);
  if (isAblated(state, 'timer-pause')) updateViewTimer(state, ctx);
  tryNewView(state, ctx);
}

/** V1, V2: all that was prepared above the last stable checkpoint, in whatever view. */
function certificatesToShow(state: ReplicaState): readonly PreparedProof[] {
  const all = Object.values(state.certificates);
  if (isAblated(state, 'prepared-certificates')) return [];
  if (isAblated(state, 'earlier-certificates'))
    return all.filter(({ proposal }) => proposal.view === state.view - 1);
  if (isAblated(state, 'unexecuted-certificates'))
    return all.filter(({ proposal }) => proposal.seq <= state.executed);
  return all;
}

/** T11: until the new view is entered, the others may have missed it. */
export function onResendTimer(state: ReplicaState, ctx: Context): void {
  const own = state.viewChanges[ctx.self];
  if (state.active || own === undefined || isAblated(state, 'view-change-resent')) return;
  ctx.note({ fact: 'rule', rule: 'T11' });
  ctx.broadcast(own);
  ctx.setTimer('resend', state.config.viewChange);
}

/**
 * V5, V8: held if it is valid and for a later view than the last one of its sender; f+1 of them take this replica along (T8), a
 * quorum opens the view (NV1).
 */
export function onViewChange(state: ReplicaState, message: ViewChange, ctx: Context): void {
  const reason = viewChangeFault(state, message, ctx);
  if (reason !== null) return ctx.reject(message, reason);
  if (message.replica === ctx.self) return ctx.ignore(message, 'its own message come back');
  const isOver = message.view < state.view || (message.view === state.view && state.active);
  if (isOver) {
    ctx.ignore(
      message,
      `R${message.replica} asks for view ${message.view}, this replica is further`,
    );
    // NV15: who asks for the current view has the NEW-VIEW on its way, or else says so in its status.
    if (message.view < state.view) helpBehind(state, message.replica, ctx);
    return;
  }
  const known = state.viewChanges[message.replica];
  if (known !== undefined && known.view >= message.view) return ctx.ignore(message, 'held already');
  state.viewChanges[message.replica] = message;
  if (isAblated(state, 'join-by-sender')) state.calls.push(message.view);
  joinOthers(state, ctx);
  tryNewView(state, ctx);
}

/** T8, T9: f+1 others cannot all be faulty, so somebody correct wants a later view. */
function joinOthers(state: ReplicaState, ctx: Context): void {
  if (isAblated(state, 'join-rule')) return;
  const others = Object.values(state.viewChanges).filter((change) => change.replica !== ctx.self);
  const asked = isAblated(state, 'join-by-sender')
    ? state.calls
    : others.map((change) => change.view);
  const later = asked.filter((view) => view > state.view);
  if (later.length < (isAblated(state, 'join-by-f+1') ? 1 : weakSize(ctx.f))) return;
  const view = Math.min(...later);
  startViewChange(state, { view, reason: `${later.length} others want a later view` }, ctx);
}

/**
 * T5, NV1: once a quorum has left the earlier views the wait for the NEW-VIEW begins; the new primary sends it when a quorum
 * asks for this very view. Who went further counts for the wait: it will not come back, so waiting for it would never end.
 */
function tryNewView(state: ReplicaState, ctx: Context): void {
  if (state.active) return;
  const left = Object.values(state.viewChanges).filter((change) => change.view >= state.view);
  if (left.length >= certificateSize(state, ctx)) startNewViewTimer(state, ctx);
  const support = left.filter((change) => change.view === state.view);
  if (support.length < newViewSize(state, ctx)) return;
  if (primaryOf(state.view, ctx.n) !== ctx.self) return;
  const plan = planNewView(state, { view: state.view, viewChanges: support }, ctx);
  if (!plan.ok) return ctx.note({ fact: 'rule', rule: 'NV5' });
  const proposals = plan.proposals.map(({ view, seq, digest }): Proposal => {
    const unsigned: Proposal = {
      type: 'pre-prepare',
      view,
      seq,
      digest,
      replica: ctx.self,
      sig: '',
    };
    return signed(unsigned, ctx);
  });
  const unsigned: NewView = {
    type: 'new-view',
    view: state.view,
    viewChanges: support,
    proposals,
    replica: ctx.self,
    sig: '',
  };
  const message = signed(unsigned, ctx);
  ctx.broadcast(message);
  if (isAblated(state, 'new-view-once')) ctx.broadcast(message);
  enterView(state, message, ctx);
}

/** NV6, NV13: entered if it is of a later view, and what it proposes is what follows from what it shows. Source: OSDI'99 section 4.4. */
export function onNewView(state: ReplicaState, message: NewView, ctx: Context): void {
  const outer = forgery(state, message, ctx);
  if (outer !== null) return ctx.reject(message, outer);
  const isOver = message.view < state.view || (message.view === state.view && state.active);
  if (isOver) return ctx.ignore(message, `view ${message.view} was entered already`);
  if (message.view > state.view && isAblated(state, 'follow-new-view'))
    return ctx.ignore(message, `this replica has not asked for view ${message.view}`);
  const reason = newViewFault(state, message, ctx);
  if (reason === null) return enterView(state, message, ctx);
  ctx.reject(message, reason);
  // T13: only the primary of the view that is waited for can fail it by a bad message.
  const isAwaited = message.view === state.view && message.replica === primaryOf(state.view, ctx.n);
  if (!isAwaited || state.active) return;
  startViewChange(
    state,
    { view: state.view + 1, reason: `the NEW-VIEW for view ${message.view} is not valid` },
    ctx,
  );
}

/** NV7, NV9 to NV11, NV14: also straight from a lower view, and without having asked for it. */
function enterView(state: ReplicaState, message: NewView, ctx: Context): void {
  rollBack(state, ctx);
  state.view = message.view;
  state.active = true;
  state.entered = message.view;
  state.newView = message;
  state.slots = slotsOfNewView(state);
  state.highest = 0;
  state.reproposed = Math.max(0, ...message.proposals.map(({ seq }) => seq));
  state.ordered = {};
  state.missing = {};
  state.hasProgressed = false;
  state.progress += 1;
  for (const sender of Object.keys(state.viewChanges).map(Number)) {
    if ((state.viewChanges[sender]?.view ?? 0) <= message.view) delete state.viewChanges[sender];
  }
  state.calls = state.calls.filter((view) => view > message.view);
  ctx.clearTimer('resend');
  stopViewTimer(state, ctx);
  if (isAblated(state, 'back-off-kept')) state.failures = 0;
  if (isAblated(state, 'requests-kept')) state.waiting = [];
  const reproposed = message.proposals.map(({ seq, digest }) => ({ seq, digest }));
  const stable = highestStable(message.viewChanges);
  ctx.note({ fact: 'view-entered', view: message.view, stable: stable?.seq ?? 0, reproposed });
  if (stable !== null) reachStable(state, stable, ctx);
  state.assigned = lastAssigned(state, reproposed);
  state.bodies[ctx.digest('null', [])] = [];
  for (const proposal of message.proposals) acceptAgain(state, proposal, ctx);
  discardBodies(state);
  proposeWaiting(state, ctx);
  if (!isAblated(state, 'timer-after-new-view')) updateViewTimer(state, ctx);
  releaseEarly(state, ctx);
}

/** NV9: the numbers that the NEW-VIEW has used are not free. */
function lastAssigned(
  state: ReplicaState,
  reproposed: readonly { readonly seq: number }[],
): number {
  if (isAblated(state, 'fresh-numbers')) return state.low;
  return reproposed.reduce((high, { seq }) => Math.max(high, seq), state.low);
}

/** NV7, NV11, PR7: what is covered by a later checkpoint of its own is settled, and the others are shown its proof when they ask. */
function acceptAgain(state: ReplicaState, proposal: Proposal, ctx: Context): void {
  const isNull = proposal.digest === ctx.digest('null', []);
  if (isNull && isAblated(state, 'null-requests')) return;
  if (proposal.seq > state.low) acceptProposal(state, proposal, ctx);
}

/** NV3: min-s, with its proof. */
function highestStable(viewChanges: readonly ViewChange[]): Certificate | null {
  let best: Certificate | null = null;
  for (const { stable: seq, stableProof: proof } of viewChanges) {
    const digest = proof[0]?.digest;
    if (digest !== undefined && seq > (best?.seq ?? 0)) best = { seq, digest, proof };
  }
  return best;
}

/** NV8: the window begins at min-s; who has not got so far fetches the state at once, because nobody will propose it again. */
function reachStable(state: ReplicaState, stable: Certificate, ctx: Context): void {
  adoptStable(state, stable, ctx);
  if (stable.seq <= state.low) return;
  startTransfer(state, { target: stable, reason: 'the new view begins there' }, ctx);
}

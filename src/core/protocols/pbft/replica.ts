import type { Actor, Context, Envelope, ReplicaConfig } from '../../model/index.ts';
import { ownStatus } from './asking.ts';
import { onCheckpoint } from './checkpoint.ts';
import type { Checkpoint, FetchState, Message, MetaData, StateData } from './messages.ts';
import { onCommit, onPrepare, onPrePrepare, proposeWaiting, releaseEarly } from './normal-case.ts';
import { parseMessage } from './parse.ts';
import { answerReads } from './reads.ts';
import { onRequest } from './requests.ts';
import {
  onFetch,
  onRequestBody,
  onStatus,
  onStatusTimer,
  watchProgress,
} from './retransmission.ts';
import { emptyState, isAblated, type ReplicaState } from './state.ts';
import {
  onFetchState,
  onMetaData,
  onStateData,
  onTransferTimer,
  resumeTransfer,
  watchTransfer,
} from './transfer.ts';
import { onNewView, onResendTimer, onViewChange, onViewTimer } from './view-change.ts';
import { startNewViewTimer, updateViewTimer } from './view-timer.ts';

/** One replica of PBFT: a dispatcher, a handler for each message, a handler for each timer. */
export const replica: Actor<ReplicaConfig, ReplicaState> = {
  start: (config, ctx) => emptyState(config, ctx.n),

  onMessage(state, envelope, ctx) {
    const { low } = state;
    const message = parseMessage(envelope.body);
    if (isAblated(state, 'signer-identity')) state.courier = envelope.from;
    if (message === null) ctx.reject(envelope.body, 'it is malformed');
    else receive(state, { message, from: envelope.from }, ctx);
    goOn(state, low, ctx);
  },

  onTimer(state, timer, ctx) {
    const { low } = state;
    if (timer === 'view') onViewTimer(state, ctx);
    if (timer === 'resend') onResendTimer(state, ctx);
    if (timer === 'status') onStatusTimer(state, ctx);
    if (timer === 'transfer') onTransferTimer(state, ctx);
    goOn(state, low, ctx);
  },

  /** Its memory and log survive; it asks at once for what it has missed. */
  onRecover(state, ctx) {
    const wasWaitingForNewView = state.timerFor === 'new-view';
    state.timerFor = '';
    state.statusMark = -1;
    ctx.broadcast(ownStatus(state, ctx));
    if (state.active) updateViewTimer(state, ctx);
    else ctx.setTimer('resend', state.config.viewChange);
    if (wasWaitingForNewView) startNewViewTimer(state, ctx);
    resumeTransfer(state, ctx);
    goOn(state, state.low, ctx);
  },
};

/** What has become possible: a window that moved up lets in what waited for it. Then what is missing is looked after. */
function goOn(state: ReplicaState, low: number, ctx: Context): void {
  for (let before = low; before < state.low;) {
    before = state.low;
    releaseEarly(state, ctx);
    proposeWaiting(state, ctx);
  }
  watchTransfer(state, ctx);
  answerReads(state, ctx);
  watchProgress(state, ctx);
}

function receive(
  state: ReplicaState,
  { message, from }: { readonly message: Message; readonly from: Envelope['from'] },
  ctx: Context,
): void {
  switch (message.type) {
    case 'request':
      return onRequest(state, { request: message, from }, ctx);
    case 'pre-prepare':
      return onPrePrepare(state, message, ctx);
    case 'prepare':
      return onPrepare(state, message, ctx);
    case 'commit':
      return onCommit(state, message, ctx);
    case 'view-change':
      return onViewChange(state, message, ctx);
    case 'new-view':
      return onNewView(state, message, ctx);
    case 'status':
      return onStatus(state, message, ctx);
    case 'fetch':
      return onFetch(state, message, ctx);
    case 'request-body':
      return onRequestBody(state, message, ctx);
    case 'reply':
      return ctx.ignore(message, 'replies are for clients');
    default:
      return receiveOfState(state, message, ctx);
  }
}

/** N12: also while a view change is in progress. */
function receiveOfState(
  state: ReplicaState,
  message: Checkpoint | FetchState | MetaData | StateData,
  ctx: Context,
): void {
  switch (message.type) {
    case 'checkpoint':
      return onCheckpoint(state, message, ctx);
    case 'fetch-state':
      return onFetchState(state, message, ctx);
    case 'meta-data':
      return onMetaData(state, message, ctx);
    case 'data':
      return onStateData(state, message, ctx);
  }
}

import type { Actor, Context, Envelope, ReplicaConfig } from '../../model/index.ts';
import { ownStatus } from './asking.ts';
import type { Message } from './messages.ts';
import { onCommit, onPrepare, onPrePrepare } from './normal-case.ts';
import { parseMessage } from './parse.ts';
import { onRequest } from './requests.ts';
import {
  onFetch,
  onRequestBody,
  onStatus,
  onStatusTimer,
  watchProgress,
} from './retransmission.ts';
import { emptyState, type ReplicaState } from './state.ts';
import { onNewView, onResendTimer, onViewChange, onViewTimer } from './view-change.ts';
import { startNewViewTimer, updateViewTimer } from './view-timer.ts';

/** One replica of PBFT: a dispatcher, a handler for each message, a handler for each timer. */
export const replica: Actor<ReplicaConfig, ReplicaState> = {
  start: (config, ctx) => emptyState(config, ctx.n),

  onMessage(state, envelope, ctx) {
    const message = parseMessage(envelope.body);
    if (message === null) ctx.reject(envelope.body, 'it is malformed');
    else receive(state, { message, from: envelope.from }, ctx);
    watchProgress(state, ctx);
  },

  onTimer(state, timer, ctx) {
    if (timer === 'view') onViewTimer(state, ctx);
    if (timer === 'resend') onResendTimer(state, ctx);
    if (timer === 'status') onStatusTimer(state, ctx);
    watchProgress(state, ctx);
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
    watchProgress(state, ctx);
  },
};

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
  }
}

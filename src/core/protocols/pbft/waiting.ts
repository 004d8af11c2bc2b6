import { requestKey } from '../../base/pair-key.ts';
import type { Context } from '../../model/index.ts';
import type { Request } from './messages.ts';
import { type ReplicaState } from './state.ts';
import { updateViewTimer } from './view-timer.ts';

/** Requests held at once; a flood of a Byzantine client beyond it is ignored. */
const WAITING_MAX = 1_024;

/** T1: from here on the replica waits for it. The caller has checked the client's signature. */
export function holdRequest(state: ReplicaState, request: Request, ctx: Context): void {
  const last = state.replies[request.client];
  if (last !== undefined && request.timestamp <= last.timestamp) return;
  const key = requestKey(request);
  if (state.waiting.some((held) => requestKey(held) === key)) return;
  if (state.waiting.length >= WAITING_MAX)
    return ctx.ignore(request, 'too many requests are waiting');
  state.waiting.push(request);
  const { client, timestamp, operation, text } = request;
  const held = { client, timestamp, operation };
  ctx.note({ fact: 'request-held', request: held, ...(text === undefined ? {} : { text }) });
  updateViewTimer(state, ctx);
}

import type { AdversaryContext, Envelope } from '../../../../model/index.ts';
import { batchDigest, type Request } from '../../messages.ts';
import { asBody, parseMessage } from '../../parse.ts';

/**
 * Whoever asks for the requests that a traitor made up gets them from it: its own machine knows nothing of them. Tells whether
 * the machine is to see the message.
 */
export function serveBody(
  requests: readonly Request[],
  envelope: Envelope,
  ctx: AdversaryContext,
): boolean {
  if (envelope.body.type !== 'fetch' || requests.length === 0) return true;
  const said = parseMessage(envelope.body);
  const isReplica = said?.type === 'fetch' && said.replica < ctx.n;
  if (!isReplica || said.digest !== batchDigest(requests, ctx)) return true;
  ctx.send(envelope.to, said.replica, asBody({ type: 'request-body', requests }));
  return false;
}

import type { AdversaryContext, Body, ProcessId, Tactic } from '../../../model/index.ts';
import { weakSize } from '../../../quorum/thresholds.ts';
import { statementOf, type Reply, type Request } from '../messages.ts';
import { asBody, parseMessage } from '../parse.ts';
import { apply } from '../../../service/memory.ts';
import { contraryValue } from './kit/contrary.ts';
import { latestMachine, sealed } from './kit/sealed.ts';

/**
 * C1, for any n and q. The replicas' state is left alone: the members vote honestly. What they lie about is the answer, which
 * needs f+1 equal replies and no quorum. They agree on it as soon as one of them sees the request, two message delays before
 * the loyal replicas can have executed it, and so are nearly always the first.
 */
export type Deceit = {
  /** By client: the request that was lied about last. */
  told: { [client: ProcessId]: { readonly timestamp: number; readonly result: string } };
};

export const lieToClient: Tactic<Deceit> = {
  id: 'lie-to-client',
  kind: 'colluding',
  title: 'Lies to clients together',
  sentence:
    'They vote honestly, and as soon as one of them sees a request all answer its client with the same wrong result.',
  powers: ['the keys of all members', 'what one of them sees all know at once'],
  role: 'replies',
  options: [],
  covers: { C1: {} },
  protocols: ['pbft'],

  outlook({ f, members }) {
    const needed = weakSize(f);
    if (members.length >= needed) return null;
    return `a client believes what f + 1 = ${needed} replicas answer alike, and of liars there ${members.length === 1 ? 'is' : 'are'} ${members.length}`;
  },

  start: () => ({ told: {} }),

  onSend(state, message, ctx) {
    const said = message.body.type === 'reply' ? parseMessage(message.body) : null;
    if (said?.type !== 'reply') return [message];
    const lie = state.told[said.client];
    if (lie?.timestamp === said.timestamp) return [];
    const result = contraryValue(said.result);
    return [{ to: message.to, body: sealed({ ...said, result }, message.from, ctx) }];
  },

  onReceive(state, envelope, ctx) {
    for (const request of requestsIn(envelope.body)) {
      const known = state.told[request.client];
      // A client that asks again may have lost the answer; who is asked gives it again.
      if (known?.timestamp === request.timestamp && envelope.from === request.client)
        answer(envelope.to, { request, result: known.result }, ctx);
      if (known !== undefined && known.timestamp >= request.timestamp) continue;
      const result = lieAbout(request.operation, ctx);
      state.told = { ...state.told, [request.client]: { timestamp: request.timestamp, result } };
      for (const member of ctx.members) answer(member, { request, result }, ctx);
    }
    return true;
  },
};

function requestsIn(body: Body): readonly Request[] {
  if (body.type !== 'request' && body.type !== 'pre-prepare') return [];
  const said = parseMessage(body);
  if (said?.type === 'request') return [said];
  return said?.type === 'pre-prepare' ? said.requests : [];
}

/** Another answer than the one that the loyal replicas are going to give, as far as it can be told beforehand. */
function lieAbout(operation: string, ctx: AdversaryContext): string {
  return contraryValue(apply({ ...latestMachine(ctx).service }, operation));
}

function answer(
  member: ProcessId,
  { request, result }: { readonly request: Request; readonly result: string },
  ctx: AdversaryContext,
): void {
  const { client, timestamp } = request;
  const { view } = latestMachine(ctx);
  const unsigned: Reply = {
    type: 'reply',
    view,
    timestamp,
    client,
    replica: member,
    result,
    sig: '',
  };
  ctx.send(member, client, asBody({ ...unsigned, sig: ctx.sign(member, statementOf(unsigned)) }));
}

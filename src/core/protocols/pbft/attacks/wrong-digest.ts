import type { AdversaryContext, Tactic } from '../../../model/index.ts';
import { isTowards, towardsOption } from '../../../adversaries/towards.ts';
import { batchDigest, type PrePrepare, type Request } from '../messages.ts';
import { asBody } from '../parse.ts';
import { contraryOperation } from './kit/contrary.ts';
import { NO_SIGNATURE } from './kit/invented.ts';
import { choice, chosenLie, lieOption, type Lies } from './kit/lies.ts';
import { phaseMessage } from './kit/read.ts';
import { sealed } from './kit/sealed.ts';
import { accompliceRequest, contraryOrder } from './kit/two-faces.ts';

/** The order that it puts under the digest of another one, and which that is. */
export type Misproposer = { stamp: number; of: string; instead: readonly Request[] };

type Tell = (honest: PrePrepare, state: Misproposer, ctx: AdversaryContext) => PrePrepare;

/** A client id that no council has. */
const NOBODY = 1_000_000;

/** Lies that need an operation which needs the time. */
const TIMED: ReadonlySet<string> = new Set(['time', 'past']);
const MINUTE = 60_000_000;
/** Microseconds; earlier with each proposal. */
const PAST = 1_000;

/** B6, B10, B11. */
const LIES: Lies<Tell> = {
  digest: {
    label: 'a digest of something else',
    tell: (honest, _state, ctx) => ({
      ...honest,
      digest: ctx.digest('batch', ['never proposed', honest.seq]),
    }),
  },
  body: {
    label: 'another order under the same digest',
    tell: (honest, state) => ({ ...honest, requests: state.instead }),
  },
  past: {
    label: 'a time that goes back',
    tell: (honest, state, ctx) => {
      const nd = Math.max(0, PAST - honest.seq);
      return timed(honest, state, { nd, ctx });
    },
  },
  'no-body': {
    label: 'the digest without the requests',
    tell: (honest) => ({ ...honest, requests: [] }),
  },
  signature: {
    label: 'requests with the client’s signature spoiled',
    tell: (honest) => ({
      ...honest,
      requests: honest.requests.map((request) => ({ ...request, sig: NO_SIGNATURE })),
    }),
  },
  fabricated: {
    label: 'a request that its client never made',
    tell: (honest, _state, ctx) =>
      withRequests(
        honest,
        honest.requests.map((request) => ({
          ...request,
          operation: contraryOperation(request.operation),
        })),
        ctx,
      ),
  },
  stranger: {
    label: 'a request of a client that does not exist',
    tell: (honest, _state, ctx) =>
      withRequests(
        honest,
        honest.requests.map((request) => ({ ...request, client: NOBODY })),
        ctx,
      ),
  },
  time: {
    label: 'a time that has not come',
    tell: (honest, state, ctx) =>
      honest.nd === undefined
        ? timed(honest, state, { nd: (honest.seq + 1) * MINUTE, ctx })
        : withRequests({ ...honest, nd: honest.nd + MINUTE }, honest.requests, ctx),
  },
};

export const wrongDigest: Tactic<Misproposer> = {
  id: 'wrong-digest',
  kind: 'lying',
  title: 'Makes invalid proposals',
  sentence:
    'As primary it makes proposals whose digest, requests or client signatures are wrong; backups must reject them.',
  powers: ['its own key', 'a client of its own that signs an order'],
  role: 'primary',
  options: [lieOption('Proposes', LIES), towardsOption('To', ['everybody', 'half', 'one'])],
  covers: { B6: {}, B10: { lie: 'no-body' }, B11: { lie: 'time' } },
  protocols: ['pbft'],
  start: () => ({ stamp: 0, of: '', instead: [] }),

  onSend(state, message, ctx) {
    const said = message.body.type === 'pre-prepare' ? phaseMessage(message.body) : null;
    const tell = chosenLie(LIES, ctx);
    const isOwn = said?.type === 'pre-prepare' && said.replica === message.from;
    if (!isOwn || said.requests.length === 0 || tell === null || !isTowards(message, ctx))
      return [message];
    if (state.of !== said.digest) {
      state.of = said.digest;
      state.instead = TIMED.has(choice('lie', ctx))
        ? [accompliceRequest(state, 'stamp word', ctx)]
        : contraryOrder(state, said, ctx);
    }
    const lie = tell(said, state, ctx);
    return [{ to: message.to, body: asBody(sealed(lie, message.from, ctx)) }];
  },
};

type Clock = { readonly nd: number; readonly ctx: AdversaryContext };

function timed(honest: PrePrepare, state: Misproposer, { nd, ctx }: Clock): PrePrepare {
  const requests = state.instead;
  return { ...honest, digest: batchDigest(requests, ctx, nd), requests, nd };
}

function withRequests(
  honest: PrePrepare,
  requests: readonly Request[],
  ctx: AdversaryContext,
): PrePrepare {
  return { ...honest, digest: batchDigest(requests, ctx, honest.nd), requests };
}

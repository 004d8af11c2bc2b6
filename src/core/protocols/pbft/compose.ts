import { textOf, wholeOf } from '../../base/composed-fields.ts';
import type {
  AdversaryContext,
  Body,
  ComposedFields,
  ComposeField,
  Composer,
  ProcessId,
  Quill,
} from '../../model/index.ts';
import { contraryOperation } from './attacks/kit/contrary.ts';
import { machineOf } from './attacks/kit/sealed.ts';
import {
  batchDigest,
  statementOf,
  type Message,
  type Proposal,
  type Request,
  type RequestBody,
} from './messages.ts';
import { asBody } from './parse.ts';
import type { ReplicaState } from './state.ts';

/**
 * How a person writes the messages of PBFT as a traitor. What a form begins with is what the sender itself would say next; what
 * a person makes of it need not make sense, because receivers are the judges.
 */

const SEQ_MAX = 4_294_967_294;
const TEXT_MAX = 1_000;

const VIEW: ComposeField = {
  id: 'view',
  label: 'View',
  hint: 'Its primary is R(view mod n).',
  kind: 'number',
  min: 0,
  max: SEQ_MAX,
};
const SEQ: ComposeField = {
  id: 'seq',
  label: 'Sequence number',
  hint: 'Within the water marks of the receivers, or they take no notice.',
  kind: 'number',
  min: 0,
  max: SEQ_MAX,
};
const VALUE: ComposeField = {
  id: 'value',
  label: 'Value',
  hint: 'A digest that was seen, or the text of an order that the client of the traitors signs; nothing: the null request.',
  kind: 'value',
  max: TEXT_MAX,
};
const STAMP: ComposeField = {
  id: 'stamp',
  label: 'Timestamp of the order',
  hint: 'Of an order by the client of the traitors: a replica executes only what is later than the last it has from a client.',
  kind: 'number',
  min: 1,
  max: Number.MAX_SAFE_INTEGER,
};

export const COMPOSE: Readonly<Record<string, Composer>> = {
  request: {
    signer: 'client',
    receivers: 'replicas',
    fields: [
      { id: 'operation', label: 'Order', hint: 'In words.', kind: 'text', max: TEXT_MAX },
      STAMP,
    ],
    suggest: (quill) => ({ operation: contraryOperation(oldestOrder(quill)), stamp: 1 }),
    write: (fields, { ctx }) => asBody(ownOrder(textOf(fields, 'operation'), fields, ctx)),
  },
  'pre-prepare': {
    signer: 'traitor',
    receivers: 'replicas',
    fields: [VIEW, SEQ, VALUE, STAMP],
    suggest: suggestVote,
    write(fields, quill) {
      const requests = requestsBehind(fields, quill);
      const { view, seq, digest } = placeOf(fields, quill.ctx);
      const proposal: Proposal = {
        type: 'pre-prepare',
        view,
        seq,
        digest,
        replica: quill.as,
        sig: '',
      };
      return asBody({ ...signed(proposal, quill), requests });
    },
  },
  prepare: vote('prepare'),
  commit: vote('commit'),
  reply: {
    signer: 'traitor',
    receivers: 'clients',
    fields: [
      VIEW,
      { ...STAMP, id: 'timestamp', label: 'Timestamp', hint: 'Of the request that it answers.' },
      {
        id: 'client',
        label: 'Client',
        hint: 'Whose request it was.',
        kind: 'number',
        min: 0,
        max: SEQ_MAX,
      },
      {
        id: 'result',
        label: 'Result',
        hint: 'What the client is told.',
        kind: 'text',
        max: TEXT_MAX,
      },
    ],
    suggest: suggestReply,
    write(fields, quill) {
      const [view, timestamp] = [wholeOf(fields, 'view'), wholeOf(fields, 'timestamp')];
      const [client, result] = [wholeOf(fields, 'client'), textOf(fields, 'result')];
      const { as: replica } = quill;
      return sealed({ type: 'reply', view, timestamp, client, replica, result, sig: '' }, quill);
    },
  },
  'view-change': {
    signer: 'traitor',
    receivers: 'replicas',
    fields: [
      VIEW,
      {
        id: 'prepared',
        label: 'Shows as prepared',
        hint: 'The certificates that it has, or none of them.',
        kind: 'choice',
        choices: [
          { id: 'all', label: 'all that it has prepared' },
          { id: 'none', label: 'nothing' },
        ],
      },
    ],
    suggest: (quill) => ({ view: machine(quill).view + 1, prepared: 'all' }),
    write(fields, quill) {
      const { low: stable, proof: stableProof, certificates } = machine(quill);
      const prepared = fields['prepared'] === 'none' ? [] : Object.values(certificates);
      const view = wholeOf(fields, 'view');
      const shown = { view, stable, stableProof, prepared, replica: quill.as };
      return sealed({ type: 'view-change', ...shown, sig: '' }, quill);
    },
  },
  checkpoint: {
    signer: 'traitor',
    receivers: 'replicas',
    fields: [
      SEQ,
      { id: 'digest', label: 'Digest', hint: 'Of the state after it.', kind: 'text', max: 64 },
    ],
    suggest: suggestCheckpoint,
    write: (fields, quill) =>
      sealed(
        {
          type: 'checkpoint',
          seq: wholeOf(fields, 'seq'),
          digest: textOf(fields, 'digest'),
          replica: quill.as,
          sig: '',
        },
        quill,
      ),
  },
};

function vote(type: 'prepare' | 'commit'): Composer {
  return {
    signer: 'traitor',
    receivers: 'replicas',
    fields: [VIEW, SEQ, VALUE, STAMP],
    suggest: suggestVote,
    write: (fields, quill) =>
      sealed({ type, ...placeOf(fields, quill.ctx), replica: quill.as, sig: '' }, quill),
  };
}

/** About the next sequence number to be executed: what the sender accepted for it, or could propose. */
function suggestVote(quill: Quill): ComposedFields {
  const { view, executed, slots, waiting } = machine(quill);
  const seq = executed + 1;
  const oldest = waiting[0];
  const proposed = oldest === undefined ? 'order RETREAT' : batchDigest([oldest], quill.ctx);
  return { view, seq, value: slots[seq]?.proposal?.digest ?? proposed, stamp: 1 };
}

function suggestReply(quill: Quill): ComposedFields {
  const { view, replies, waiting } = machine(quill);
  const asked = waiting[0];
  const [client, last] = Object.entries(replies).at(0) ?? [];
  return {
    view,
    timestamp: asked?.timestamp ?? last?.timestamp ?? 1,
    client: asked?.client ?? Number(client ?? quill.ctx.n),
    result: last?.result ?? '',
  };
}

function suggestCheckpoint(quill: Quill): ComposedFields {
  const { images, config } = machine(quill);
  const latest = Object.values(images).at(-1);
  const digest = latest?.digest ?? quill.ctx.digest('state', 'by hand');
  return { seq: latest?.seq ?? config.checkpointInterval, digest };
}

function oldestOrder(quill: Quill): string {
  return machine(quill).waiting[0]?.operation ?? '';
}

function machine({ from, ctx }: Quill): Readonly<ReplicaState> {
  return machineOf(from, ctx);
}

function placeOf(
  fields: ComposedFields,
  ctx: AdversaryContext,
): Pick<Proposal, 'view' | 'seq' | 'digest'> {
  const value = textOf(fields, 'value');
  const isDigest = DIGEST.test(value);
  const digest = isDigest ? value : batchDigest(orderIn(fields, ctx), ctx);
  return { view: wholeOf(fields, 'view'), seq: wholeOf(fields, 'seq'), digest };
}

const DIGEST = /^[0-9a-f]{64}$/;

/** Of a digest those that the sender holds; who proposes what it does not hold proposes nothing that anybody believes. */
function requestsBehind(fields: ComposedFields, quill: Quill): readonly Request[] {
  const value = textOf(fields, 'value');
  if (!DIGEST.test(value)) return orderIn(fields, quill.ctx);
  const { bodies, waiting } = machine(quill);
  const isMeant = (request: Request): boolean => batchDigest([request], quill.ctx) === value;
  return bodies[value] ?? waiting.filter(isMeant).slice(0, 1);
}

/** An order of the traitors' own client; none for the null request. */
function orderIn(fields: ComposedFields, ctx: AdversaryContext): readonly Request[] {
  const operation = textOf(fields, 'value');
  return operation === '' ? [] : [ownOrder(operation, fields, ctx)];
}

function ownOrder(operation: string, fields: ComposedFields, ctx: AdversaryContext): Request {
  const { accomplice: client } = ctx;
  const timestamp = wholeOf(fields, 'stamp');
  const request: Request = { type: 'request', client, timestamp, operation, sig: '' };
  return { ...request, sig: ctx.sign(client, statementOf(request)) };
}

type Signable = Exclude<Message, RequestBody> | Proposal;

function sealed(message: Exclude<Message, RequestBody>, quill: Quill): Body {
  return asBody(signed(message, quill));
}

/** In another's name with the sender's own key, where nobody of the cabal has the other one. */
function signed<M extends Signable>(message: M, { from, as, ctx }: Quill): M {
  const signer: ProcessId = ctx.members.includes(as) ? as : from;
  return { ...message, sig: ctx.sign(signer, statementOf(message)) };
}

import { textOf, wholeOf } from '../../base/composed-fields.ts';
import type { ComposedFields, ComposeField, Composer, Quill } from '../../model/index.ts';
import { contrary, machineOf } from './attacks/contrary.ts';
import type { Custom } from './custom.ts';
import { ballotOf, type Petition } from './messages.ts';
import { asBody } from './parse.ts';

/** How a person writes the messages of the baselines as a traitor. Nothing is signed, and receivers take nearly everything. */

const NUMBER_MAX = 4_294_967_294;
const TEXT_MAX = 1_000;

const number = (id: string, label: string, hint: string): ComposeField => ({
  ...{ id, label, hint },
  kind: 'number',
  min: id === 'seq' ? 1 : 0,
  max: NUMBER_MAX,
});
const SEQ = number('seq', 'Number', 'The next one that its receivers have not done.');
const CLIENT = number('client', 'Client', 'Who is said to have asked.');
const TIMESTAMP = number('timestamp', 'Timestamp', 'Of the request that it is about.');
const ORDER: ComposeField = {
  id: 'operation',
  label: 'Order',
  hint: 'What the client is said to have asked for.',
  kind: 'text',
  max: TEXT_MAX,
};
const RESULT: ComposeField = {
  id: 'result',
  label: 'Result',
  hint: 'What the client is told.',
  kind: 'text',
  max: TEXT_MAX,
};

const REPLY: Composer = {
  signer: 'nobody',
  receivers: 'clients',
  fields: [TIMESTAMP, RESULT],
  suggest(quill) {
    const { timestamp, operation } = asked(quill);
    return { timestamp, result: contrary(operation.replace(/^order\s+/i, '')) };
  },
  write: (fields) =>
    asBody({
      type: 'reply',
      timestamp: wholeOf(fields, 'timestamp'),
      result: textOf(fields, 'result'),
    }),
};

const said = (type: 'vote' | 'decision'): Composer => ({
  signer: 'nobody',
  receivers: 'replicas',
  fields: [SEQ, ORDER, CLIENT, TIMESTAMP],
  suggest(quill) {
    const { client, timestamp, operation } = asked(quill);
    const { next } = machineOf(quill.from, quill.ctx);
    return { seq: next, operation: contrary(operation), client, timestamp };
  },
  write: (fields, { ctx }) =>
    asBody({ type, seq: wholeOf(fields, 'seq'), ...ballotOf(petitionIn(fields), ctx) }),
});

/** The forms of each custom. */
export const COMPOSE: Readonly<Record<Custom, Readonly<Record<string, Composer>>>> = {
  single: { decision: said('decision'), reply: REPLY },
  'first-reply': { reply: REPLY },
  majority: { vote: said('vote'), reply: REPLY },
};

/** What it was asked for first of what is not done, or was told of; else the first client's first request. */
function asked({ from, ctx }: Quill): Petition {
  const { pending, votes, next } = machineOf(from, ctx);
  const [told] = Object.values(votes[next] ?? {});
  const heard = told === undefined ? undefined : { ...told, client: told.by };
  return pending[0] ?? heard ?? { client: ctx.n, timestamp: 1, operation: 'order ATTACK' };
}

function petitionIn(fields: ComposedFields): Petition {
  return {
    client: wholeOf(fields, 'client'),
    timestamp: wholeOf(fields, 'timestamp'),
    operation: textOf(fields, 'operation'),
  };
}

import { textOf, wholeOf } from '../../base/composed-fields.ts';
import type {
  Body,
  ComposedFields,
  ComposeField,
  Composer,
  ProcessId,
  Quill,
} from '../../model/index.ts';
import { contrary, machineOf } from './attacks/bend.ts';
import { COMMANDER, statementAt, type OralOrder, type Report } from './messages.ts';
import { worded } from './oral.ts';
import { asBody } from './parse.ts';
import type { Held, Instance } from './state.ts';

/**
 * How a person writes the messages of the generals as a traitor. What a form begins with is the contrary of what the sender itself
 * heard; what a person makes of it need not make sense, because receivers are the judges.
 */

const SEQ_MAX = 4_294_967_294;
const TEXT_MAX = 1_000;
/** Characters of a path: the names of as many generals as there are seats. */
const PATH_MAX = 6_000;

const SEQ: ComposeField = {
  id: 'seq',
  label: 'Order number',
  hint: 'Of the order under way, or nobody takes notice.',
  kind: 'number',
  min: 1,
  max: SEQ_MAX,
};
const VALUE: ComposeField = {
  id: 'value',
  label: 'Order',
  hint: 'In words, such as ATTACK or RETREAT.',
  kind: 'text',
  max: TEXT_MAX,
};
const PATH: ComposeField = {
  id: 'path',
  label: 'By way of',
  hint: 'Who passed it on, from the commander to whoever sends it: R0 R2. In round r it names r generals.',
  kind: 'text',
  max: PATH_MAX,
};

export const COMPOSE: Readonly<Record<string, Composer>> = {
  'oral-order': {
    signer: 'nobody',
    receivers: 'replicas',
    fields: [SEQ, VALUE, PATH],
    suggest: suggestOrder,
    write: (fields, { ctx }) => asBody(oral(fields, ctx)),
  },
  'signed-order': {
    signer: 'traitor',
    receivers: 'replicas',
    fields: [SEQ, VALUE, PATH],
    suggest: suggestOrder,
    write: (fields, quill) => signed(fields, quill),
  },
  report: {
    signer: 'nobody',
    receivers: 'clients',
    fields: [SEQ, VALUE],
    suggest(quill) {
      const { seq, value } = suggestOrder(quill);
      return { seq, value };
    },
    write(fields, { ctx }) {
      const report: Report = {
        type: 'report',
        seq: wholeOf(fields, 'seq'),
        ...worded(textOf(fields, 'value'), ctx),
      };
      return asBody(report);
    },
  },
};

/** The contrary of what it heard from the commander, or of what it is to give as one. */
function suggestOrder({ from, as, ctx }: Quill): ComposedFields & {
  readonly seq: number;
  readonly value: string;
} {
  const { instance } = machineOf(from, ctx);
  return {
    seq: instance?.seq ?? 1,
    value: contrary(instance === null ? '' : knownIn(instance)),
    path: as === COMMANDER ? nameOf(COMMANDER) : `${nameOf(COMMANDER)} ${nameOf(as)}`,
  };
}

function knownIn({ command, heard, orders, chosen }: Instance): string {
  const told = heard[String(COMMANDER)] ?? orders[0];
  return (command ?? told ?? chosen)?.value ?? '';
}

const nameOf = (general: ProcessId): string => `R${general}`;

function oral(fields: ComposedFields, ctx: Quill['ctx']): OralOrder {
  return {
    type: 'oral-order',
    seq: wholeOf(fields, 'seq'),
    path: pathIn(fields),
    ...worded(textOf(fields, 'value'), ctx),
  };
}

/** The generals named, in their order: "R0 R2", "0, 2". */
function pathIn(fields: ComposedFields): readonly ProcessId[] {
  const named = textOf(fields, 'path').match(/\d{1,4}/g) ?? [];
  return named.map(Number);
}

/** A signature for each of the path: the cabal's own, those that the sender was shown for this very order, else a forgery. */
function signed(fields: ComposedFields, { from, ctx }: Quill): Body {
  const { path, ...order } = oral(fields, ctx);
  const shown = machineOf(from, ctx).instance?.orders ?? [];
  const sigs: string[] = [];
  for (const [index, general] of path.entries()) {
    const chain = { ...order, path, sigs };
    const known = shownFor(shown, { digest: order.digest, path }, index);
    const signer = ctx.members.includes(general) ? general : from;
    sigs.push(known ?? ctx.sign(signer, statementAt(chain, index)));
  }
  return asBody({ ...order, type: 'signed-order', path, sigs });
}

function shownFor(
  shown: readonly Held[],
  { digest, path }: Pick<Held, 'digest' | 'path'>,
  index: number,
): string | undefined {
  const isBegun = (held: Held): boolean =>
    held.digest === digest && path.slice(0, index + 1).every((id, at) => held.path[at] === id);
  return shown.find(isBegun)?.sigs[index];
}

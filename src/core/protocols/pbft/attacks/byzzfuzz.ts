import type { AdversaryContext, Body, Outgoing, ProcessId, Tactic } from '../../../model/index.ts';
import { batchDigest, type Message, type Proposal } from '../messages.ts';
import { asBody, parseMessage } from '../parse.ts';
import { sealed } from './kit/sealed.ts';

/**
 * B38, after Winter and others: a replica that is nearly right finds more than one that talks nonsense. In a few rounds, drawn
 * beforehand, its message is changed by one small step, towards a part of its receivers, and signed; all the others
 * are as the protocol has them. A round is what it has to say at one time: one message, to whomever.
 */
export type Fuzz = {
  /** The message of the present round, before it was changed. */
  present: Body | null;
  rounds: number;
  /** By type: the message before the present one. */
  before: { readonly [type: string]: Body };
};

const STEPS = [
  'omit',
  'view + 1',
  'view - 1',
  'number + 1',
  'number - 1',
  'previous value',
  'previous message',
] as const;
type Step = (typeof STEPS)[number];

export const byzzfuzz: Tactic<Fuzz> = {
  id: 'byzzfuzz',
  kind: 'lying',
  title: 'Is slightly wrong',
  sentence:
    'In a few rounds its message is off by one small step, such as the next sequence number, towards some of its receivers.',
  powers: ['its own key'],
  role: 'any',
  options: [
    {
      id: 'rounds',
      label: 'Wrong in',
      kind: 'number',
      min: 1,
      max: 200,
      default: 8,
      unit: 'rounds',
    },
    {
      id: 'of',
      label: 'Of the first',
      kind: 'number',
      min: 1,
      max: 1_000,
      default: 40,
      unit: 'rounds',
    },
    { id: 'draw', label: 'Draw', kind: 'number', min: 0, max: 999_999, default: 0, unit: '' },
  ],
  covers: { B38: {} },
  protocols: ['pbft'],
  start: () => ({ present: null, rounds: 0, before: {} }),

  onSend(state, message, ctx) {
    if (message.body !== state.present) beginRound(state, message.body);
    if (!isWrong(state.rounds, ctx) || !isChosen(state.rounds, message.to, ctx)) return [message];
    return mutated(state, message, ctx);
  },
};

function beginRound(state: Fuzz, body: Body): void {
  const { present } = state;
  if (present !== null) state.before = { ...state.before, [present.type]: present };
  state.present = body;
  state.rounds += 1;
}

/** Each draw of a fuzzer is a number of its own: what it is for, and the round. */
function drawn(purpose: number, label: number, ctx: AdversaryContext): (bound: number) => number {
  const number = Number(ctx.options['draw']) * 4 + purpose;
  return (bound) => ctx.random(number * 1_048_576 + label, bound);
}

function isWrong(round: number, ctx: AdversaryContext): boolean {
  const among = Number(ctx.options['of']);
  if (round > among) return false;
  for (let nth = 0; nth < Number(ctx.options['rounds']); nth += 1) {
    if (drawn(0, nth, ctx)(among) === round - 1) return true;
  }
  return false;
}

function isChosen(round: number, to: ProcessId, ctx: AdversaryContext): boolean {
  return drawn(1, round * 1_024 + to, ctx)(2) === 0;
}

function mutated(
  state: Fuzz,
  message: Outgoing & { readonly from: ProcessId },
  ctx: AdversaryContext,
): readonly Outgoing[] {
  const step = STEPS[drawn(2, state.rounds, ctx)(STEPS.length)] ?? 'omit';
  const { from, to, body } = message;
  const earlier = state.before[body.type] ?? null;
  if (step === 'omit') return [];
  if (step === 'previous message') return earlier === null ? [] : [{ to, body: earlier }];
  const said = parseMessage(body);
  const changed = said === null ? null : stepped(said, { step, earlier }, ctx);
  return changed === null ? [] : [{ to, body: resigned(changed, from, ctx) }];
}

type Change = { readonly step: Step; readonly earlier: Body | null };

/** The same message one step beside; null where it has no such field. */
function stepped(said: Message, { step, earlier }: Change, ctx: AdversaryContext): Message | null {
  switch (step) {
    case 'view + 1':
      return 'view' in said ? { ...said, view: said.view + 1 } : null;
    case 'view - 1':
      return 'view' in said ? { ...said, view: Math.max(0, said.view - 1) } : null;
    case 'number + 1':
      return withNumber(said, 1);
    case 'number - 1':
      return withNumber(said, -1);
    default:
      return withPrevious(said, earlier, ctx);
  }
}

function withNumber(said: Message, step: 1 | -1): Message | null {
  if ('seq' in said) return { ...said, seq: Math.max(0, said.seq + step) };
  if (said.type === 'reply') return { ...said, timestamp: Math.max(0, said.timestamp + step) };
  if (said.type === 'view-change') return { ...said, stable: Math.max(0, said.stable + step) };
  return null;
}

/** What it said before under what it has to say now. */
function withPrevious(said: Message, earlier: Body | null, ctx: AdversaryContext): Message | null {
  const old = earlier === null ? null : parseMessage(earlier);
  if (old === null || old.type !== said.type) return null;
  if (said.type === 'pre-prepare' && old.type === 'pre-prepare')
    return { ...said, digest: batchDigest(old.requests, ctx), requests: old.requests };
  if (said.type === 'reply' && old.type === 'reply') return { ...said, result: old.result };
  if ('digest' in said && 'digest' in old) return { ...said, digest: old.digest };
  if (said.type === 'view-change' && old.type === 'view-change')
    return { ...said, prepared: old.prepared };
  return null;
}

/** What carries a signature of its own is signed anew; a request that it passes on is another's. */
function resigned(message: Message, from: ProcessId, ctx: AdversaryContext): Body {
  if (message.type === 'request' || message.type === 'request-body') return asBody(message);
  if (message.type !== 'pre-prepare') return asBody(sealed(message, from, ctx));
  const { requests, ...proposal } = message;
  const signed: Proposal = sealed(proposal, from, ctx);
  return asBody({ ...signed, requests });
}

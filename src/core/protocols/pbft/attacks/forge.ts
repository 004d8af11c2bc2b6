import type { AdversaryContext, Body, Outgoing, ProcessId, Tactic } from '../../../model/index.ts';
import { statementOf, type Message, type RequestBody } from '../messages.ts';
import { asBody, parseMessage } from '../parse.ts';
import { choice } from './kit/lies.ts';
import { phaseMessage } from './kit/read.ts';

type Vouched = Exclude<Message, RequestBody | { readonly type: 'request' }>;

/** A genuine message of somebody else, as it was seen. */
type Seen = { readonly [replica: ProcessId]: Body };

export type Forger = { seen: Seen; forged: number; windowStart: number; inWindow: number };

const WINDOW = 10_000;
/** Hex digits of an Ed25519 signature. */
const SIGNATURE_DIGITS = 128;

/**
 * B20. Random signature bytes; a genuine signature of its own under another's name; another's genuine signature under other
 * content; its own signature in a second encoding. None can verify: it holds no key but its own, and a signature has one encoding.
 */
export const forge: Tactic<Forger> = {
  id: 'forge',
  kind: 'lying',
  title: 'Forges signatures',
  sentence:
    'Besides its own messages it sends copies under forged signatures, most of them in the name of others; every one must be rejected.',
  powers: ['its own key', 'other replicas’ signed messages, to tear signatures from'],
  role: 'any',
  options: [
    {
      id: 'how',
      label: 'Signs with',
      kind: 'choice',
      choices: [
        { id: 'all', label: 'random bytes, its own key and stolen signatures in turn' },
        { id: 'random', label: 'random bytes' },
        { id: 'own-key', label: 'its own key in another’s name' },
        { id: 'stolen', label: 'another’s signature under other content' },
        { id: 'malleable', label: 'its own signature in a second encoding' },
      ],
      default: 'all',
    },
  ],
  covers: { B20: {} },
  protocols: ['pbft'],
  start: () => ({ seen: {}, forged: 0, windowStart: 0, inWindow: 0 }),

  onSend(state, message, ctx) {
    const said = parseMessage(message.body);
    if (said === null || said.type === 'request' || said.type === 'request-body') return [message];
    const forgery = mayForge(state, ctx) ? forgeryOf(state, { said, message }, ctx) : null;
    return forgery === null ? [message] : [message, { to: message.to, body: forgery }];
  },

  onReceive(state, envelope, ctx) {
    const said = phaseMessage(envelope.body);
    const isOthers = said !== null && said.replica < ctx.n && !ctx.members.includes(said.replica);
    if (isOthers) state.seen = { ...state.seen, [said.replica]: asBody(said) };
    return true;
  },
};

/** At most n forgeries in ten milliseconds, so that its own messages always get through. */
function mayForge(state: Forger, ctx: AdversaryContext): boolean {
  if (ctx.now - state.windowStart >= WINDOW) {
    state.windowStart = ctx.now;
    state.inWindow = 0;
  }
  state.inWindow += 1;
  return state.inWindow <= ctx.n;
}

type Chance = { readonly said: Vouched; readonly message: Outgoing & { readonly from: ProcessId } };

function forgeryOf(state: Forger, { said, message }: Chance, ctx: AdversaryContext): Body | null {
  const victim = victimOf(state, message, ctx);
  if (victim === null) return null;
  state.forged += 1;
  const posed = { ...said, replica: victim };
  switch (kindOf(state, ctx)) {
    case 'random':
      return asBody({ ...posed, sig: randomHex(state.forged, ctx) });
    case 'own-key':
      return asBody({ ...posed, sig: ctx.sign(message.from, statementOf(posed)) });
    case 'malleable':
      return asBody({ ...said, sig: malleated(said.sig) });
    default: {
      // Clients take replies only and would not even look at the signature of what was torn.
      const seen = message.to < ctx.n ? state.seen[victim] : undefined;
      return torn(seen, victim, ctx) ?? asBody({ ...posed, sig: said.sig });
    }
  }
}

const IN_TURN = ['stolen', 'random', 'own-key'];

function kindOf(state: Forger, ctx: AdversaryContext): string {
  const how = choice('how', ctx);
  return how === 'all' ? (IN_TURN[state.forged % IN_TURN.length] ?? '') : how;
}

/** The order of the group of Ed25519. */
const ORDER = (1n << 252n) + 27_742_317_777_372_353_535_851_937_790_883_648_493n;

/** A4: with the order of the group added to its scalar a signature still solves the equation, so that receivers must look at its size. */
function malleated(signature: string): string {
  const scalar = signature.slice(SIGNATURE_DIGITS / 2);
  if (signature.length !== SIGNATURE_DIGITS) return `${signature}00`;
  const moved = (BigInt(`0x${reversed(scalar)}`) + ORDER).toString(16).padStart(scalar.length, '0');
  return signature.slice(0, SIGNATURE_DIGITS / 2) + reversed(moved);
}

/** Least significant byte first, and back. */
function reversed(hex: string): string {
  return (hex.match(/../g) ?? []).reverse().join('');
}

/** Each in turn of those that are neither the sender nor the receiver. */
function victimOf(
  state: Forger,
  message: Outgoing & { readonly from: ProcessId },
  ctx: AdversaryContext,
): ProcessId | null {
  const others = Array.from({ length: ctx.n }, (_, id) => id).filter(
    (id) => id !== message.from && id !== message.to,
  );
  return others[state.forged % Math.max(1, others.length)] ?? null;
}

/** What the victim signed, with another digest in it. */
function torn(seen: Body | undefined, victim: ProcessId, ctx: AdversaryContext): Body | null {
  if (seen === undefined) return null;
  return { ...seen, digest: ctx.digest('batch', ['never proposed', victim]) };
}

function randomHex(label: number, ctx: AdversaryContext): string {
  let digits = '';
  for (let i = 0; i < SIGNATURE_DIGITS; i += 1) {
    digits += ctx.random(label * SIGNATURE_DIGITS + i, 16).toString(16);
  }
  return digits;
}

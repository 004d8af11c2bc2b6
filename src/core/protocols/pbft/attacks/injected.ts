import {
  argumentFor,
  inForce,
  obeyedSpans,
  wants,
  type Instruction,
} from '../../../adversaries/instructions.ts';
import { instructed, type Instructed } from '../../../adversaries/instructed.ts';
import type { AdversaryContext, Outgoing, Tactic } from '../../../model/index.ts';
import { noteStatement, resultDigest, type Message, type PrePrepare } from '../messages.ts';
import { asBody, parseMessage } from '../parse.ts';
import { primaryOf } from '../state.ts';
import { knownOrders, preferred, readAlong, type KnownOrders } from './kit/known-orders.ts';
import { machineOf, sealed } from './kit/sealed.ts';

export type Agent = Instructed & { readonly orders: KnownOrders };

/**
 * B39. An agent that follows the protocol until its text tells it otherwise: what it then answers, votes for, adds or keeps
 * back is what the text says, under its own genuine signature. Of several instructions of one kind the first holds.
 */
export const injected: Tactic<Agent> = {
  id: 'injected',
  kind: 'prompt-injected',
  title: 'Obeys the text that it reads',
  sentence:
    'It does what instructions in its text say: reply something, vote for something, stay silent, or carry the text into its own proposals.',
  powers: ['its own key'],
  role: 'any',
  options: [],
  covers: { B39: {} },
  protocols: ['pbft'],
  heeds: obeyedSpans,

  start(ctx) {
    const mind = instructed(ctx);
    return {
      ...mind,
      orders: wants(mind.instructions, 'vote') ? knownOrders(ctx) : { seen: [], known: [] },
    };
  },

  onSend(agent, message, ctx) {
    const { from } = message;
    const isPrimary = (): boolean => primaryOf(machineOf(from, ctx).view, ctx.n) === from;
    const now = inForce(agent.instructions, ctx.now, isPrimary);
    if (wants(now, 'silent')) return [];
    const said = parseMessage(message.body);
    const bent = said === null ? null : bend({ agent, obeyed: now, ctx }, said, from);
    return [bent === null ? message : { to: message.to, body: asBody(bent) }];
  },

  onReceive(agent, envelope, ctx) {
    if (wants(agent.instructions, 'vote')) readAlong(agent.orders, envelope.body, ctx);
    return true;
  },
};

type Obeying = {
  readonly agent: Agent;
  readonly obeyed: readonly Instruction[];
  readonly ctx: AdversaryContext;
};

/** What it says instead; null: the same. */
function bend(obeying: Obeying, said: Message, from: Outgoing['to']): Message | null {
  const { agent, obeyed, ctx } = obeying;
  switch (said.type) {
    case 'reply': {
      const answer = argumentFor(obeyed, 'reply');
      if (answer === null) return null;
      const result = said.hashed === true ? resultDigest(answer, ctx) : answer;
      return sealed({ ...said, result }, from, ctx);
    }
    case 'prepare':
    case 'commit': {
      const wanted = argumentFor(obeyed, 'vote');
      const digest = wanted === null ? null : preferred(agent.orders, said, wanted);
      return digest === null ? null : sealed({ ...said, digest }, from, ctx);
    }
    case 'pre-prepare':
      return wants(obeyed, 'carry') && said.replica === from ? withNote(said, ctx) : null;
    default:
      return null;
  }
}

/** The proposal stays what it is: the note is signed apart. */
function withNote(proposal: PrePrepare, ctx: AdversaryContext): PrePrepare {
  const { text } = ctx;
  const sig = ctx.sign(proposal.replica, noteStatement(proposal, text));
  return { ...proposal, note: { text, sig } };
}

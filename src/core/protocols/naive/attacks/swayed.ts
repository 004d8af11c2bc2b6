import {
  argumentFor,
  inForce,
  obeyedSpans,
  wants,
  type Instruction,
} from '../../../adversaries/instructions.ts';
import { carried, instructed, type Instructed } from '../../../adversaries/instructed.ts';
import type { AdversaryContext, Body, Tactic } from '../../../model/index.ts';
import { LEADER } from '../custom.ts';
import { parseMessage } from '../parse.ts';
import { bent, wordIn } from './contrary.ts';

/** An agent that does as it is told until a text that it reads tells it otherwise. */
export const swayed: Tactic<Instructed> = {
  id: 'swayed',
  kind: 'prompt-injected',
  title: 'Obeys the text that it reads',
  sentence:
    'It does what instructions in its text say: reply something to the client, vote for an order, stay silent, or carry the text beside its votes.',
  powers: [],
  role: 'any',
  options: [],
  covers: {},
  protocols: ['single', 'first-reply', 'majority'],
  heeds: obeyedSpans,

  start: instructed,

  onSend({ instructions }, { from, to, body }, ctx) {
    const obeyed = inForce(instructions, ctx.now, () => from === LEADER);
    if (wants(obeyed, 'silent')) return [];
    return [{ to, body: said(body, obeyed, ctx) }];
  },
};

function said(body: Body, obeyed: readonly Instruction[], ctx: AdversaryContext): Body {
  const word = wordIn(body);
  const vote = argumentFor(obeyed, 'vote');
  if (word !== null) {
    const told = vote === null ? body : bent(word, `order ${vote}`, ctx);
    return carried(told, obeyed, ctx);
  }
  const message = parseMessage(body);
  const result = argumentFor(obeyed, 'reply');
  if (message?.type !== 'reply' || result === null) return body;
  return { ...message, result };
}

import {
  argumentFor,
  inForce,
  obeyedSpans,
  wants,
  type Instruction,
} from '../../../adversaries/instructions.ts';
import { carried, instructed, type Instructed } from '../../../adversaries/instructed.ts';
import type { AdversaryContext, Body, Tactic } from '../../../model/index.ts';
import { COMMANDER, type Report } from '../messages.ts';
import { parseMessage } from '../parse.ts';
import { bent, orderIn } from './bend.ts';

/** A general that is an agent, and follows the algorithm until a text that it reads tells it otherwise. */
export const persuaded: Tactic<Instructed> = {
  id: 'persuaded',
  kind: 'prompt-injected',
  title: 'Obeys the text that it reads',
  sentence:
    'It does what instructions in its text say: vote for an order in all that it gives and passes on, reply an order to headquarters, stay silent, or carry the text beside its own orders.',
  powers: ['its own key'],
  role: 'any',
  options: [],
  covers: {},
  protocols: ['generals'],
  heeds: obeyedSpans,

  start: instructed,

  onSend({ instructions }, { from, to, body }, ctx) {
    const obeyed = inForce(instructions, ctx.now, () => from === COMMANDER);
    if (wants(obeyed, 'silent')) return [];
    const message = parseMessage(body);
    if (message?.type === 'report') return [{ to, body: reported(message, obeyed, ctx) }];
    return [{ to, body: orderIn(body) === null ? body : given(body, obeyed, ctx) }];
  },
};

function reported(report: Report, obeyed: readonly Instruction[], ctx: AdversaryContext): Body {
  const value = argumentFor(obeyed, 'reply');
  return value === null ? report : { ...report, value, digest: ctx.digest('order', value) };
}

function given(body: Body, obeyed: readonly Instruction[], ctx: AdversaryContext): Body {
  const order = orderIn(body);
  const value = argumentFor(obeyed, 'vote');
  const said = order === null || value === null ? body : bent(order, value, ctx);
  return carried(said, obeyed, ctx);
}

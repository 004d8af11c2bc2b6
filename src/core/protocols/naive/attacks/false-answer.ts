import type { Tactic } from '../../../model/index.ts';
import { bent, contrary, wordIn } from './contrary.ts';
import { parseMessage } from '../parse.ts';

/** The plain liar: the same lie to everybody. */
export const falseAnswer: Tactic<null> = {
  id: 'false-answer',
  kind: 'lying',
  title: 'Says the contrary',
  sentence:
    'It tells the client the contrary of the result, and the other agents that it was asked for the contrary.',
  powers: [],
  role: 'any',
  options: [],
  covers: {},
  protocols: ['single', 'first-reply', 'majority'],
  start: () => null,

  onSend(_state, { to, body }, ctx) {
    const word = wordIn(body);
    if (word !== null) return [{ to, body: bent(word, contrary(word.operation), ctx) }];
    const message = parseMessage(body);
    if (message?.type !== 'reply') return [{ to, body }];
    return [{ to, body: { ...message, result: contrary(message.result) } }];
  },
};

import type { Tactic } from '../../../model/index.ts';
import { parseMessage } from '../parse.ts';
import { contraryValue } from './kit/contrary.ts';
import { sealed } from './kit/sealed.ts';

/** B32. */
export const wrongReply: Tactic<null> = {
  id: 'wrong-reply',
  kind: 'lying',
  title: 'Lies to clients',
  sentence: 'It votes honestly and answers every client with a wrong result.',
  powers: ['its own key'],
  role: 'replies',
  options: [],
  covers: { B32: {} },
  protocols: ['pbft'],
  start: () => null,

  onSend(_state, message, ctx) {
    const said = parseMessage(message.body);
    if (said?.type !== 'reply') return [message];
    const lie = sealed({ ...said, result: contraryValue(said.result) }, message.from, ctx);
    return [{ to: message.to, body: lie }];
  },
};

import type { Tactic } from '../../../model/index.ts';
import type { Reply } from '../messages.ts';
import { asBody, parseMessage } from '../parse.ts';
import { contraryValue } from './kit/contrary.ts';
import { chosenLie, lieOption, type Lies } from './kit/lies.ts';
import { sealed } from './kit/sealed.ts';

const FAR = 1_000;

/** B32. One reply is no proof of anything: the client waits for f+1 that agree, and takes the view from them too (CL3, CL6). */
const LIES: Lies<(honest: Reply) => Reply> = {
  result: {
    label: 'a wrong result',
    tell: (honest) => ({ ...honest, result: contraryValue(honest.result) }),
  },
  view: {
    label: 'the right result in a view far ahead',
    tell: (honest) => ({ ...honest, view: honest.view + FAR }),
  },
  request: {
    label: 'an answer to another request',
    tell: (honest) => ({ ...honest, timestamp: honest.timestamp + 1 }),
  },
  client: {
    label: 'an answer for another client',
    tell: (honest) => ({ ...honest, client: honest.client + 1 }),
  },
};

export const wrongReply: Tactic<null> = {
  id: 'wrong-reply',
  kind: 'lying',
  title: 'Lies to clients',
  sentence: 'It votes honestly and gives every client a wrong answer.',
  powers: ['its own key'],
  role: 'replies',
  options: [lieOption('Answers', LIES)],
  covers: { B32: {} },
  protocols: ['pbft'],
  start: () => null,

  onSend(_state, message, ctx) {
    const said = message.body.type === 'reply' ? parseMessage(message.body) : null;
    const tell = chosenLie(LIES, ctx);
    if (said?.type !== 'reply' || tell === null) return [message];
    return [{ to: message.to, body: asBody(sealed(tell(said), message.from, ctx)) }];
  },
};

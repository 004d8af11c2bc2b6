import type { AdversaryContext, Tactic } from '../../../model/index.ts';
import { resultDigest, type Reply } from '../messages.ts';
import { asBody, parseMessage } from '../parse.ts';
import { contraryValue } from './kit/contrary.ts';
import { choice, chosenLie, lieOption, type Lies } from './kit/lies.ts';
import { machineOf, sealed } from './kit/sealed.ts';

const FAR = 1_000;

type Tell = (honest: Reply, ctx: AdversaryContext) => Reply;

/**
 * B32. One reply is no proof of anything: the client waits for f+1 that agree, and takes the view from them too (CL3, CL6). Where one
 * replica answers in full and the others with a digest, it wants all of it from all if the full answer is wrong or missing (CL8).
 */
const LIES: Lies<Tell> = {
  result: {
    label: 'a wrong result',
    tell: (honest, ctx) =>
      honest.hashed === true
        ? wrongDigest(honest, ctx)
        : { ...honest, result: contraryValue(honest.result) },
  },
  digest: { label: 'the digest of a wrong result', tell: wrongDigest },
  'no-full': {
    label: 'a digest, also where it is to answer in full',
    tell: (honest, ctx) =>
      honest.hashed === true
        ? honest
        : { ...honest, result: resultDigest(honest.result, ctx), hashed: true },
  },
  view: {
    label: 'the right result in a view that it leads, and hears no orders',
    tell: (honest, { n }) => ({ ...honest, view: FAR * n + honest.replica }),
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

/** Of the contrary of what its own machine has come to: so do all who tell this lie. */
function wrongDigest(honest: Reply, ctx: AdversaryContext): Reply {
  const result = machineOf(honest.replica, ctx).replies[honest.client]?.result ?? '';
  return { ...honest, result: resultDigest(contraryValue(result), ctx), hashed: true };
}

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
    if (said?.type !== 'reply' || said.replica !== message.from || tell === null) return [message];
    return [{ to: message.to, body: asBody(sealed(tell(said, ctx), message.from, ctx)) }];
  },

  /** Whoever writes to it believes that it leads, and waits in vain. */
  onReceive: (_state, { body }, ctx) => choice('lie', ctx) !== 'view' || body.type !== 'request',
};

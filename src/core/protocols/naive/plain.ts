import { DIVISION, EXECUTION } from '../../base/plain-phrases.ts';
import type { PlainWords, Terms } from '../../model/index.ts';

/** The same in the words in which all protocols are told to an audience; most of it is plain already. */
export function plainWords(terms: Terms): PlainWords {
  return {
    terms: { ...terms, request: 'order', replies: 'answers' },
    labels: { request: 'Order', reply: 'Answer' },
    monitors: { order: 'Sequence' },
    phrases: [
      ['Order is broken', 'Sequence is broken'],
      ['REQUEST', 'ORDER'],
      ['REPLY', 'ANSWER'],
      ['requests', 'orders'],
      ['request', 'order'],
      ['replies', 'answers'],
      ['reply', 'answer'],
      ...EXECUTION,
      ...DIVISION,
      ['are ordered after', 'come after'],
      ['sequence numbers', 'numbers'],
      ['sequence number', 'number'],
      ['certificates', 'records of votes'],
      ['certificate', 'record of votes'],
      ['replicas', 'agents'],
      ['replica', 'agent'],
      ['checkpoints', 'milestones'],
      ['checkpoint', 'milestone'],
      ['digests', 'fingerprints'],
      ['digest', 'fingerprint'],
    ],
  };
}

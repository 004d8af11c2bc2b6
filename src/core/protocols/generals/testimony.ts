import { assert } from '../../base/assert.ts';
import { freeze } from '../../base/clone.ts';
import type { Body, Claim, Statement } from '../../model/index.ts';
import { COMMANDER, statementAt } from './messages.ts';
import { parseMessage } from './parse.ts';

/**
 * What a message proves about its signers. Oral orders prove nothing. In a chain of signatures only the commander's own says which
 * order it gives; a lieutenant may well countersign several, because it passes on whatever it hears.
 */
export function testimony(body: Body): readonly Claim[] {
  const order = parseMessage(body);
  if (order?.type !== 'signed-order' || order.path[0] !== COMMANDER) return [];
  const [signature] = order.sigs;
  if (signature === undefined) return [];
  const { seq, value, digest } = order;
  const message = {
    type: 'signed-order',
    seq,
    path: [COMMANDER],
    sigs: [signature],
    value,
    digest,
  };
  return freeze([
    {
      signer: COMMANDER,
      kind: 'signed-order',
      subject: `order ${seq}`,
      value: digest,
      view: 0,
      seq,
      signature,
      message,
    },
  ]);
}

/** What the signature covers. */
export function statement({ message }: Claim): Statement {
  const order = parseMessage(message);
  assert(order?.type === 'signed-order', 'claims are made of signed orders');
  return statementAt(order, 0);
}

/** What a claim is about, in a sentence about two that contradict each other. */
export function topic({ subject }: Claim): string {
  return subject;
}

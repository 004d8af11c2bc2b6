import { hasShape, isDigest, isNatural, isSeq, isText, type Shape } from '../../base/shapes.ts';
import type { Body, Data } from '../../model/index.ts';
import type { Message } from './messages.ts';

/** From whatever a traitor may send to typed messages: shapes and sizes only. Malformed input gives null, never an exception. */

const PETITION = { client: isNatural, timestamp: isNatural, operation: isText };
const BALLOT = {
  seq: isSeq,
  by: isNatural,
  timestamp: isNatural,
  operation: isText,
  digest: isDigest,
};

const SHAPES: Readonly<Record<Message['type'], Shape>> = {
  request: PETITION,
  decision: BALLOT,
  vote: BALLOT,
  reply: { timestamp: isNatural, result: isText },
};

/** Messages beside which a text may ride. */
const LETTERED: ReadonlySet<string> = new Set<Message['type']>(['request', 'decision', 'vote']);

/** The typed message, or null where a field is missing, unknown, of the wrong type or too long. */
export function parseMessage(body: Data): Message | null {
  return isMessage(body) ? body : null;
}

function isMessage(body: Data): body is Message {
  return hasShape(body, SHAPES, LETTERED);
}

/** Parsed messages are plain data: a body as the network wants it. */
export function asBody(message: Message): Body {
  return message;
}

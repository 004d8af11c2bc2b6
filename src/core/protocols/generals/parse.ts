import {
  hasShape,
  isDigest,
  isNatural,
  isSeq,
  isSignature,
  isText,
  listOf,
  type Shape,
} from '../../base/shapes.ts';
import type { Body, Data } from '../../model/index.ts';
import type { Message } from './messages.ts';

/** From whatever a traitor may send to typed messages: shapes and sizes only. Malformed input gives null, never an exception. */

const PATH_MAX = 1_024;

const ANNOUNCED = { seq: isSeq, begins: isNatural, by: isNatural, stamp: isNatural };
const WORDED = { value: isText, digest: isDigest };
const PATH = listOf(isNatural, PATH_MAX);

const SHAPES: Readonly<Record<Message['type'], Shape>> = {
  petition: { timestamp: isNatural, operation: isText },
  request: { ...ANNOUNCED, ...WORDED },
  summons: ANNOUNCED,
  'oral-order': { seq: isSeq, path: PATH, ...WORDED },
  'signed-order': { seq: isSeq, path: PATH, sigs: listOf(isSignature, PATH_MAX), ...WORDED },
  report: { seq: isSeq, ...WORDED },
  answer: { timestamp: isNatural, value: isText, replicas: PATH },
};

/** Messages beside which a text may ride. */
const LETTERED: ReadonlySet<string> = new Set<Message['type']>([
  'petition',
  'request',
  'oral-order',
  'signed-order',
]);

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

import type { Body, Data } from '../../model/index.ts';
import type { Message } from './messages.ts';

/** From whatever a traitor may send to typed messages: shapes and sizes only. Malformed input gives null, never an exception. */

const TEXT_MAX = 1_000;
const SEQ_MAX = 4_294_967_294;

type Fields = { readonly [key: string]: Data };
type Check = (value: Data | undefined) => boolean;

const isNatural: Check = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isSeq: Check = (value) => isNatural(value) && Number(value) >= 1 && Number(value) <= SEQ_MAX;
const isText: Check = (value) => typeof value === 'string' && value.length <= TEXT_MAX;
const isLetter: Check = (value) => isText(value) && value !== '';
const isDigest: Check = (value) => typeof value === 'string' && /^[0-9a-f]{1,64}$/.test(value);

const PETITION = { client: isNatural, timestamp: isNatural, operation: isText };
const BALLOT = {
  seq: isSeq,
  by: isNatural,
  timestamp: isNatural,
  operation: isText,
  digest: isDigest,
};

const SHAPES: Readonly<Record<Message['type'], Readonly<Record<string, Check>>>> = {
  request: PETITION,
  decision: BALLOT,
  vote: BALLOT,
  reply: { timestamp: isNatural, result: isText },
};

/** The typed message, or null where a field is missing, unknown, of the wrong type or too long. */
export function parseMessage(body: Data): Message | null {
  return isMessage(body) ? body : null;
}

function isMessage(body: Data): body is Message {
  if (!isFields(body)) return false;
  const { type, ...fields } = body;
  if (typeof type !== 'string' || !isKnown(type)) return false;
  const { text, ...shape } = fields;
  if (text !== undefined && !(type !== 'reply' && isLetter(text))) return false;
  const checks = Object.entries(SHAPES[type]);
  if (Object.keys(shape).length !== checks.length) return false;
  return checks.every(([name, check]) => check(shape[name]));
}

function isFields(value: Data): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKnown(type: string): type is Message['type'] {
  return Object.hasOwn(SHAPES, type);
}

/** Parsed messages are plain data: a body as the network wants it. */
export function asBody(message: Message): Body {
  return message;
}

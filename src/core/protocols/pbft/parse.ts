import type { Body, Data } from '../../model/index.ts';
import type {
  Message,
  NewView,
  PreparedProof,
  Proposal,
  Request,
  Status,
  ViewChange,
} from './messages.ts';

/**
 * From whatever a traitor may send to typed messages: shapes and sizes only, no signatures, no meaning.
 * Malformed input gives null, never an exception (A3); every list is bounded before it is walked (M21).
 */

/** Slots in one message at the most: more than a run has requests, until water marks bound them tighter. */
const SLOTS_MAX = 32_768;
const BATCH_MAX = 64;
const OPERATION_MAX = 4_000;
const REPLICAS_MAX = 1_024;

type Fields = { readonly [key: string]: Data };

/** The typed message, or null where a field is missing, of the wrong type, out of range or too long. */
export function parseMessage(body: Data): Message | null {
  if (!isFields(body)) return null;
  switch (body['type']) {
    case 'request':
      return isRequest(body) ? body : null;
    case 'pre-prepare':
      return isList(body['requests'], BATCH_MAX, isRequest) && isProposal(body)
        ? shaped(body)
        : null;
    case 'prepare':
    case 'commit':
      return isVote(body, body['type']) ? shaped(body) : null;
    case 'reply':
      return isReply(body) ? shaped(body) : null;
    case 'view-change':
      return isViewChange(body) ? body : null;
    case 'new-view':
      return isNewView(body) ? body : null;
    case 'status':
      return isStatus(body) ? body : null;
    case 'fetch':
      return isText(body['digest'], 64) && isSigned(body) ? shaped(body) : null;
    case 'request-body':
      return isList(body['requests'], BATCH_MAX, isRequest) ? shaped(body) : null;
    default:
      return null;
  }
}

/** The parse boundary: the fields were checked by the caller. */
function shaped(body: Fields): Message {
  return body as unknown as Message;
}

function isFields(value: Data | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNatural(value: Data | undefined, max = Number.MAX_SAFE_INTEGER): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= max;
}

function isText(value: Data | undefined, max: number): value is string {
  return typeof value === 'string' && value.length <= max;
}

function isSigned(value: Fields): boolean {
  return isNatural(value['replica']) && isText(value['sig'], 256);
}

function isList<T extends Data>(
  value: Data | undefined,
  max: number,
  isItem: (item: Data) => item is T,
): value is readonly T[] {
  return Array.isArray(value) && value.length <= max && value.every(isItem);
}

function isRequest(value: Data): value is Request {
  return (
    isFields(value) &&
    value['type'] === 'request' &&
    isNatural(value['client']) &&
    isNatural(value['timestamp']) &&
    isText(value['operation'], OPERATION_MAX) &&
    isText(value['sig'], 256)
  );
}

function isVote(value: Data, type: Data): boolean {
  return (
    isFields(value) &&
    value['type'] === type &&
    isNatural(value['view']) &&
    isNatural(value['seq']) &&
    isText(value['digest'], 64) &&
    isSigned(value)
  );
}

function isProposal(value: Data): value is Proposal {
  return isVote(value, 'pre-prepare');
}

function isReply(value: Fields): boolean {
  return (
    isNatural(value['view']) &&
    isNatural(value['timestamp']) &&
    isNatural(value['client']) &&
    isText(value['result'], OPERATION_MAX) &&
    isSigned(value)
  );
}

function isProof(value: Data): value is PreparedProof {
  return (
    isFields(value) &&
    isProposal(value['proposal'] ?? null) &&
    Array.isArray(value['prepares']) &&
    value['prepares'].length <= REPLICAS_MAX &&
    value['prepares'].every((prepare: Data) => isVote(prepare, 'prepare'))
  );
}

function isViewChange(value: Data): value is ViewChange {
  return (
    isFields(value) &&
    value['type'] === 'view-change' &&
    isNatural(value['view']) &&
    isNatural(value['stable']) &&
    Array.isArray(value['stableProof']) &&
    value['stableProof'].length <= REPLICAS_MAX &&
    isList(value['prepared'], SLOTS_MAX, isProof) &&
    isSigned(value)
  );
}

function isNewView(value: Fields): value is NewView {
  return (
    isNatural(value['view']) &&
    isList(value['viewChanges'], REPLICAS_MAX, isViewChange) &&
    isList(value['proposals'], SLOTS_MAX, isProposal) &&
    isSigned(value)
  );
}

function isOpenSlot(value: Data): value is { seq: number; phase: number } {
  return isFields(value) && isNatural(value['seq']) && isNatural(value['phase'], 3);
}

function isStatus(value: Fields): value is Status {
  const isId = (id: Data): id is number => isNatural(id);
  return (
    isNatural(value['view']) &&
    typeof value['active'] === 'boolean' &&
    isNatural(value['executed']) &&
    isList(value['open'], SLOTS_MAX, isOpenSlot) &&
    isList(value['held'], REPLICAS_MAX, isId) &&
    isSigned(value)
  );
}

/** Copies the signed part of a pre-prepare, as it stands in certificates and logs (M19, M20). */
export function bare(message: Proposal): Proposal {
  const { view, seq, digest, replica, sig } = message;
  return { type: 'pre-prepare', view, seq, digest, replica, sig };
}

/** Parsed messages are frozen plain data: a body as the network wants it. */
export function asBody(message: Message): Body {
  return message;
}

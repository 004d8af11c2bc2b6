import { isRecord } from '../../base/shapes.ts';
import { ObjectMemo } from '../../base/object-memo.ts';
import type { Body, Data } from '../../model/index.ts';
import type {
  Checkpoint,
  Message,
  Note,
  PrePrepare,
  Prepare,
  PreparedProof,
  Proposal,
  Request,
  ViewChange,
} from './messages.ts';
import { PAGE_ENTRIES, type Page } from './pages.ts';

/**
 * From whatever a traitor may send to typed messages: shapes and sizes only, no signatures, no meaning.
 * Malformed input gives null, never an exception (A3); every list is bounded before it is walked (M21).
 */

/** Slots in one message at the most; a window has no more, and each replica knows how many its own has. */
const SLOTS_MAX = 4_096;
/** Records keyed by integers iterate in ascending order up to here. */
const SEQ_MAX = 4_294_967_294;
/** Pages of a state, and entries of a page. */
const PAGES_MAX = 4_096;
const BATCH_MAX = 64;
const OPERATION_MAX = 4_000;
const REPLICAS_MAX = 1_024;

type Fields = { readonly [key: string]: Data };

/** The typed message, or null where a field is missing, unknown, of the wrong type, out of range or too long. */
export function parseMessage(body: Data): Message | null {
  return isMessage(body) ? body : null;
}

/** Frozen ones that were found well-formed: a broadcast is one body, however many read it. */
const wellFormed = new ObjectMemo<object, true>();

function isMessage(body: Data): body is Message {
  if (!isRecord(body)) return false;
  if (wellFormed.get(body) === true) return true;
  const { type } = body;
  const isFine =
    typeof type === 'string' && Object.hasOwn(SHAPES, type) && SHAPES[type]?.(body) === true;
  if (isFine && Object.isFrozen(body)) wellFormed.set(body, true);
  return isFine;
}

const SHAPES: { readonly [type: string]: (body: Fields) => boolean } = {
  request: isRequest,
  'pre-prepare': isPrePrepare,
  prepare: (body) => isVote(body, 'prepare'),
  commit: (body) => isVote(body, 'commit'),
  reply: isReply,
  'view-change': isViewChange,
  'new-view': isNewView,
  status: isStatus,
  fetch: isFetch,
  'request-body': isRequestBody,
  checkpoint: isCheckpoint,
  'fetch-state': isFetchState,
  'meta-data': isMetaData,
  data: isStateData,
};

/** The fields that the caller checks and no others: what no signature covers must not be carried along (A1, M19). */
function isExactly(value: Data | undefined, count: number): value is Fields {
  return isRecord(value) && Object.keys(value).length === count;
}

function isNatural(value: Data | undefined, max = Number.MAX_SAFE_INTEGER): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= max;
}

const isTrue = (value: Data): boolean => value === true;
const isReplica = (value: Data): boolean => isNatural(value, REPLICAS_MAX);
const isSeq = (value: Data): boolean => isNatural(value, SEQ_MAX);

function isText(value: Data | undefined, max: number): value is string {
  return typeof value === 'string' && value.length <= max;
}

/** Digests are keys of the replica's records: anything but hexadecimal could name what every object inherits. */
function isDigest(value: Data | undefined): value is string {
  return isText(value, 64) && /^[0-9a-f]*$/.test(value);
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

/** Of fields that need not be there: how many are, or NaN if one of them is not as it must be. */
function optional(
  value: Data,
  fields: { readonly [field: string]: (data: Data) => boolean },
): number {
  if (!isRecord(value)) return NaN;
  let count = 0;
  for (const field in fields) {
    if (!Object.hasOwn(value, field)) continue;
    if (fields[field]?.(value[field] ?? null) !== true) return NaN;
    count += 1;
  }
  return count;
}

function isRequest(value: Data): value is Request {
  return (
    isExactly(
      value,
      5 + optional(value, { text: isAddedText, readOnly: isTrue, replier: isReplica }),
    ) &&
    value['type'] === 'request' &&
    isNatural(value['client']) &&
    isNatural(value['timestamp']) &&
    isText(value['operation'], OPERATION_MAX) &&
    isText(value['sig'], 256)
  );
}

/** Absent rather than empty, so that nothing has two forms. */
function isAddedText(value: Data): value is string {
  return isText(value, OPERATION_MAX) && value !== '';
}

function isPrePrepare(value: Fields): boolean {
  const { requests, note, nd, ...proposal } = value;
  const isRight = (note === undefined || isNote(note)) && (nd === undefined || isNatural(nd));
  return isRight && isList(requests, BATCH_MAX, isRequest) && isProposal(proposal);
}

function isNote(value: Data): value is Note {
  return isExactly(value, 2) && isAddedText(value['text'] ?? '') && isText(value['sig'], 256);
}

function isVote(value: Data, type: Data): boolean {
  return (
    isExactly(value, 6) &&
    value['type'] === type &&
    isNatural(value['view']) &&
    isNatural(value['seq'], SEQ_MAX) &&
    isDigest(value['digest']) &&
    isSigned(value)
  );
}

function isProposal(value: Data): value is Proposal {
  return isVote(value, 'pre-prepare');
}

function isPrepare(value: Data): value is Prepare {
  return isVote(value, 'prepare');
}

function isReply(value: Fields): boolean {
  const more = optional(value, { tentative: isTrue, hashed: isTrue, seq: isSeq });
  return (
    isExactly(value, 7 + more) &&
    isNatural(value['view']) &&
    isNatural(value['timestamp']) &&
    isNatural(value['client']) &&
    isText(value['result'], OPERATION_MAX) &&
    isSigned(value)
  );
}

function isProof(value: Data): value is PreparedProof {
  return (
    isExactly(value, 2) &&
    isProposal(value['proposal'] ?? null) &&
    isList(value['prepares'], REPLICAS_MAX, isPrepare)
  );
}

function isViewChange(value: Data): value is ViewChange {
  return (
    isExactly(value, 7) &&
    value['type'] === 'view-change' &&
    isNatural(value['view']) &&
    isNatural(value['stable'], SEQ_MAX) &&
    isList(value['stableProof'], REPLICAS_MAX, isCheckpoint) &&
    isList(value['prepared'], SLOTS_MAX, isProof) &&
    isSigned(value)
  );
}

function isNewView(value: Fields): boolean {
  return (
    isExactly(value, 6) &&
    isNatural(value['view']) &&
    isList(value['viewChanges'], REPLICAS_MAX, isViewChange) &&
    isList(value['proposals'], SLOTS_MAX, isProposal) &&
    isSigned(value)
  );
}

function isOpenSlot(value: Data): value is { seq: number; phase: number } {
  return isExactly(value, 2) && isNatural(value['seq'], SEQ_MAX) && isNatural(value['phase'], 3);
}

function isStatus(value: Fields): boolean {
  const isId = (id: Data): id is number => isNatural(id);
  return (
    isExactly(value, 9) &&
    isNatural(value['view']) &&
    isNatural(value['stable'], SEQ_MAX) &&
    typeof value['active'] === 'boolean' &&
    isNatural(value['executed'], SEQ_MAX) &&
    isList(value['open'], SLOTS_MAX, isOpenSlot) &&
    isList(value['held'], REPLICAS_MAX, isId) &&
    isSigned(value)
  );
}

function isFetch(value: Fields): boolean {
  return isExactly(value, 4) && isDigest(value['digest']) && isSigned(value);
}

function isRequestBody(value: Fields): boolean {
  const more = optional(value, { nd: isNatural });
  return isExactly(value, 2 + more) && isList(value['requests'], BATCH_MAX, isRequest);
}

function isCheckpoint(value: Data): value is Checkpoint {
  return (
    isExactly(value, 5) &&
    value['type'] === 'checkpoint' &&
    isNatural(value['seq'], SEQ_MAX) &&
    isDigest(value['digest']) &&
    isSigned(value)
  );
}

/** The part of a state that a message is about. */
function isOfState(value: Fields): boolean {
  return isNatural(value['seq'], SEQ_MAX) && isDigest(value['digest']) && isSigned(value);
}

function isFetchState(value: Fields): boolean {
  const isPage = value['page'] === -1 || isNatural(value['page'], PAGES_MAX);
  return isExactly(value, 6) && isPage && isOfState(value);
}

function isMetaData(value: Fields): boolean {
  const isHex = (digest: Data): digest is string => isDigest(digest);
  return isExactly(value, 6) && isList(value['pages'], PAGES_MAX, isHex) && isOfState(value);
}

function isStateData(value: Fields): boolean {
  return (
    isExactly(value, 7) &&
    isNatural(value['page'], PAGES_MAX) &&
    isList(value['entries'], PAGE_ENTRIES, isEntry) &&
    isOfState(value)
  );
}

/** Of the memory, or of the table of answers. */
function isEntry(value: Data): value is Page[number] {
  if (!isList(value, 3, isLeaf)) return false;
  const [first = null, second = null, third = null] = value;
  if (value.length === 2) return isText(first, OPERATION_MAX) && isText(second, OPERATION_MAX);
  const isReply = isNatural(first) && isNatural(second) && isText(third, OPERATION_MAX);
  return value.length === 3 && isReply;
}

function isLeaf(value: Data): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** Copies the signed part of a pre-prepare, as it stands in certificates and logs (M19, M20). */
export function bare(message: Proposal): Proposal {
  const { view, seq, digest, replica, sig } = message;
  return { type: 'pre-prepare', view, seq, digest, replica, sig };
}

/** The other way round: with what no signature covers. */
export function whole(
  { view, seq, digest, replica, sig }: Proposal,
  { requests, nd }: Pick<PrePrepare, 'requests' | 'nd'>,
): PrePrepare {
  const timeless: PrePrepare = { type: 'pre-prepare', view, seq, digest, replica, sig, requests };
  return nd === undefined ? timeless : { ...timeless, nd };
}

/** Parsed messages are frozen plain data: a body as the network wants it. */
export function asBody(message: Message): Body {
  return message;
}

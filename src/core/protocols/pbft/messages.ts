import { ObjectMemo } from '../../base/object-memo.ts';
import type {
  About,
  Body,
  Context,
  Data,
  MessageInfo,
  ProcessId,
  Statement,
} from '../../model/index.ts';
import type { Page } from './pages.ts';

/**
 * The messages of PBFT: their fields, what their signatures cover, and their digests.
 * Source: Castro and Liskov, OSDI'99 sections 4.1 to 4.4; clauses M1 to M15 and M19 to M21.
 */

/**
 * M1. Signed by the client. `text` is what rides in it beside the operation, absent where nothing does: signature and digest
 * cover it, so that everybody gets the same; the service does not look at it, and neither does any rule of the protocol.
 */
export type Request = {
  readonly type: 'request';
  readonly client: ProcessId;
  readonly timestamp: number;
  readonly operation: string;
  readonly text?: string;
  readonly sig: string;
  /** O4: to be answered at once, without being ordered. */
  readonly readOnly?: true;
  /** O6: who answers in full, while the others send a digest; absent: all answer in full. */
  readonly replier?: ProcessId;
};

/** M2, M20: the signature covers view, seq and digest only, so that it also serves inside certificates. */
export type Proposal = {
  readonly type: 'pre-prepare';
  readonly view: number;
  readonly seq: number;
  readonly digest: string;
  readonly replica: ProcessId;
  readonly sig: string;
};

/** A text that a replica adds to its own proposal, signed apart: no part of the proposal, of certificates or of logs. */
export type Note = { readonly text: string; readonly sig: string };

/** A proposal with the ordered requests piggy-backed outside the signature; an empty list is the null request. */
export type PrePrepare = Proposal & {
  readonly requests: readonly Request[];
  readonly note?: Note;
  /** ND1: the primary's clock, where the requests hold an operation that needs the time. The digest covers it. */
  readonly nd?: number;
};

/** M3, M4. */
export type PhaseVote<T extends 'prepare' | 'commit'> = {
  readonly type: T;
  readonly view: number;
  readonly seq: number;
  readonly digest: string;
  readonly replica: ProcessId;
  readonly sig: string;
};
export type Prepare = PhaseVote<'prepare'>;
export type Commit = PhaseVote<'commit'>;

/** M5. */
export type Reply = {
  readonly type: 'reply';
  readonly view: number;
  readonly timestamp: number;
  readonly client: ProcessId;
  readonly replica: ProcessId;
  /** With `hashed` its digest. */
  readonly result: string;
  readonly sig: string;
  /** The request was not committed when it was executed (O1), or not ordered at all (O4). */
  readonly tentative?: true;
  /** O6. */
  readonly hashed?: true;
  /** Of a read-only request: the sequence number after which the state was read. */
  readonly seq?: number;
};

/** An entry of P: a proposal and q-1 matching prepares of distinct backups (one fewer when q is 1). */
export type PreparedProof = { readonly proposal: Proposal; readonly prepares: readonly Prepare[] };

/** M6. The digest is that of the state after `seq`. */
export type Checkpoint = {
  readonly type: 'checkpoint';
  readonly seq: number;
  readonly digest: string;
  readonly replica: ProcessId;
  readonly sig: string;
};

/** M7. C: the last stable checkpoint and the q messages that prove it, none for 0. P: what was prepared above it. */
export type ViewChange = {
  readonly type: 'view-change';
  readonly view: number;
  readonly stable: number;
  readonly stableProof: readonly Checkpoint[];
  readonly prepared: readonly PreparedProof[];
  readonly replica: ProcessId;
  readonly sig: string;
};

/** M8. V and O. */
export type NewView = {
  readonly type: 'new-view';
  readonly view: number;
  readonly viewChanges: readonly ViewChange[];
  readonly proposals: readonly Proposal[];
  readonly replica: ProcessId;
  readonly sig: string;
};

/** M13, M14: what the sender has, so that others can send what it lacks. `open` lists its slots above `executed`. */
export type Status = {
  readonly type: 'status';
  readonly view: number;
  readonly active: boolean;
  readonly executed: number;
  /** Its low water mark. */
  readonly stable: number;
  /** For each seq above `executed` that it knows of: 1 pre-prepared, 2 prepared, 3 committed; absent: nothing. */
  readonly open: readonly { readonly seq: number; readonly phase: number }[];
  /** While not active: whose VIEW-CHANGE for `view` it holds. */
  readonly held: readonly ProcessId[];
  readonly replica: ProcessId;
  readonly sig: string;
};

/** M15. */
export type Fetch = {
  readonly type: 'fetch';
  readonly digest: string;
  readonly replica: ProcessId;
  readonly sig: string;
};

/** M15: self-authenticating, by digest and by the clients' signatures. */
export type RequestBody = {
  readonly type: 'request-body';
  readonly requests: readonly Request[];
  readonly nd?: number;
};

/** M9. Asks for a part of the state after `seq`: a page by its number, or with -1 the digests of all pages. */
export type FetchState = {
  readonly type: 'fetch-state';
  readonly seq: number;
  readonly digest: string;
  readonly page: number;
  readonly replica: ProcessId;
  readonly sig: string;
};

/** M10. Believed if the checkpoint's digest follows from it. Signed, so that who lies can be told from who is lied about. */
export type MetaData = {
  readonly type: 'meta-data';
  readonly seq: number;
  readonly digest: string;
  readonly pages: readonly string[];
  readonly replica: ProcessId;
  readonly sig: string;
};

/** M12. Believed if its digest is the one that the META-DATA names for this page. */
export type StateData = {
  readonly type: 'data';
  readonly seq: number;
  readonly digest: string;
  readonly page: number;
  readonly entries: Page;
  readonly replica: ProcessId;
  readonly sig: string;
};

export type Message =
  | Request
  | PrePrepare
  | Prepare
  | Commit
  | Reply
  | ViewChange
  | NewView
  | Status
  | Fetch
  | RequestBody
  | Checkpoint
  | FetchState
  | MetaData
  | StateData;

export const MESSAGES: Readonly<Record<Message['type'], MessageInfo>> = {
  request: { label: 'Request', glyph: 'circle', meaning: 'A client asks for an operation.' },
  'pre-prepare': {
    label: 'Pre-prepare',
    glyph: 'triangle',
    meaning: 'The primary proposes a sequence number for a request.',
  },
  prepare: { label: 'Prepare', glyph: 'diamond', meaning: 'A backup says which proposal it got.' },
  commit: {
    label: 'Commit',
    glyph: 'square',
    meaning: 'A replica says that a quorum got the same proposal.',
  },
  reply: { label: 'Reply', glyph: 'chevron', meaning: 'A replica tells the client the result.' },
  'view-change': {
    label: 'View-change',
    glyph: 'hourglass',
    meaning: 'A replica wants the next primary and shows what it has prepared.',
  },
  'new-view': {
    label: 'New-view',
    glyph: 'star',
    meaning:
      'The next primary proves that a quorum wants it, and proposes again what was prepared.',
  },
  status: {
    label: 'Status',
    glyph: 'ring',
    meaning: 'A replica says what it has, so that others send what it lacks.',
  },
  fetch: {
    label: 'Fetch',
    glyph: 'bracket',
    meaning: 'A replica asks for the requests behind a digest.',
  },
  'request-body': {
    label: 'Request body',
    glyph: 'lines',
    meaning: 'The requests behind a digest.',
  },
  checkpoint: {
    label: 'Checkpoint',
    glyph: 'cross',
    meaning: 'A replica says what its state is after a sequence number.',
  },
  'fetch-state': {
    label: 'Fetch state',
    glyph: 'bracket',
    meaning: 'A replica that fell behind asks for a part of the state at a stable checkpoint.',
  },
  'meta-data': {
    label: 'Meta-data',
    glyph: 'bracket',
    meaning: 'The digests of the pages that the state consists of.',
  },
  data: { label: 'Data', glyph: 'bracket', meaning: 'A page of the state.' },
};

/** What the signature of a message covers, the signer and the run's domain apart, which the signature scheme adds (A1). */
export function statementOf(message: Exclude<Message, RequestBody> | Proposal): Statement {
  switch (message.type) {
    case 'request':
      return requestStatement(message);
    case 'pre-prepare':
    case 'prepare':
    case 'commit':
      return [message.type, message.view, message.seq, message.digest, message.replica];
    case 'reply':
      return replyStatement(message);
    case 'view-change':
      return [
        message.type,
        message.view,
        message.stable,
        message.stableProof,
        message.prepared,
        message.replica,
      ];
    case 'new-view':
      return [message.type, message.view, message.viewChanges, message.proposals, message.replica];
    case 'status':
      return [
        message.type,
        message.view,
        message.active,
        message.executed,
        message.stable,
        message.open,
        message.held,
        message.replica,
      ];
    case 'fetch':
      return [message.type, message.digest, message.replica];
    default:
      return stateStatement(message);
  }
}

/** What only some requests and replies carry is covered where it is there; without it the statement is shorter. */
function requestStatement(request: Request): Statement {
  const { type, readOnly, replier } = request;
  const plain = [type, ...requestFields(request)];
  if (readOnly === undefined && replier === undefined) return plain;
  return [...plain, readOnly ?? false, replier ?? -1];
}

function replyStatement(message: Reply): Statement {
  const { type, view, timestamp, client, replica, result, tentative, hashed, seq } = message;
  const plain = [type, view, timestamp, client, replica, result];
  if (tentative === undefined && hashed === undefined && seq === undefined) return plain;
  return [...plain, tentative ?? false, hashed ?? false, seq ?? -1];
}

/** What the signature of a note covers; it holds for this proposal only. */
export function noteStatement({ view, seq, digest, replica }: Proposal, text: string): Statement {
  return ['note', view, seq, digest, replica, text];
}

function stateStatement(message: Checkpoint | FetchState | MetaData | StateData): Statement {
  switch (message.type) {
    case 'checkpoint':
      return [message.type, message.seq, message.digest, message.replica];
    case 'fetch-state':
      return [message.type, message.seq, message.digest, message.page, message.replica];
    case 'meta-data':
      return [message.type, message.seq, message.digest, message.pages, message.replica];
    case 'data': {
      const { type, seq, digest, page, entries, replica } = message;
      return [type, seq, digest, page, entries, replica];
    }
  }
}

type Digester = Pick<Context, 'digest'>;

/** Covers the fields only, never the signature, so that both signature schemes give the same ledgers. */
function requestDigest(request: Request, crypto: Digester): string {
  const known = REQUESTS.get(request);
  if (known !== undefined) return known.digest;
  const digest = crypto.digest('request', requestFields(request));
  if (Object.isFrozen(request)) REQUESTS.set(request, { digest });
  return digest;
}

const REQUESTS = new ObjectMemo<Request, { readonly digest: string }>();

/** What identifies a request. One without a text is what it was before there were any. */
function requestFields({ client, timestamp, operation, text }: Request): readonly Data[] {
  return text === undefined ? [client, timestamp, operation] : [client, timestamp, operation, text];
}

/** O6: what the others send instead of the answer. */
export function resultDigest(result: string, crypto: Digester): string {
  return crypto.digest('result', result);
}

/** BA1, ND1: over the ordered list and what was chosen for it; the empty list is the null request, which no client can imitate (A9). */
export function batchDigest(requests: readonly Request[], crypto: Digester, nd?: number): string {
  if (requests.length === 0) return crypto.digest('null', []);
  const known = BATCHES.get(requests);
  if (known !== undefined && known.nd === nd) return known.digest;
  const digests = requests.map((request) => requestDigest(request, crypto));
  const digest =
    nd === undefined
      ? crypto.digest('batch', digests)
      : crypto.digest('timed batch', [nd, ...digests]);
  if (Object.isFrozen(requests)) BATCHES.set(requests, { nd, digest });
  return digest;
}

/** Of lists that cannot change any more: every receiver of a proposal asks. */
const BATCHES = new ObjectMemo<
  readonly Request[],
  { readonly nd: number | undefined; readonly digest: string }
>();

/** Their digest is that of a state, not of a value that somebody proposed. */
const STATE_MESSAGES: ReadonlySet<string> = new Set<Message['type']>([
  'checkpoint',
  'fetch-state',
  'meta-data',
  'data',
]);

function number(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : 0;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What a message speaks about, for draws and for the screen. Bodies of traitors may hold anything. */
export function about(body: Body): About {
  const isRequest = body.type === 'request' || body.type === 'reply';
  const isOfState = STATE_MESSAGES.has(body.type);
  return {
    view: number(body['view']),
    number: number(isRequest ? body['timestamp'] : body['seq']),
    seq: number(body['seq']),
    digest: isOfState ? '' : text(body['digest']),
  };
}

import type { ProcessId } from '../../src/core/model/index.ts';
import {
  batchDigest,
  statementOf,
  type Checkpoint,
  type Commit,
  type Fetch,
  type FetchState,
  type MetaData,
  type NewView,
  type Prepare,
  type PreparedProof,
  type PrePrepare,
  type Proposal,
  type Reply,
  type Request,
  type RequestBody,
  type StateData,
  type Status,
  type ViewChange,
} from '../../src/core/protocols/pbft/messages.ts';
import { digestOf, signatureOf, testCrypto } from './council-crypto.ts';

/** Builders of every message, genuinely signed by whom they name. A test that wants a forgery changes a field afterwards. */

export type Position = { readonly view: number; readonly seq: number; readonly digest: string };

export const NULL_DIGEST = digestOf('null', []);

export function digestOfRequests(...requests: Request[]): string {
  return batchDigest(requests, testCrypto);
}

export function request(
  client: ProcessId,
  timestamp: number,
  operation: string,
  wishes: Pick<Request, 'readOnly' | 'replier'> = {},
): Request {
  const unsigned: Request = { type: 'request', client, timestamp, operation, sig: '', ...wishes };
  return { ...unsigned, sig: signatureOf(client, statementOf(unsigned)) };
}

export function proposal(as: ProcessId, { view, seq, digest }: Position): Proposal {
  const unsigned: Proposal = { type: 'pre-prepare', view, seq, digest, replica: as, sig: '' };
  return { ...unsigned, sig: signatureOf(as, statementOf(unsigned)) };
}

export function prePrepare(
  as: ProcessId,
  place: { readonly view: number; readonly seq: number },
  requests: readonly Request[],
  nd?: number,
): PrePrepare {
  const digest = batchDigest(requests, testCrypto, nd);
  const message = { ...proposal(as, { ...place, digest }), requests };
  return nd === undefined ? message : { ...message, nd };
}

export function prepare(as: ProcessId, { view, seq, digest }: Position): Prepare {
  const unsigned: Prepare = { type: 'prepare', view, seq, digest, replica: as, sig: '' };
  return { ...unsigned, sig: signatureOf(as, statementOf(unsigned)) };
}

export function commit(as: ProcessId, { view, seq, digest }: Position): Commit {
  const unsigned: Commit = { type: 'commit', view, seq, digest, replica: as, sig: '' };
  return { ...unsigned, sig: signatureOf(as, statementOf(unsigned)) };
}

export function reply(
  as: ProcessId,
  to: Pick<Request, 'client' | 'timestamp'>,
  answer: { readonly view: number; readonly result: string } & Pick<
    Reply,
    'tentative' | 'hashed' | 'seq'
  >,
): Reply {
  const { client, timestamp } = to;
  const unsigned: Reply = { type: 'reply', ...answer, timestamp, client, replica: as, sig: '' };
  return { ...unsigned, sig: signatureOf(as, statementOf(unsigned)) };
}

/** A prepared certificate: the proposal of the view's primary and the prepares of these backups. */
export function proof(n: number, place: Position, backups: readonly ProcessId[]): PreparedProof {
  return {
    proposal: proposal(place.view % n, place),
    prepares: backups.map((backup) => prepare(backup, place)),
  };
}

export function viewChange(
  as: ProcessId,
  view: number,
  prepared: readonly PreparedProof[] = [],
): ViewChange {
  return signViewChange({
    type: 'view-change',
    view,
    stable: 0,
    stableProof: [],
    prepared,
    replica: as,
    sig: '',
  });
}

export function signViewChange(unsigned: ViewChange): ViewChange {
  return { ...unsigned, sig: signatureOf(unsigned.replica, statementOf({ ...unsigned, sig: '' })) };
}

export function newView(
  as: ProcessId,
  view: number,
  content: { readonly viewChanges: readonly ViewChange[]; readonly proposals: readonly Proposal[] },
): NewView {
  const unsigned: NewView = { type: 'new-view', view, ...content, replica: as, sig: '' };
  return { ...unsigned, sig: signatureOf(as, statementOf(unsigned)) };
}

export function status(
  as: ProcessId,
  has: Pick<Status, 'view' | 'executed'> &
    Partial<Pick<Status, 'active' | 'stable' | 'open' | 'held'>>,
): Status {
  const unsigned: Status = {
    type: 'status',
    stable: 0,
    active: true,
    open: [],
    held: [],
    ...has,
    replica: as,
    sig: '',
  };
  return { ...unsigned, sig: signatureOf(as, statementOf(unsigned)) };
}

export function fetch(as: ProcessId, digest: string): Fetch {
  const unsigned: Fetch = { type: 'fetch', digest, replica: as, sig: '' };
  return { ...unsigned, sig: signatureOf(as, statementOf(unsigned)) };
}

export function checkpoint(as: ProcessId, seq: number, digest: string): Checkpoint {
  const unsigned: Checkpoint = { type: 'checkpoint', seq, digest, replica: as, sig: '' };
  return { ...unsigned, sig: signatureOf(as, statementOf(unsigned)) };
}

type Part = { readonly seq: number; readonly digest: string };

/** A page by its number; -1 for the digests of all pages. */
export function fetchState(as: ProcessId, { seq, digest }: Part, page = -1): FetchState {
  const unsigned: FetchState = { type: 'fetch-state', seq, digest, page, replica: as, sig: '' };
  return { ...unsigned, sig: signatureOf(as, statementOf(unsigned)) };
}

export function metaData(as: ProcessId, { seq, digest }: Part, pages: readonly string[]): MetaData {
  const unsigned: MetaData = { type: 'meta-data', seq, digest, pages, replica: as, sig: '' };
  return { ...unsigned, sig: signatureOf(as, statementOf(unsigned)) };
}

export function stateData(
  as: ProcessId,
  { seq, digest, page }: Part & { readonly page: number },
  entries: StateData['entries'],
): StateData {
  const unsigned: StateData = { type: 'data', seq, digest, page, entries, replica: as, sig: '' };
  return { ...unsigned, sig: signatureOf(as, statementOf(unsigned)) };
}

export function requestBody(...requests: Request[]): RequestBody {
  return { type: 'request-body', requests };
}

export const digestWith = batchDigest;

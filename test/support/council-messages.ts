import type { ProcessId } from '../../src/core/model/index.ts';
import {
  batchDigest,
  statementOf,
  type Commit,
  type Fetch,
  type NewView,
  type Prepare,
  type PreparedProof,
  type PrePrepare,
  type Proposal,
  type Reply,
  type Request,
  type RequestBody,
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

export function request(client: ProcessId, timestamp: number, operation: string): Request {
  const unsigned: Request = { type: 'request', client, timestamp, operation, sig: '' };
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
): PrePrepare {
  const digest = batchDigest(requests, testCrypto);
  return { ...proposal(as, { ...place, digest }), requests };
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
  answer: { readonly view: number; readonly result: string },
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
  has: Pick<Status, 'view' | 'executed'> & Partial<Pick<Status, 'active' | 'open' | 'held'>>,
): Status {
  const unsigned: Status = {
    type: 'status',
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

export function requestBody(...requests: Request[]): RequestBody {
  return { type: 'request-body', requests };
}

export const digestWith = batchDigest;

import { assert } from '../../base/assert.ts';
import { freezeBody } from '../../base/clone.ts';
import { pairKey } from '../../base/pair-key.ts';
import type { Body, Claim, Statement } from '../../model/index.ts';
import {
  statementOf,
  type Checkpoint,
  type Commit,
  type Message,
  type NewView,
  type Prepare,
  type Proposal,
  type Reply,
  type RequestBody,
  type ViewChange,
} from './messages.ts';
import { bare, parseMessage } from './parse.ts';

/**
 * What replicas have signed, alone or inside another message. Requests are the words of clients; what a status says, or an answer
 * to a fetch, may change from one to the next, so that neither is listed. The final answer to a request is one (I11).
 */
export function testimony(body: Body): readonly Claim[] {
  const message = signedPart(body);
  switch (message?.type) {
    case 'pre-prepare':
      return [phaseClaim(freezeBody(bare(message)))];
    case 'prepare':
    case 'commit':
      return [phaseClaim(message)];
    case 'checkpoint':
      return [checkpointClaim(message)];
    case 'reply':
      return replyClaims(message);
    case 'view-change':
      return viewChangeClaims(message);
    case 'new-view':
      return newViewClaims(message);
    default:
      return [];
  }
}

/** A pre-prepare may come without its requests, which no signature covers: so it stands in certificates and in proofs (M20). */
export function signedPart(body: Body): Message | null {
  const isBare = body.type === 'pre-prepare' && body['requests'] === undefined;
  return parseMessage(isBare ? { ...body, requests: [] } : body);
}

/** What the signature covers. */
export function statement({ message }: Claim): Statement {
  const part = signedPart(message);
  assert(part !== null && part.type !== 'request-body', 'claims are made of signed messages');
  return statementOf(part);
}

/** What a claim is about, in words. */
export function topic({ kind, view, seq, subject }: Claim): string {
  if (kind === 'checkpoint') return `sequence number ${seq}`;
  if (kind === 'reply') return `request ${subject.split(':')[1] ?? ''} of one client`;
  return seq > 0 ? `sequence number ${seq} in view ${view}` : `view ${view}`;
}

type About = Pick<Claim, 'subject' | 'value'> & Partial<Pick<Claim, 'view' | 'seq'>>;
type Signed = Exclude<Message, RequestBody | { readonly type: 'request' | 'pre-prepare' }>;

function claim(message: Signed | Proposal, { view = 0, seq = 0, subject, value }: About): Claim {
  // What a message is made of is frozen already: going through all of it again would cost more than the rest.
  return Object.freeze({
    signer: message.replica,
    kind: message.type,
    subject,
    value,
    view,
    seq,
    signature: message.sig,
    message,
  });
}

function phaseClaim(message: Proposal | Prepare | Commit): Claim {
  const { view, seq, digest } = message;
  return claim(message, { view, seq, subject: pairKey(view, seq), value: digest });
}

function checkpointClaim(message: Checkpoint): Claim {
  const { seq, digest } = message;
  return claim(message, { seq, subject: String(seq), value: digest });
}

/** A tentative answer may be taken back (I11). The digest of a result is another word than the result itself. */
function replyClaims(message: Reply): readonly Claim[] {
  const { view, client, timestamp, result: value, tentative, hashed } = message;
  if (tentative === true) return [];
  const request = pairKey(client, timestamp);
  const subject = hashed === true ? `${request}:digest` : request;
  return [claim(message, { view, subject, value })];
}

/** The signature stands for the content, which is too much to compare each time. */
function viewChangeClaims(message: ViewChange): readonly Claim[] {
  const { view, sig: value } = message;
  return [
    claim(message, { view, subject: String(view), value }),
    ...message.stableProof.map(checkpointClaim),
    ...message.prepared.flatMap(({ proposal, prepares }) =>
      [proposal, ...prepares].map(phaseClaim),
    ),
  ];
}

function newViewClaims(message: NewView): readonly Claim[] {
  const { view, sig: value } = message;
  return [
    claim(message, { view, subject: String(view), value }),
    ...message.proposals.map(phaseClaim),
    ...message.viewChanges.flatMap(viewChangeClaims),
  ];
}

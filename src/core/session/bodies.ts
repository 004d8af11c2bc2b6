import type { Body, ProcessId, Protocol, Span } from '../model/index.ts';
import type { Values } from './indexes/values.ts';

/** What the laboratory reads from a message without knowing its protocol. Bodies of traitors may hold anything. */

/** Index of the value that a message supports: its digest's, or that of the batch with the request it is about; else -1. */
export function valueOf(body: Body, protocol: Protocol, values: Values): number {
  const { digest, number } = protocol.about(body);
  if (digest !== '') return values.indexOf(digest);
  const client = body['client'];
  return typeof client === 'number' ? values.ofRequest({ client, timestamp: number }) : -1;
}

/** Who the message says has signed it, or -1 where it names nobody. */
export function claimantOf(body: Body): ProcessId {
  const signer = body['replica'] ?? body['client'];
  return typeof signer === 'number' ? signer : -1;
}

/** The kind of a message as the paper prints it. */
export function kindName(body: Pick<Body, 'type'>): string {
  return body.type.toUpperCase();
}

/** Position in the protocol's list of kinds, or -1. */
export function kindCode(body: Body, protocol: Protocol): number {
  return Object.keys(protocol.messages).indexOf(body.type);
}

export function valueSpan(index: number): Span {
  return index === -1 ? 'something that nobody proposed' : { value: index };
}

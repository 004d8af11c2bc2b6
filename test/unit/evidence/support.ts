import type { Claim, Court, Proof } from '../../../src/core/model/index.ts';
import { findBreach } from '../../../src/core/evidence/verify.ts';
import type { Message } from '../../../src/core/protocols/pbft/messages.ts';
import { pbft } from '../../../src/core/protocols/pbft/index.ts';
import { digestOf, isSignedBy } from '../../support/council-crypto.ts';

/** The public side of a council of the tests' own signature scheme. */
export function court(n = 4, q = 3): Court {
  return {
    n,
    q,
    verify: (signer, statement, signature) => isSignedBy(signer, statement, signature),
    digest: digestOf,
  };
}

export function claimsIn(message: Message): readonly Claim[] {
  return pbft.testimony(message);
}

/** What messages, each the claim of its own signer, prove; '' for nothing. */
export function proven(...messages: readonly Message[]): string {
  const claims = messages.flatMap((message) => claimsIn(message).slice(0, 1));
  return findBreach(claims, pbft, court())?.kind ?? '';
}

export function proofOf(replica: number, ...messages: readonly Message[]): Proof {
  const claims = messages.flatMap((message) => claimsIn(message).slice(0, 1));
  const breach = findBreach(claims, pbft, court());
  if (breach === null) throw new Error('these messages prove nothing');
  const bodies = claims.map((claim) => claim.message);
  return { ...breach, replica, at: 0, messages: bodies, deliveries: [] };
}

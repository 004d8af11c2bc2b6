import { PairMemo } from '../base/pair-memo.ts';
import type { Body, Breach, Claim, Court, Law, Proof } from '../model/index.ts';

/**
 * The verifier of proofs: a pure function of the messages, the rules of the protocol, and what is public about the council, which is the
 * keys, their number and the quorum. It never sees a run, a mark or a secret key; who holds two messages can ask it anywhere.
 */
export function verifyProof(proof: Proof, law: Law, court: Court): boolean {
  const claims = proof.messages.map((message) => claimOf(message, law));
  if (!claims.every((claim) => claim !== null)) return false;
  if (claims.some(({ signer }) => signer !== proof.replica)) return false;
  const found = findBreach(claims, law, court);
  return found?.kind === proof.kind && found.because === proof.because;
}

/** What claims of one signer prove, or null. Their signatures are checked last, because most claims are innocent. */
export function findBreach(claims: readonly Claim[], law: Law, court: Court): Breach | null {
  const [first, second] = claims;
  if (first === undefined || claims.length > 2) return null;
  if (second !== undefined && first.signer !== second.signer) return null;
  const clash = second === undefined ? null : contradiction([first, second], law, court);
  const breach = clash ?? law.breach(claims, court);
  const isProven = breach !== null && claims.every((claim) => isGenuine(claim, law, court));
  return isProven ? breach : null;
}

export function isGenuine(claim: Claim, law: Law, court: Court): boolean {
  const { signer, signature } = claim;
  return signer >= 0 && signer < court.n && court.verify(signer, law.statement(claim), signature);
}

/** Two different statements about one subject. A second signature on the same statement is none. */
function contradiction(
  [first, second]: readonly [Claim, Claim],
  law: Law,
  court: Court,
): Breach | null {
  const isOneSubject = first.kind === second.kind && first.subject === second.subject;
  if (!isOneSubject || first.value === second.value) return null;
  const [one, other] = [first, second].map((claim) => statementDigest(claim, law, court));
  if (one === other) return null;
  return {
    kind: `conflicting-${first.kind}`,
    because: `it signed two different ${first.kind.toUpperCase()} messages for ${law.topic(first)}`,
  };
}

function statementDigest(claim: Claim, law: Law, court: Court): string {
  const compute = (): string => court.digest('statement', law.statement(claim));
  return DIGESTS.take(court, claim, compute);
}

/** The same two VIEW-CHANGE messages come to every receiver, and each is long. */
const DIGESTS = new PairMemo<Court, Claim, string>();

function claimOf(message: Body, law: Law): Claim | null {
  return law.testimony(message)[0] ?? null;
}

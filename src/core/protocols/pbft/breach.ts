import { PairMemo } from '../../base/pair-memo.ts';
import type { Breach, Claim, Court } from '../../model/index.ts';
import type { Checkpoint, NewView, PreparedProof, Proposal, ViewChange } from './messages.ts';
import { primaryOf } from './state.ts';
import { signedPart, statement, testimony } from './testimony.ts';

/**
 * The rules of evidence beyond two different values in one slot (I17). Each holds for every replica that follows the protocol, whatever
 * the others and the network do, crashes with stable storage included; who signs against one of them is faulty.
 *
 * Why a lost certificate convicts: who has sent COMMIT for (v, s) was prepared there and keeps that certificate, or one of a later view,
 * until a stable checkpoint covers s; and it never sends COMMIT for v again once it has asked for a later view. So its VIEW-CHANGE
 * for any view above v starts at s or above, or shows a certificate for s of view v or above, in whichever order the two arrive.
 */
export const RIVALS: Readonly<Record<string, readonly string[]>> = {
  commit: ['view-change'],
  'view-change': ['commit'],
};

/**
 * What one claim, or two of one signer about different subjects, prove against it; null if nothing. Two about one subject are the
 * verifier's.
 */
export function breach(claims: readonly Claim[], court: Court): Breach | null {
  const [first, second] = claims;
  if (first === undefined) return null;
  if (second === undefined) return breachOfOne(first, court);
  const commit = [first, second].find(({ kind }) => kind === 'commit');
  const change = [first, second].find(({ kind }) => kind === 'view-change');
  return commit === undefined || change === undefined ? null : lostCertificate(commit, change);
}

function breachOfOne(claim: Claim, court: Court): Breach | null {
  if (claim.kind === 'pre-prepare') return foreignProposal(claim, court);
  // Votes are many, and no vote is wrong by itself.
  if (claim.kind !== 'view-change' && claim.kind !== 'new-view') return null;
  return JUDGED.take(court, claim, () => breachOfLong(claim, court));
}

/** Of messages full of others: they are long, and every receiver asks. */
const JUDGED = new PairMemo<Court, Claim, Breach | null>();

function breachOfLong(claim: Claim, court: Court): Breach | null {
  const message = signedPart(claim.message);
  if (message?.type === 'view-change') return viewChangeBreach(message, court);
  return message?.type === 'new-view' ? newViewBreach(message, court) : null;
}

function lostCertificate(commit: Claim, { view: asked, message }: Claim): Breach | null {
  if (asked <= commit.view) return null;
  const change = signedPart(message);
  if (change?.type !== 'view-change') return null;
  const { view, seq } = commit;
  if (change.stable >= seq) return null;
  const isShown = change.prepared.some(
    ({ proposal }) => proposal.seq === seq && proposal.view >= view,
  );
  if (isShown) return null;
  return {
    kind: 'lost-certificate',
    because: `it sent COMMIT for sequence number ${seq} in view ${view}, and its VIEW-CHANGE for view ${change.view} shows no certificate for it`,
  };
}

/** Only the primary of a view proposes in it. */
function foreignProposal({ view, signer }: Claim, { n }: Court): Breach | null {
  const leader = primaryOf(view, n);
  if (signer === leader) return null;
  return {
    kind: 'foreign-proposal',
    because: `it proposes in view ${view}, which R${leader} leads`,
  };
}

/** Everything inside was checked by who signs around it. */
function forgedContent(message: ViewChange | NewView, court: Court): Breach | null {
  const [, ...inner] = testimony(message);
  const forged = inner.find(
    (claim) =>
      claim.signer >= court.n || !court.verify(claim.signer, statement(claim), claim.signature),
  );
  if (forged === undefined) return null;
  return {
    kind: 'forged-content',
    because: `it contains a ${forged.kind.toUpperCase()} in the name of R${forged.signer} that R${forged.signer} never signed`,
  };
}

/** V5 to V7, as far as it takes no more than the message itself. */
function viewChangeBreach(message: ViewChange, court: Court): Breach | null {
  const forged = forgedContent(message, court);
  if (forged !== null) return forged;
  const because = stableFault(message, court) ?? preparedFault(message, court);
  return because === null ? null : { kind: 'invalid-view-change', because };
}

function stableFault({ stable, stableProof }: ViewChange, { q }: Court): string | null {
  const needed = stable === 0 ? 0 : q;
  if (stableProof.length !== needed)
    return `it shows ${stableProof.length} CHECKPOINT messages for its stable checkpoint ${stable}, and it takes ${needed}`;
  const [first] = stableProof;
  const isOfOne = ({ seq, digest }: Checkpoint): boolean =>
    seq === stable && digest === first?.digest;
  if (!stableProof.every(isOfOne)) return 'its CHECKPOINT messages are not of one state';
  const signers = new Set(stableProof.map(({ replica }) => replica));
  return signers.size < needed ? 'it counts one CHECKPOINT twice' : null;
}

function preparedFault({ view, stable, prepared }: ViewChange, court: Court): string | null {
  const slots = new Set(prepared.map(({ proposal }) => proposal.seq));
  if (slots.size < prepared.length) return 'it shows two certificates for one sequence number';
  for (const proof of prepared) {
    const { seq, view: of } = proof.proposal;
    if (seq <= stable)
      return `it shows a certificate for sequence number ${seq}, not above ${stable}`;
    if (of >= view) return `it shows a certificate of view ${of} and asks for view ${view} only`;
    const fault = certificateFault(proof, court);
    if (fault !== null) return `its certificate for sequence number ${seq} ${fault}`;
  }
  return null;
}

function certificateFault({ proposal, prepares }: PreparedProof, { n, q }: Court): string | null {
  const primary = primaryOf(proposal.view, n);
  if (proposal.replica !== primary) return `has a proposal of R${proposal.replica}`;
  const isOfProposal = prepares.every(
    ({ view, seq, digest }) =>
      view === proposal.view && seq === proposal.seq && digest === proposal.digest,
  );
  if (!isOfProposal) return 'has a PREPARE for something else';
  const voters = new Set([primary, ...prepares.map(({ replica }) => replica)]);
  if (voters.size <= prepares.length) return 'counts somebody twice';
  return voters.size < q ? `has ${voters.size} voters of ${q}` : null;
}

/** NV1 to NV6: V holds a quorum of valid VIEW-CHANGE messages for this view, and O is what follows from them. */
function newViewBreach(message: NewView, court: Court): Breach | null {
  const forged = forgedContent(message, court);
  if (forged !== null) return forged;
  const because = supportFault(message, court) ?? proposalsFault(message, court);
  return because === null ? null : { kind: 'unfounded-new-view', because };
}

function supportFault({ view, viewChanges, replica }: NewView, court: Court): string | null {
  const leader = primaryOf(view, court.n);
  if (replica !== leader) return `it opens view ${view}, which R${leader} leads`;
  if (viewChanges.some((change) => change.view !== view))
    return `not all of its VIEW-CHANGE messages are for view ${view}`;
  const signers = new Set(viewChanges.map((change) => change.replica));
  if (signers.size < viewChanges.length) return 'it counts one VIEW-CHANGE twice';
  if (signers.size < court.q) return `it has ${signers.size} VIEW-CHANGE messages of ${court.q}`;
  for (const change of viewChanges) {
    const fault = stableFault(change, court) ?? preparedFault(change, court);
    if (fault !== null) return `the VIEW-CHANGE of R${change.replica} in it is not valid: ${fault}`;
  }
  return null;
}

/** Worked out a second time and in another way than the protocol does it: a check by the same code would share its mistakes. */
function proposalsFault(
  { view, viewChanges, proposals, replica }: NewView,
  court: Court,
): string | null {
  const low = Math.max(0, ...viewChanges.map(({ stable }) => stable));
  const shown = viewChanges
    .flatMap(({ prepared }) => prepared.map(({ proposal }) => proposal))
    .filter(({ seq }) => seq > low);
  const high = Math.max(low, ...shown.map(({ seq }) => seq));
  if (proposals.length !== high - low)
    return `it proposes ${proposals.length} sequence numbers again, and ${high - low} follow from its VIEW-CHANGE messages`;
  for (let seq = low + 1; seq <= high; seq += 1) {
    const own = proposals.filter((proposal) => proposal.seq === seq);
    const fault = proposalFault(
      own,
      shown.filter((proposal) => proposal.seq === seq),
      court,
    );
    if (fault !== null) return `its proposal for sequence number ${seq} ${fault}`;
  }
  const isOwn = proposals.every(
    (proposal) => proposal.view === view && proposal.replica === replica,
  );
  return isOwn ? null : 'not all of its proposals are its own for this view';
}

function proposalFault(
  own: readonly Proposal[],
  shown: readonly Proposal[],
  court: Court,
): string | null {
  const [proposal] = own;
  if (proposal === undefined || own.length > 1)
    return own.length > 1 ? 'stands there twice' : 'is missing';
  const latest = Math.max(-1, ...shown.map(({ view }) => view));
  const bound = new Set(shown.filter(({ view }) => view === latest).map(({ digest }) => digest));
  if (bound.size > 1) return 'chooses between two certificates of one view';
  const [wanted = court.digest('null', [])] = bound;
  return proposal.digest === wanted ? null : 'is not what its VIEW-CHANGE messages call for';
}

import type { AdversaryContext, Outgoing, ProcessId, Tactic } from '../../../model/index.ts';
import {
  batchDigest,
  type Checkpoint,
  type Prepare,
  type PreparedProof,
  type Request,
  type ViewChange,
} from '../messages.ts';
import { parseMessage } from '../parse.ts';
import { primaryOf } from '../state.ts';
import { inventedProof, NO_SIGNATURE, proposalFor } from './kit/invented.ts';
import { chosenLie, lieOption, type Lies } from './kit/lies.ts';
import { phaseMessage } from './kit/read.ts';
import { machineOf, sealed } from './kit/sealed.ts';
import { serveBody } from './kit/serve-body.ts';
import { accompliceRequest } from './kit/two-faces.ts';

export type Hider = {
  /** The first certificate that the member had for a sequence number, by sequence number. */
  first: { [seq: number]: PreparedProof };
  stamp: number;
  /** What the invented certificates are for; empty until one is told. */
  invented: Request[];
};

type Sender = {
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly hider: Hider;
  readonly ctx: AdversaryContext;
};
type Tell = (honest: ViewChange, sender: Sender) => ViewChange;

/** B24. What cannot be true of what the member has, is made up; then it is refused for lack of signatures all the more. */
const LIES: Lies<Tell> = {
  hide: {
    label: 'nothing was prepared',
    tell: (honest) => ({ ...honest, prepared: [] }),
  },
  stale: {
    label: 'an older certificate for a number prepared again',
    tell: (honest, { hider }) => ({
      ...honest,
      prepared: honest.prepared.map((proof) => hider.first[proof.proposal.seq] ?? proof),
    }),
  },
  inflated: {
    label: 'an older certificate that claims to be of a later view',
    tell: (honest, { hider }) => ({
      ...honest,
      prepared: honest.prepared.map((proof) => {
        const { proposal, prepares } = hider.first[proof.proposal.seq] ?? proof;
        return { proposal: { ...proposal, view: honest.view - 1 }, prepares };
      }),
    }),
  },
  'two-faces': {
    label: 'everything to one half, nothing to the other',
    tell: (honest, { to }) => (to % 2 === 0 ? honest : { ...honest, prepared: [] }),
  },
  invented: {
    label: 'a certificate for an order that nobody prepared',
    tell: invent,
  },
  unproven: {
    label: 'a certificate without prepares',
    tell: (honest, sender) => bendProofs(honest, sender, (proof) => ({ ...proof, prepares: [] })),
  },
  unsigned: {
    label: 'prepares with invalid signatures',
    tell: (honest, sender) =>
      bendProofs(honest, sender, (proof) => ({
        ...proof,
        prepares: proof.prepares.map((prepare) => ({ ...prepare, sig: NO_SIGNATURE })),
      })),
  },
  'double-prepares': {
    label: 'one prepare counted twice',
    tell: (honest, sender) =>
      bendProofs(honest, sender, (proof) => {
        const first = proof.prepares[0] ?? ownPrepare(proof, sender);
        return { ...proof, prepares: [first, first, ...proof.prepares.slice(2)] };
      }),
  },
  'primary-prepare': {
    label: 'the primary’s prepare beside its proposal',
    tell: (honest, sender) =>
      bendProofs(honest, sender, (proof) => {
        const { replica, sig } = proof.proposal;
        const prepare = { ...ownPrepare(proof, sender), replica, sig };
        return { ...proof, prepares: [prepare, ...proof.prepares.slice(1)] };
      }),
  },
  'mixed-views': {
    label: 'prepares of an earlier view than the proposal',
    tell: (honest, sender) => bendProofs(honest, sender, (proof) => raised(proof, honest, sender)),
  },
  'future-view': {
    label: 'a certificate of the view that is asked for',
    tell: (honest, sender) =>
      bendProofs(honest, sender, (proof) => ({
        ...proof,
        proposal: { ...proof.proposal, view: honest.view },
      })),
  },
  'outside-window': {
    label: 'a certificate beyond the window',
    tell: (honest, sender) => {
      const { window } = machineOf(sender.from, sender.ctx).config;
      const proof = madeUp({ ...honest, seq: honest.stable + window + 1 }, sender);
      return { ...honest, prepared: [...honest.prepared, proof] };
    },
  },
  'two-for-one': {
    label: 'two certificates for one number',
    tell: (honest, sender) => {
      const { prepared } = bendProofs(honest, sender, (proof) => proof);
      return { ...honest, prepared: [...prepared, ...prepared.slice(0, 1)] };
    },
  },
  'short-proof': {
    label: 'a checkpoint proved by too few',
    tell: (honest, sender) => bendStable(honest, sender, (proof) => proof.slice(1)),
  },
  'double-proof': {
    label: 'a checkpoint proved twice by the same',
    tell: (honest, sender) =>
      bendStable(honest, sender, (proof) => proof.map((vote) => proof[0] ?? vote)),
  },
  'other-proof': {
    label: 'a checkpoint proved for another number',
    tell: (honest, { from, ctx }) => {
      const { checkpointInterval } = machineOf(from, ctx).config;
      const { stableProof } = claimed(honest, from, ctx);
      const stable = honest.stable + 2 * checkpointInterval;
      return { ...honest, stable, stableProof, prepared: above(honest, stable) };
    },
  },
  'too-low': {
    label: 'no checkpoint is stable',
    tell: (honest, { from, ctx }) => {
      const { window } = machineOf(from, ctx).config;
      const prepared = honest.prepared.filter((proof) => proof.proposal.seq <= window);
      return { ...honest, stable: 0, stableProof: [], prepared };
    },
  },
  'too-high': {
    label: 'a later checkpoint is stable, without proof',
    tell: (honest, { from, ctx }) => {
      const { checkpointInterval } = machineOf(from, ctx).config;
      const stable = honest.stable + checkpointInterval;
      return { ...honest, stable, stableProof: [], prepared: above(honest, stable) };
    },
  },
};

export const hideCertificates: Tactic<Hider> = {
  id: 'hide-certificates',
  kind: 'lying',
  title: 'Lies about what was prepared',
  sentence:
    'It takes part in everything, but when the view changes its VIEW-CHANGE does not tell the truth about what it has prepared.',
  powers: ['its own key', 'keep back what it holds'],
  role: 'backup',
  options: [lieOption('Claims', LIES)],
  covers: { B24: {} },
  protocols: ['pbft'],
  start: () => ({ first: {}, stamp: 0, invented: [] }),

  onSend(hider, message, ctx) {
    if (message.body.type === 'commit') remember(hider, message, ctx);
    if (message.body.type !== 'view-change') return [message];
    const said = parseMessage(message.body);
    const tell = chosenLie(LIES, ctx);
    if (said?.type !== 'view-change' || said.replica !== message.from || tell === null)
      return [message];
    const { from, to } = message;
    return [{ to, body: sealed(tell(said, { from, to, hider, ctx }), from, ctx) }];
  },

  onReceive(hider, envelope, ctx) {
    return serveBody(hider.invented, envelope, ctx);
  },
};

function remember(
  hider: Hider,
  message: Outgoing & { readonly from: ProcessId },
  ctx: AdversaryContext,
): void {
  const said = phaseMessage(message.body);
  const { certificates, low } = machineOf(message.from, ctx);
  const proof = said === null ? undefined : certificates[said.seq];
  if (said === null || proof === undefined || hider.first[said.seq] !== undefined) return;
  for (const seq of Object.keys(hider.first).map(Number)) if (seq <= low) delete hider.first[seq];
  hider.first[said.seq] = proof;
}

/** Every certificate bent, or a made-up one where it holds none. */
function bendProofs(
  honest: ViewChange,
  sender: Sender,
  bend: (proof: PreparedProof) => PreparedProof,
): ViewChange {
  const real = honest.prepared;
  const proofs = real.length > 0 ? real : [madeUp({ ...honest, seq: honest.stable + 1 }, sender)];
  return { ...honest, prepared: proofs.map(bend) };
}

/** A certificate of the view before, for the null request, with nobody's word but its own behind it. */
function madeUp(
  { view, seq }: { readonly view: number; readonly seq: number },
  { from, ctx }: Sender,
): PreparedProof {
  const digest = ctx.digest('null', []);
  const of = { view: Math.max(0, view - 1), seq, digest };
  const proposal = proposalFor(of, from, ctx);
  const prepare: Prepare = { type: 'prepare', ...of, replica: from, sig: '' };
  return { proposal, prepares: [sealed(prepare, from, ctx)] };
}

function ownPrepare({ proposal }: PreparedProof, { from, ctx }: Sender): Prepare {
  const { view, seq, digest } = proposal;
  const prepare: Prepare = { type: 'prepare', view, seq, digest, replica: from, sig: '' };
  return sealed(prepare, from, ctx);
}

/** The proposal as if made again in a later view before this one, best in one that the member led, where it can sign it. */
function raised(proof: PreparedProof, { view }: ViewChange, { from, ctx }: Sender): PreparedProof {
  const { seq, digest, view: old } = proof.proposal;
  let later = view - 1;
  if (later <= old) return proof;
  while (later > old + 1 && primaryOf(later, ctx.n) !== from) later -= 1;
  return { ...proof, proposal: proposalFor({ view: later, seq, digest }, from, ctx) };
}

/** For every number that the member has prepared, or for the next: an order of its own client, and nobody's votes. */
function invent(honest: ViewChange, sender: Sender): ViewChange {
  const { hider, from, ctx } = sender;
  if (hider.invented.length === 0)
    hider.invented = [accompliceRequest(hider, 'order RETREAT', ctx)];
  const digest = batchDigest(hider.invented, ctx);
  return bendProofs(honest, sender, ({ proposal: { seq } }) =>
    inventedProof({ view: honest.view - 1, seq, digest }, from, ctx),
  );
}

/** The stable checkpoint with its proof, or where there is none the next one with nothing but the member's own word. */
function claimed(
  honest: ViewChange,
  from: ProcessId,
  ctx: AdversaryContext,
): Pick<ViewChange, 'stable' | 'stableProof'> {
  if (honest.stable > 0) return honest;
  const stable = machineOf(from, ctx).config.checkpointInterval;
  const digest = ctx.digest('checkpoint', ['nobody has this']);
  const own: Checkpoint = { type: 'checkpoint', seq: stable, digest, replica: from, sig: '' };
  return { stable, stableProof: [sealed(own, from, ctx), sealed(own, from, ctx)] };
}

function bendStable(
  honest: ViewChange,
  { from, ctx }: Sender,
  bend: (proof: readonly Checkpoint[]) => readonly Checkpoint[],
): ViewChange {
  const { stable, stableProof } = claimed(honest, from, ctx);
  return { ...honest, stable, stableProof: bend(stableProof), prepared: above(honest, stable) };
}

function above({ prepared }: ViewChange, stable: number): readonly PreparedProof[] {
  return prepared.filter((proof) => proof.proposal.seq > stable);
}

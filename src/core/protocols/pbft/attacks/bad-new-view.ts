import type { AdversaryContext, Outgoing, ProcessId, Tactic } from '../../../model/index.ts';
import { planNewView } from '../certificates.ts';
import {
  batchDigest,
  type Commit,
  type NewView,
  type Proposal,
  type Request,
  type ViewChange,
} from '../messages.ts';
import { asBody, parseMessage } from '../parse.ts';
import { inventedProof, NO_SIGNATURE } from './kit/invented.ts';
import { choice, lieOption, chosenLie, type Lies } from './kit/lies.ts';
import { machineOf, sealed } from './kit/sealed.ts';
import { serveBody } from './kit/serve-body.ts';
import {
  accompliceRequest,
  addFork,
  facesTo,
  outsiders,
  twoFaced,
  type Faces,
} from './kit/two-faces.ts';

export type Opener = {
  readonly faces: Faces;
  /** The first VIEW-CHANGE of each sender, to be shown again for a later view. */
  first: { [sender: ProcessId]: ViewChange };
  /** An order that nobody but the traitor wants. */
  invented: Request[];
  /** What it said for its latest view, so that it says the same to everybody, and the second version for the other half. */
  told: NewView | null;
  second: NewView | null;
};

type Parts = Pick<NewView, 'viewChanges' | 'proposals'>;
type Scene = { readonly opener: Opener; readonly from: ProcessId; readonly ctx: AdversaryContext };
type Tell = (honest: NewView, scene: Scene) => Parts;

/** B27. First the lies about V, the VIEW-CHANGE messages; then those about O, what follows from them. */
const LIES: Lies<Tell> = {
  short: {
    label: 'too few VIEW-CHANGE messages',
    tell: (honest, scene) => {
      const fullest = fullestOf(honest, scene.from);
      return following(
        honest,
        honest.viewChanges.filter((change) => change !== fullest),
        scene,
      );
    },
  },
  duplicate: {
    label: 'one VIEW-CHANGE counted twice',
    tell: (honest, scene) => {
      const others = honest.viewChanges.filter((each) => each !== fullestOf(honest, scene.from));
      const emptiest = others.reduce((a, b) => (b.prepared.length < a.prepared.length ? b : a));
      return following(honest, [...others, emptiest], scene);
    },
  },
  stale: { label: 'a VIEW-CHANGE for another view', tell: tellStale },
  forged: {
    label: 'forged VIEW-CHANGE messages of others',
    tell: (honest, scene) => {
      const changes = honest.viewChanges.map((change) =>
        change.replica === scene.from
          ? emptied(change, scene)
          : { ...change, stable: 0, stableProof: [], prepared: [], sig: NO_SIGNATURE },
      );
      return following(honest, changes, scene);
    },
  },
  unproven: {
    label: 'a certificate with forged signatures inside',
    tell: (honest, scene) => {
      const { from, ctx } = scene;
      const digest = batchDigest(scene.opener.invented, ctx);
      const changes = honest.viewChanges.map((change) => {
        if (change.replica !== from) return change;
        const seqs = honest.proposals.map(({ seq }) => seq);
        const prepared = (seqs.length > 0 ? seqs : [change.stable + 1]).map((seq) =>
          inventedProof({ view: honest.view - 1, seq, digest }, from, ctx),
        );
        return sealed({ ...change, prepared }, from, ctx);
      });
      return following(honest, changes, scene);
    },
  },
  missing: {
    label: 'leaves out the last proposal',
    tell: (honest, scene) => bent(honest, scene, (proposals) => proposals.slice(0, -1)),
  },
  extra: { label: 'adds a proposal', tell: addOne },
  'wrong-digest': {
    label: 'another order than was prepared',
    tell: (honest, scene) =>
      bent(honest, scene, ([first, ...others]) =>
        first === undefined ? [] : [inventedFor(first, scene), ...others],
      ),
  },
  'lower-view': { label: 'the order of an older certificate', tell: tellOlder },
  null: {
    label: 'the null request instead of what was prepared',
    tell: (honest, scene) =>
      bent(honest, scene, (proposals) =>
        proposals.map((each) => ({ ...each, digest: scene.ctx.digest('null', []) })),
      ),
  },
  real: {
    label: 'an order instead of the null request',
    tell: (honest, scene) => {
      const empty = scene.ctx.digest('null', []);
      if (honest.proposals.every(({ digest }) => digest !== empty)) return addOne(honest, scene);
      return bent(honest, scene, (proposals) =>
        proposals.map((each) => (each.digest === empty ? inventedFor(each, scene) : each)),
      );
    },
  },
  'old-view': {
    label: 'proposals that still carry the old view',
    tell: (honest, scene) =>
      bent(honest, scene, (proposals) =>
        proposals.map((each) => ({ ...each, view: each.view - 1 })),
      ),
  },
  'low-start': {
    label: 'begins below the stable checkpoint',
    tell: (honest, scene) => {
      const seq = Math.max(0, ...honest.viewChanges.map(({ stable }) => stable));
      const digest = scene.ctx.digest('null', []);
      return resealed(
        honest,
        [{ ...proposalAt(honest, scene), seq, digest }, ...honest.proposals],
        scene,
      );
    },
  },
  'high-start': {
    label: 'begins above what was prepared',
    tell: (honest, scene) => bent(honest, scene, (proposals) => proposals.slice(1)),
  },
};

/** Two messages to everybody for each stay within what a traitor may send at once; the last numbers are the open ones. */
const FOLLOWED_MAX = 2;

/** Told by two valid messages instead of a bad one. */
const TWO = { id: 'two', label: 'two new views, with different proofs, to the two halves' };

export const badNewView: Tactic<Opener> = {
  id: 'bad-new-view',
  kind: 'lying',
  title: 'Opens a view by a lie',
  sentence:
    'When it becomes the primary of a new view, its NEW-VIEW does not say what the VIEW-CHANGE messages call for.',
  powers: ['its own key', 'a client of its own that signs an order'],
  role: 'new primary',
  options: [offered()],
  covers: { B27: {} },
  protocols: ['pbft'],

  start: (ctx) => ({
    faces: facesTo(outsiders(ctx), ctx),
    first: {},
    invented: [],
    told: null,
    second: null,
  }),

  onSend(opener, message, ctx) {
    if (message.body.type !== 'new-view') return [twoFaced(opener.faces, message, ctx)];
    const said = parseMessage(message.body);
    if (said?.type !== 'new-view' || said.replica !== message.from) return [message];
    const scene = { opener, from: message.from, ctx };
    return choice('lie', ctx) === TWO.id
      ? tellEither(said, message, scene)
      : [{ to: message.to, body: asBody(toldOf(said, scene)) }];
  },

  onReceive(opener, envelope, ctx) {
    if (envelope.body.type === 'view-change') notice(opener, envelope.to, { envelope, ctx });
    return serveBody(opener.invented, envelope, ctx);
  },
};

function offered() {
  const option = lieOption('Lie', LIES);
  return option.kind === 'choice' ? { ...option, choices: [...option.choices, TWO] } : option;
}

/** The same to everybody, also when it is sent again. */
function toldOf(honest: NewView, scene: Scene): NewView {
  const { opener, from, ctx } = scene;
  if (opener.told?.view === honest.view) return opener.told;
  const tell = chosenLie(LIES, ctx);
  if (tell === null) return honest;
  opener.invented = [accompliceRequest(opener.faces, 'order RETREAT', ctx)];
  const lie = sealed({ ...honest, ...tell(honest, scene) }, from, ctx);
  opener.told = lie;
  followUp(honest, lie, scene);
  return lie;
}

/** From here on it stands behind what it said, and gives the numbers that it left out to its own order. */
function followUp(honest: NewView, lie: NewView, scene: Scene): void {
  const { opener, from, ctx } = scene;
  const digestAt = (seq: number): string | undefined =>
    lie.proposals.find((proposal) => proposal.seq === seq)?.digest;
  const changed = honest.proposals.filter(({ seq, digest }) => digestAt(seq) !== digest);
  for (const { seq, digest: shown } of changed.slice(-FOLLOWED_MAX)) {
    const kept = digestAt(seq);
    const own = batchDigest(opener.invented, ctx);
    const other = kept ?? own;
    const requests = other === own ? opener.invented : [];
    addFork(opener.faces, { view: honest.view, seq, shown, other, requests });
    const place = { view: honest.view, seq, digest: other, replica: from, sig: '' };
    if (kept === undefined)
      tellAll({ ...sealed({ type: 'pre-prepare', ...place }, from, ctx), requests }, scene);
    tellAll(sealed({ type: 'commit', ...place }, from, ctx), scene);
  }
}

function tellAll(
  message: (Proposal & { readonly requests: readonly Request[] }) | Commit,
  { from, ctx }: Scene,
): void {
  for (const to of outsiders(ctx)) ctx.send(from, to, asBody(message));
}

function proposalAt({ view, replica }: NewView, { opener, ctx }: Scene): Proposal {
  const digest = batchDigest(opener.invented, ctx);
  return { type: 'pre-prepare', view, seq: 1, digest, replica, sig: '' };
}

function inventedFor(proposal: Proposal, { opener, ctx }: Scene): Proposal {
  return { ...proposal, digest: batchDigest(opener.invented, ctx) };
}

function resealed(
  { viewChanges }: NewView,
  proposals: readonly Proposal[],
  { from, ctx }: Scene,
): Parts {
  return { viewChanges, proposals: proposals.map((proposal) => sealed(proposal, from, ctx)) };
}

/** O bent; where there is nothing to bend, something is added. */
function bent(
  honest: NewView,
  scene: Scene,
  bend: (proposals: readonly Proposal[]) => readonly Proposal[],
): Parts {
  if (honest.proposals.length === 0) return addOne(honest, scene);
  return resealed(honest, bend(honest.proposals), scene);
}

function addOne(honest: NewView, scene: Scene): Parts {
  const stable = honest.viewChanges.map((change) => change.stable);
  const last = Math.max(0, ...stable, ...honest.proposals.map(({ seq }) => seq));
  const added = { ...proposalAt(honest, scene), seq: last + 1 };
  return resealed(honest, [...honest.proposals, added], scene);
}

/** Another V, and what follows from it. */
function following(honest: NewView, viewChanges: readonly ViewChange[], scene: Scene): Parts {
  const { from, ctx } = scene;
  const plan = planNewView(machineOf(from, ctx), { view: honest.view, viewChanges }, ctx);
  if (!plan.ok) return { viewChanges, proposals: honest.proposals };
  const proposals = plan.proposals.map(({ seq, digest }) =>
    sealed({ ...proposalAt(honest, scene), seq, digest }, from, ctx),
  );
  return { viewChanges, proposals };
}

/** The VIEW-CHANGE of somebody else that shows most. */
function fullestOf({ viewChanges }: NewView, from: ProcessId): ViewChange | undefined {
  const others = viewChanges.filter((change) => change.replica !== from);
  const shows = (change: ViewChange): number => change.prepared.length + change.stable;
  return others.toSorted((a, b) => shows(b) - shows(a))[0];
}

function emptied(change: ViewChange, { from, ctx }: Scene): ViewChange {
  return sealed({ ...change, stable: 0, stableProof: [], prepared: [] }, from, ctx);
}

/** An earlier VIEW-CHANGE of the one that shows most; before there was any, an own one for the view after. */
function tellStale(honest: NewView, scene: Scene): Parts {
  const { opener, from, ctx } = scene;
  const fullest = fullestOf(honest, from);
  const old = opener.first[fullest?.replica ?? -1];
  const isOlder = old !== undefined && old.view < honest.view;
  const changes = honest.viewChanges.map((change) => {
    if (isOlder) return change === fullest ? old : change;
    return change.replica === from
      ? sealed({ ...change, view: change.view + 1 }, from, ctx)
      : change;
  });
  return following(honest, changes, scene);
}

/** NV4 upside down: of several certificates for a number the one of the lowest view. */
function tellOlder(honest: NewView, scene: Scene): Parts {
  const proofs = honest.viewChanges
    .flatMap((change) => change.prepared.map(({ proposal }) => proposal))
    .toSorted((a, b) => a.view - b.view);
  const oldest = (proposal: Proposal): Proposal => ({
    ...proposal,
    digest: proofs.find(({ seq }) => seq === proposal.seq)?.digest ?? proposal.digest,
  });
  const isSame = honest.proposals.every((each) => oldest(each).digest === each.digest);
  return bent(honest, scene, (proposals) =>
    isSame ? proposals.map((each) => inventedFor(each, scene)) : proposals.map(oldest),
  );
}

/** One half gets the first version, the other the second, once there is one. */
function tellEither(honest: NewView, { to }: Outgoing, { opener }: Scene): readonly Outgoing[] {
  if (opener.told?.view !== honest.view) {
    opener.told = honest;
    opener.second = null;
  }
  const version = to % 2 === 0 ? honest : opener.second;
  return version === null ? [] : [{ to, body: asBody(version) }];
}

type Hearing = {
  readonly envelope: { readonly body: Parameters<typeof parseMessage>[0] };
  readonly ctx: AdversaryContext;
};

/** Keeps the first VIEW-CHANGE of everybody; with one more than a quorum another valid V can be made. */
function notice(opener: Opener, member: ProcessId, { envelope, ctx }: Hearing): void {
  const said = parseMessage(envelope.body);
  if (said?.type !== 'view-change' || said.replica >= ctx.n) return;
  opener.first[said.replica] ??= said;
  const { told, second } = opener;
  if (choice('lie', ctx) !== TWO.id || told?.view !== said.view || second !== null) return;
  if (told.viewChanges.some((change) => change.replica === said.replica)) return;
  const scene = { opener, from: member, ctx };
  const fullest = fullestOf(told, member);
  const changes = told.viewChanges.map((change) => (change === fullest ? said : change));
  opener.second = sealed({ ...told, ...following(told, changes, scene) }, member, ctx);
  for (const to of outsiders(ctx).filter((id) => id % 2 === 1))
    ctx.send(member, to, asBody(opener.second));
}

import type { AdversaryContext, ProcessId, Tactic } from '../../../model/index.ts';
import { planNewView } from '../certificates.ts';
import {
  batchDigest,
  type Commit,
  type NewView,
  type PrePrepare,
  type Proposal,
  type Request,
  type ViewChange,
} from '../messages.ts';
import { asBody, parseMessage } from '../parse.ts';
import { highMark, primaryOf, type ReplicaState } from '../state.ts';
import { choice } from './kit/lies.ts';
import { machineOf, sealed } from './kit/sealed.ts';
import { serveBody } from './kit/serve-body.ts';
import { accompliceRequest, outsiders, type Clock } from './kit/two-faces.ts';
import { viewChangeOf } from './kit/views.ts';

export type Usurper = Clock & {
  /** Where it has proposed last. */
  place: { readonly view: number; readonly seq: number };
  /** What it has proposed there. */
  requests: readonly Request[];
  /** The last view that it has opened. */
  opened: number;
};

/** What only the primary of a view may do (N3, NV1), done by a backup, in time and in good form. */
export const usurp: Tactic<Usurper> = {
  id: 'usurp',
  kind: 'lying',
  title: 'Acts as if it were the primary',
  sentence: 'As a backup it proposes an order of its own, or opens a view that another one leads.',
  powers: ['its own key', 'a client of its own that signs an order'],
  role: 'backup',
  options: [
    {
      id: 'what',
      label: 'Sends',
      kind: 'choice',
      choices: [
        { id: 'proposals', label: 'a proposal, before that of the primary' },
        { id: 'new-views', label: 'the NEW-VIEW of a view that another one leads' },
      ],
      default: 'proposals',
    },
  ],
  covers: {},
  protocols: ['pbft'],

  start(ctx) {
    const blank: Usurper = {
      stamp: 0,
      place: { view: 0, seq: 0 },
      requests: [],
      opened: 0,
    };
    for (const member of ctx.members) propose(blank, { member, view: 0, after: 0 }, ctx);
    return blank;
  },

  onReceive(usurper, envelope, ctx) {
    const member = envelope.to;
    const said = HEARD.includes(envelope.body.type) ? parseMessage(envelope.body) : null;
    if (said?.type === 'view-change') openView(usurper, { member, change: said }, ctx);
    else if (said?.type === 'pre-prepare')
      propose(usurper, { member, view: said.view, after: said.seq }, ctx);
    else if (said?.type === 'new-view')
      propose(usurper, { member, view: said.view, after: lastOf(said) }, ctx);
    return serveBody(usurper.requests, envelope, ctx);
  },
};

/** After each of these it may be its turn. */
const HEARD = ['pre-prepare', 'view-change', 'new-view'];

function lastOf({ viewChanges, proposals }: NewView): number {
  const stable = viewChanges.map((change) => change.stable);
  return Math.max(0, ...stable, ...proposals.map(({ seq }) => seq));
}

type Turn = { readonly member: ProcessId; readonly view: number; readonly after: number };

/** Takes the number that the primary of the view will give next, and commits to an order of its own there. */
function propose(usurper: Usurper, { member, view, after }: Turn, ctx: AdversaryContext): void {
  const machine = machineOf(member, ctx);
  const { place } = usurper;
  const seq = Math.max(after, machine.executed) + 1;
  const isKnown = place.view > view || (place.view === view && place.seq >= seq);
  const isTheirs = view >= machine.view && primaryOf(view, ctx.n) !== member;
  const mayAct = isTheirs && !isKnown && seq <= highMark(machine);
  if (choice('what', ctx) !== 'proposals' || !mayAct) return;
  usurper.place = { view, seq };
  usurper.requests = [accompliceRequest(usurper, 'order RETREAT', ctx)];
  const digest = batchDigest(usurper.requests, ctx);
  const said = { view, seq, digest, replica: member, sig: '' };
  const proposal: Proposal = sealed({ type: 'pre-prepare', ...said }, member, ctx);
  tellAll({ ...proposal, requests: usurper.requests }, member, ctx);
  tellAll(sealed({ type: 'commit', ...said }, member, ctx), member, ctx);
}

type Call = { readonly member: ProcessId; readonly change: ViewChange };

/** Opens a view as soon as a quorum asks for it, with what they have sent: nothing is wrong with it but the sender. */
function openView(usurper: Usurper, { member, change }: Call, ctx: AdversaryContext): void {
  const { view } = change;
  const machine = machineOf(member, ctx);
  const isTheirs = primaryOf(view, ctx.n) !== member && view >= machine.view;
  if (choice('what', ctx) !== 'new-views' || !isTheirs || view <= usurper.opened) return;
  const others = callsFor(change, machine).filter(({ replica }) => replica !== member);
  if (others.length < ctx.q - 1) return;
  const own = viewChangeOf(member, { view, prepared: Object.values(machine.certificates) }, ctx);
  const viewChanges = [...others.slice(0, ctx.q - 1), own];
  const plan = planNewView(machine, { view, viewChanges }, ctx);
  if (!plan.ok) return;
  usurper.opened = view;
  const proposals = plan.proposals.map(({ seq, digest }): Proposal => {
    const place = { view, seq, digest, replica: member, sig: '' };
    return sealed({ type: 'pre-prepare', ...place }, member, ctx);
  });
  const opening = { view, viewChanges, proposals, replica: member, sig: '' };
  tellAll(sealed({ type: 'new-view', ...opening }, member, ctx), member, ctx);
}

/** Who asks for the same view, this one included: the machine has not seen it yet. */
function callsFor(change: ViewChange, { viewChanges }: Readonly<ReplicaState>): ViewChange[] {
  const all = Object.values({ ...viewChanges, [change.replica]: change });
  return all.filter(({ view }) => view === change.view);
}

function tellAll(
  message: PrePrepare | Commit | NewView,
  member: ProcessId,
  ctx: AdversaryContext,
): void {
  for (const to of outsiders(ctx)) ctx.send(member, to, asBody(message));
}

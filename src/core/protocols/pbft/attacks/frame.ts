import type { AdversaryContext, Body, ProcessId, Tactic } from '../../../model/index.ts';
import type { PreparedProof, ViewChange } from '../messages.ts';
import { asBody } from '../parse.ts';
import { primaryOf } from '../state.ts';
import { mayAnswer } from './kit/answers.ts';
import { phaseMessage, type PhaseMessage } from './kit/read.ts';
import { latestMachine, machineOf, sealed } from './kit/sealed.ts';
import { facesTo, forkProposal, outsiders, twoFaced, type Faces } from './kit/two-faces.ts';
import { viewChangeOf } from './kit/views.ts';

/**
 * An attack on the evidence and not on the order. The members want one loyal replica to look guilty: they send its messages
 * again, cut its signatures out and paste them under other words, put false votes in its name into their VIEW-CHANGEs, act as
 * though every second message of its had never come, and when they lead show it alone another order. None of that is a proof: a proof takes
 * two statements that it signed, and it signs none that conflict.
 */
export type Frame = {
  readonly victim: ProcessId;
  /** The last votes that the victim signed, newest last. */
  seen: readonly PhaseMessage[];
  readonly faces: Faces;
  heard: number;
  tricks: number;
};

const PACE = 30_000;
const SEEN_MAX = 8;

export const frame: Tactic<Frame> = {
  id: 'frame',
  kind: 'colluding',
  title: 'Frames a loyal replica',
  sentence:
    'They replay, tear up and forge the messages of one loyal replica, so that it looks guilty; no proof ever comes of it.',
  powers: ['the keys of all members', 'the victim’s signed messages, to tear signatures from'],
  role: 'any',
  options: [],
  covers: { B19: {}, B20: {} },
  protocols: ['pbft'],

  outlook({ members, n }) {
    const others = n - members.length;
    if (others === 0) return 'nobody loyal is left to be framed';
    return `a proof of guilt takes two conflicting statements under one signature, and ${members.length === 1 ? 'it holds' : `the ${members.length} of them hold`} no key but ${members.length === 1 ? 'its' : 'their'} own`;
  },

  start(ctx) {
    const loyal = outsiders(ctx);
    const victim = loyal.find((id) => id !== 0) ?? loyal[0] ?? -1;
    ctx.setTimer('trick', PACE);
    return { victim, seen: [], faces: facesTo([victim], ctx), heard: 0, tricks: 0 };
  },

  onSend(state, message, ctx) {
    if (message.body.type === 'reply') return mayAnswer(message.from, ctx) ? [message] : [];
    if (message.body.type !== 'pre-prepare') return [message];
    // The victim is shown another order and votes for it in good faith, unlike everybody else.
    forkProposal(state.faces, message, ctx);
    return [twoFaced(state.faces, message, ctx)];
  },

  onReceive(state, envelope) {
    const said = phaseMessage(envelope.body);
    if (said?.replica !== state.victim) return true;
    state.seen = [...state.seen, said].slice(-SEEN_MAX);
    state.heard += 1;
    return state.heard % 2 === 1;
  },

  onTimer(state, _timer, ctx) {
    ctx.setTimer('trick', PACE);
    const vote = state.seen.at(-1);
    const member = ctx.members[state.tricks % ctx.members.length];
    if (vote === undefined || member === undefined) return;
    state.tricks += 1;
    const body = trick(state, { vote, member }, ctx);
    for (const to of outsiders(ctx)) if (to !== state.victim) ctx.send(member, to, body);
  },
};

type Chance = { readonly vote: PhaseMessage; readonly member: ProcessId };

/** One after the other: as it was, torn, signed with the wrong key, as another type, in another view, inside a VIEW-CHANGE. */
function trick(state: Frame, { vote, member }: Chance, ctx: AdversaryContext): Body {
  const digest = ctx.digest('batch', ['never proposed', vote.seq]);
  const { view, seq, replica, sig } = vote;
  switch (state.tricks % 6) {
    case 0:
      return asBody(vote);
    case 1:
      return asBody({ ...vote, digest });
    case 2:
      return asBody({ ...sealed({ ...vote, replica: member, digest }, member, ctx), replica });
    case 3: {
      const type = vote.type === 'commit' ? 'prepare' : 'commit';
      return asBody({ type, view, seq, digest: vote.digest, replica, sig });
    }
    case 4:
      return asBody({ ...vote, view: view + 1 });
    default:
      return asBody(falseProof({ vote, member }, ctx));
  }
}

/** A VIEW-CHANGE of its own whose certificate holds a vote that the victim never gave. */
function falseProof({ vote, member }: Chance, ctx: AdversaryContext): ViewChange {
  const view = latestMachine(ctx).view + 1;
  const digest = ctx.digest('batch', ['never proposed', vote.seq]);
  const { seq, replica, sig } = vote;
  const prepared = Object.values(machineOf(member, ctx).certificates).map((certificate) => ({
    proposal: { ...certificate.proposal, digest },
    prepares: certificate.prepares.map((prepare) => ({ ...prepare, digest })),
  }));
  const primary = primaryOf(vote.view, ctx.n);
  const statement = { view: vote.view, seq, digest, sig };
  const lone: PreparedProof = {
    proposal: { type: 'pre-prepare', ...statement, replica: primary },
    prepares: [{ type: 'prepare', ...statement, replica }],
  };
  return viewChangeOf(member, { view, prepared: [lone, ...prepared] }, ctx);
}

import type { AdversaryContext, Envelope, ProcessId, Tactic } from '../../../model/index.ts';
import type { Commit, Prepare, PrePrepare } from '../messages.ts';
import { asBody, parseMessage } from '../parse.ts';
import { primaryOf } from '../state.ts';
import { dial } from './kit/lies.ts';
import { phaseMessage } from './kit/read.ts';
import { machineOf, sealed } from './kit/sealed.ts';
import { outsiders } from './kit/two-faces.ts';

/** All that a member had said in or before this view, up to this sequence number, is forgotten. */
type Gap = { readonly member: ProcessId; readonly view: number; readonly seq: number };
export type Forgetful = { gaps: Gap[] };

/** B14. What a crash costs a replica that votes without writing it down first: to the others it is a liar. */
export const loseMemory: Tactic<Forgetful> = {
  id: 'lose-memory',
  kind: 'lying',
  title: 'Loses its memory',
  sentence:
    'From time to time it forgets what it has voted for and prepared, as after a crash without stable storage, and votes again.',
  powers: ['its own key'],
  role: 'backup',
  options: [
    {
      id: 'every',
      label: 'Forgets every',
      kind: 'number',
      min: 10,
      max: 1_000,
      default: 100,
      unit: '% of the time-out',
    },
  ],
  covers: { B14: {} },
  protocols: ['pbft'],

  start(ctx) {
    forget(ctx);
    return { gaps: [] };
  },

  onSend(state, message, ctx) {
    const said = message.body.type === 'view-change' ? parseMessage(message.body) : null;
    if (said?.type !== 'view-change' || said.replica !== message.from) return [message];
    const prepared = said.prepared.filter(
      ({ proposal }) => !isForgotten(state, message.from, proposal),
    );
    if (prepared.length === said.prepared.length) return [message];
    return [{ to: message.to, body: asBody(sealed({ ...said, prepared }, message.from, ctx)) }];
  },

  onReceive(state, envelope, ctx) {
    const said = envelope.body.type === 'pre-prepare' ? phaseMessage(envelope.body) : null;
    if (said?.type === 'pre-prepare') voteAgain(state, { said, envelope }, ctx);
    return true;
  },

  onTimer(state, _timer, ctx) {
    state.gaps = ctx.members.map((member) => {
      const { view, highest, certificates } = machineOf(member, ctx);
      const seqs = Object.keys(certificates).map(Number);
      return { member, view, seq: Math.max(highest, ...seqs) };
    });
    forget(ctx);
  },
};

function forget(ctx: AdversaryContext): void {
  const viewChange = Math.max(
    1,
    ...ctx.members.map((member) => machineOf(member, ctx).config.viewChange),
  );
  ctx.setTimer('forget', Math.floor((viewChange * dial('every', ctx)) / 100));
}

function isForgotten(
  { gaps }: Forgetful,
  member: ProcessId,
  { view, seq }: { readonly view: number; readonly seq: number },
): boolean {
  return gaps.some((gap) => gap.member === member && view <= gap.view && seq <= gap.seq);
}

type Second = { readonly said: PrePrepare; readonly envelope: Envelope };

/** Its machine would refuse a second proposal for a number; whoever forgot the first one votes for it. */
function voteAgain(state: Forgetful, { said, envelope }: Second, ctx: AdversaryContext): void {
  const member = envelope.to;
  if (!ctx.members.includes(member) || !isForgotten(state, member, said)) return;
  if (said.replica !== primaryOf(said.view, ctx.n) || said.replica === member) return;
  if (machineOf(member, ctx).slots[said.seq]?.proposal?.digest === said.digest) return;
  const { view, seq, digest } = said;
  const place = { view, seq, digest, replica: member, sig: '' };
  const votes: readonly (Prepare | Commit)[] = [
    { type: 'prepare', ...place },
    { type: 'commit', ...place },
  ];
  for (const vote of votes)
    for (const to of outsiders(ctx)) ctx.send(member, to, asBody(sealed(vote, member, ctx)));
}

import { isTowards, towardsOption } from '../../../adversaries/towards.ts';
import type { AdversaryContext, ProcessId, Tactic } from '../../../model/index.ts';
import type { Commit, Prepare } from '../messages.ts';
import { asBody } from '../parse.ts';
import { phaseMessage } from './kit/read.ts';
import { machineOf, sealed } from './kit/sealed.ts';

/** B15, B16. The other digest is one that somebody else voted for at this number, or else one that nobody proposed. */
export const splitVotes: Tactic<null> = {
  id: 'split-votes',
  kind: 'lying',
  title: 'Votes for something else',
  sentence:
    'It tells some replicas, or all, that it votes for another order than the one proposed to it.',
  powers: ['its own key'],
  role: 'backup',
  options: [towardsOption('Another vote to', ['half', 'one', 'everybody'])],
  covers: { B15: {}, B16: { towards: 'everybody' } },
  protocols: ['pbft'],
  start: () => null,

  onSend(_state, message, ctx) {
    const said = phaseMessage(message.body);
    const isVote = said?.type === 'prepare' || said?.type === 'commit';
    if (!isVote || !isTowards(message, ctx)) return [message];
    const digest = rivalOf(said, message.from, ctx);
    return [{ to: message.to, body: asBody(sealed({ ...said, digest }, message.from, ctx)) }];
  },
};

function rivalOf(
  { view, seq, digest }: Prepare | Commit,
  from: ProcessId,
  ctx: AdversaryContext,
): string {
  const slot = machineOf(from, ctx).slots[seq];
  const votes =
    slot === undefined ? [] : Object.values({ ...slot.prepares.votes, ...slot.commits.votes });
  const rival = votes.find((vote) => vote.view === view && vote.digest !== digest);
  return rival?.digest ?? ctx.digest('batch', ['never proposed', view, seq]);
}

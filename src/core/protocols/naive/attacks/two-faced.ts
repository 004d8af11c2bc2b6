import type { ProcessId, Tactic } from '../../../model/index.ts';
import { bent, contrary, voteFor, wordIn } from './contrary.ts';
import { parseMessage } from '../parse.ts';

/** What it has told whom about a sequence number already. */
export type Told = { seqs: { [agent: ProcessId]: number } };

/** The flatterer: each hears from it what it said itself, so that nobody has a reason to doubt. */
export const twoFaced: Tactic<Told> = {
  id: 'two-faced',
  kind: 'lying',
  title: 'Tells each what it wants to hear',
  sentence:
    'It keeps its own vote back, and agrees with each agent as soon as it knows what that one says; deciding alone, it tells half of the others the contrary.',
  powers: [],
  role: 'any',
  options: [],
  covers: {},
  protocols: ['single', 'majority'],
  start: () => ({ seqs: {} }),

  onSend(_state, { from, to, body }, ctx) {
    const word = wordIn(body);
    if (word === null) return [{ to, body }];
    if (word.type === 'vote') return [];
    const isTold = to > from && (to - from) % 2 === 0;
    return [{ to, body: isTold ? bent(word, contrary(word.operation), ctx) : body }];
  },

  onReceive(state, { from, to, body }, ctx) {
    const vote = parseMessage(body);
    if (vote?.type !== 'vote' || from >= ctx.n) return true;
    if (vote.seq <= (state.seqs[from] ?? 0)) return true;
    state.seqs[from] = vote.seq;
    ctx.send(to, from, voteFor(vote.seq, vote));
    return true;
  },
};

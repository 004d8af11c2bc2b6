import type { Nearness } from '../base/nearest.ts';
import type { Bench, FactOf, Monitor, Observation, ProcessId } from '../model/index.ts';

type State = {
  /** Who was prepared, by sequence number and digest. */
  prepared: { [seq: number]: { [digest: string]: ProcessId[] } };
  view: number;
  /** Who heard contradictory words, by order; and the narrowest majority of one of them. */
  torn: { [seq: number]: ProcessId[] };
  margin: number | null;
};

export const NEARNESS = 'nearness';

/** It has the shape of a monitor, so that a search has it without a stored trace; it judges nothing and never reports a violation. */
export const nearness: Monitor<State> = {
  id: NEARNESS,
  title: 'Nearness',
  kind: 'liveness',
  claim: 'Counts how near a run came to members who differ.',
  formula: '',
  clauses: [],
  protocols: [],
  hears: ['fact'],
  facts: ['prepared', 'view-entered', 'order-chosen'],
  start: () => ({ prepared: {}, view: 0, torn: {}, margin: null }),
  observe(state, observation, bench) {
    if (observation.kind === 'fact') note(state, observation, bench);
    return [];
  },
  finish: () => [],
};

function note(
  state: State,
  { fact, process }: Observation & { readonly kind: 'fact' },
  bench: Bench,
): void {
  if (!bench.isCorrect(process)) return;
  if (fact.fact === 'view-entered') state.view = Math.max(state.view, fact.view);
  if (fact.fact === 'order-chosen') noteChoice(state, process, fact);
  if (fact.fact !== 'prepared') return;
  const holders = ((state.prepared[fact.seq] ??= {})[fact.digest] ??= []);
  if (!holders.includes(process)) holders.push(process);
}

type Choice = FactOf<'order-chosen'>;

/** A majority is more than half of the words; so many others instead of its own leave it no more than half. */
function noteChoice(state: State, process: ProcessId, { seq, votes }: Choice): void {
  const counts: { [digest: string]: number } = {};
  for (const { digest } of votes) counts[digest] = (counts[digest] ?? 0) + 1;
  if (Object.keys(counts).length < 2) return;
  const torn = (state.torn[seq] ??= []);
  if (!torn.includes(process)) torn.push(process);
  const most = Math.max(...Object.values(counts));
  const margin = Math.max(0, most - Math.floor(votes.length / 2));
  state.margin = Math.min(state.margin ?? margin, margin);
}

/** What a state of that monitor comes to. */
export function nearnessOf(state: unknown): Nearness {
  if (!isState(state)) throw new Error('the run did not watch how near it came');
  const rivals = Object.values(state.prepared).map(
    (byDigest) =>
      Object.values(byDigest)
        .map(({ length }) => length)
        .sort((a, b) => b - a)[1] ?? 0,
  );
  const torn = Object.values(state.torn).map(({ length }) => length);
  const { view, margin } = state;
  return { rivals: Math.max(0, ...rivals), view, torn: Math.max(0, ...torn), margin };
}

function isState(state: unknown): state is State {
  return typeof state === 'object' && state !== null && 'prepared' in state && 'torn' in state;
}

import type { Bench, Monitor, Observation, ProcessId } from '../model/index.ts';

/** How near a run came to breaking something. Figures of correct replicas alone; both are 0 in a calm run. */
export type Nearness = {
  /**
   * For one sequence number a second value was prepared, by so many correct replicas at most. In the full protocol that is harmless:
   * what a quorum may have committed is proposed again (PBFT, section 4.4).
   */
  readonly rivals: number;
  /** The highest view that was entered. */
  readonly view: number;
};

type State = {
  /** Who was prepared, by sequence number and digest. */
  prepared: { [seq: number]: { [digest: string]: ProcessId[] } };
  view: number;
};

export const NEARNESS = 'nearness';

/** It has the shape of a monitor, so that a search has it without a stored trace; it judges nothing and never reports a violation. */
export const nearness: Monitor<State> = {
  id: NEARNESS,
  title: 'Nearness',
  kind: 'liveness',
  claim: 'Counts how near a run came to a fork.',
  formula: '',
  clauses: [],
  protocols: [],
  hears: ['fact'],
  facts: ['prepared', 'view-entered'],
  start: () => ({ prepared: {}, view: 0 }),
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
  if (fact.fact !== 'prepared') return;
  const holders = ((state.prepared[fact.seq] ??= {})[fact.digest] ??= []);
  if (!holders.includes(process)) holders.push(process);
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
  return { rivals: Math.max(0, ...rivals), view: state.view };
}

function isState(state: unknown): state is State {
  return typeof state === 'object' && state !== null && 'prepared' in state && 'view' in state;
}

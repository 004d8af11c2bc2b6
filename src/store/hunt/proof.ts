/** A proof by the pool: every state of a small council of PBFT, or a shortest fork. */
import { reasonOf } from '../../core/base/reason.ts';
import type { Explored } from '../../worker/jobs.ts';
import type { Pool, Running } from '../../worker/pool.ts';
import { isInModel } from '../../core/search/explore/rules.ts';
import type { HuntChoice } from './choice.ts';
import { STATES_MAX } from './known-states.ts';

export type Proof = {
  readonly status: 'idle' | 'visiting' | 'done' | 'stopped' | 'failed';
  /** What the rest is about; null before the first proof. */
  readonly asked: HuntChoice | null;
  readonly states: number;
  readonly depth: number;
  readonly seconds: number;
  readonly explored: Explored | null;
  readonly problem: string;
};

export const NO_PROOF: Proof = {
  status: 'idle',
  asked: null,
  states: 0,
  depth: 0,
  seconds: 0,
  explored: null,
  problem: '',
};

/** Beyond these every exploration is longer than anybody waits for. */
const PROVED_MAX = 8;

/** Why the model has nothing to say of this council, or ''. */
export function whyNoProof({ protocol, replicas, ablate }: HuntChoice): string {
  if (protocol !== 'pbft') return 'The model behind the proof is one of PBFT.';
  if (replicas > PROVED_MAX)
    return `A proof takes at most ${PROVED_MAX} replicas: with more there are more states than anybody can visit.`;
  const unknown = ablate.filter((rule) => !isInModel(rule));
  if (unknown.length === 0) return '';
  const what = unknown.length === 1 ? 'the rule' : 'the rules';
  return `The model has one sequence number and no time, checkpoints or clients: it does not know ${what} ${unknown.join(', ')}.`;
}

export type ProofWatch = {
  readonly tell: (change: Partial<Proof>) => void;
  /** Seconds of any clock. */
  readonly clock: () => number;
};

export function startProof(
  choice: HuntChoice,
  pool: Pool,
  { tell, clock }: ProofWatch,
): { stop: () => void } {
  const { replicas: n, tolerance: f, traitors: byzantine, views: viewMax, ablate } = choice;
  const ask = { council: { n, f, byzantine, viewMax }, ablate, statesMax: STATES_MAX };
  const began = clock();
  tell({ ...NO_PROOF, status: 'visiting', asked: choice });
  const running: Running = pool.start('explore', [ask], (parts) => {
    const last = parts.at(-1);
    if (last === undefined) return;
    const { states, depth } = last;
    tell({ states, depth, seconds: clock() - began });
    if ('verdict' in last) tell({ explored: last, status: 'done' });
  });
  running.done.catch((error: unknown) => {
    tell({ status: 'failed', problem: reasonOf(error) });
  });
  return { stop: running.cancel };
}

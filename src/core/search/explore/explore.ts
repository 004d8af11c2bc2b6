import { eachMove, type Move } from './moves.ts';
import { Slice, type SliceOptions, type State } from './slice.ts';

export type Exploration = {
  /** `forked`: two correct replicas decided differently; `unknown`: more states than were asked for. */
  readonly verdict: 'safe' | 'forked' | 'unknown';
  /** States visited. */
  readonly states: number;
  /** Steps from the start to the fork; without one, to the farthest state. */
  readonly depth: number;
  /** States in which somebody has decided: a protocol that never decides is safe for nothing. */
  readonly decided: number;
  /** A shortest way to the fork; empty without one. */
  readonly trace: readonly Move[];
};

/** Where a state was reached from first. */
type Origin = { readonly from: Origin | null; readonly move: Move | null };
type Reached = { readonly state: State; readonly origin: Origin };

/** How far an exploration has come: states visited, and steps from the start within which all were. */
export type ExploreStep = { readonly states: number; readonly depth: number };

/** Often enough to watch it grow, seldom enough to cost nothing. */
const TOLD_EVERY = 2_000;

/**
 * Visits every state, nearest first, so that the first fork found is a shortest one. Gives up beyond `statesMax`. Yields after all
 * states that lie equally far from the start, and after every few thousand.
 */
export function* explore(
  options: SliceOptions,
  { statesMax }: { readonly statesMax: number },
): Generator<ExploreStep, Exploration> {
  const slice = new Slice(options);
  const start: Reached = { state: slice.start(), origin: { from: null, move: null } };
  const seen = new Set([keyOf(start.state)]);
  let frontier: readonly Reached[] = [start];
  let decided = 0;
  for (let depth = 0; ; depth += 1) {
    const next: Reached[] = [];
    let told = seen.size;
    for (const reached of frontier) {
      const outcome = visitFrom(slice, reached, seen, next);
      const states = seen.size;
      decided += outcome.decided;
      if (outcome.fork !== null) {
        const trace = pathTo(outcome.fork);
        return { verdict: 'forked', states, depth: depth + 1, decided, trace };
      }
      if (states > statesMax) return { verdict: 'unknown', states, depth, decided, trace: [] };
      if (states - told < TOLD_EVERY) continue;
      told = states;
      yield { states, depth };
    }
    if (next.length === 0) return { verdict: 'safe', states: seen.size, depth, decided, trace: [] };
    yield { states: seen.size, depth: depth + 1 };
    frontier = next;
  }
}

type Found = { readonly decided: number; readonly fork: Origin | null };

function visitFrom(slice: Slice, reached: Reached, seen: Set<string>, next: Reached[]): Found {
  let decided = 0;
  let fork: Origin | null = null;
  eachMove(slice, reached.state, (state, move) => {
    if (fork !== null) return;
    const key = keyOf(state);
    if (seen.has(key)) return;
    seen.add(key);
    const origin = { from: reached.origin, move };
    const values = slice.decided(state);
    if (values !== 0) decided += 1;
    if ((values & (values - 1)) !== 0) fork = origin;
    else next.push({ state, origin });
  });
  return { decided, fork };
}

/** One character a byte; sets compare strings faster than anything else that the language offers. */
function keyOf(state: State): string {
  return String.fromCharCode(...state);
}

function pathTo(last: Origin): readonly Move[] {
  const path: Move[] = [];
  for (let at: Origin | null = last; at !== null; at = at.from)
    if (at.move !== null) path.push(at.move);
  return path.reverse();
}

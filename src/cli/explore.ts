import {
  explore,
  finish,
  SLIP_WITHOUT,
  SLIPS,
  tellMove,
  type Exploration,
  type SliceOptions,
} from '../core/index.ts';
import { list, quorumRule, whole } from './arguments.ts';
import { UsageError, write, writeLines } from './io.ts';
import type { Io } from './io.ts';
import { createProgress } from './progress.ts';

export type ExploreArguments = {
  readonly n: string | undefined;
  readonly f: string | undefined;
  readonly quorum: string | undefined;
  readonly byzantine: string | undefined;
  readonly views: string | undefined;
  /** Rules by the names that they have in scenarios, or slips of the model. */
  readonly ablate: string | undefined;
  readonly states: string | undefined;
  readonly json: boolean;
};

/** Beyond these every exploration is longer than anybody waits for. */
const REPLICAS_MAX = 8;
const VIEWS_MAX = 4;
const STATES_MAX = 10_000_000;
const STATES = 3_000_000;
/** Fewer are visited before anybody wonders. */
const SHOWN_FROM = 100_000;

/** `parley explore`: every state of a small council, or the shortest fork. */
export async function exploreCommand(given: ExploreArguments, io: Io): Promise<number> {
  const options = optionsOf(given);
  const statesMax = whole('states', given.states, { min: 1, max: STATES_MAX, otherwise: STATES });
  const progress = createProgress(io.stderr);
  const found = finish(explore(options, { statesMax }), ({ depth, states }) => {
    if (states >= SHOWN_FROM) progress.show(`${states} states within ${depth} steps`);
  });
  progress.clear();
  if (given.json) await write(io.stdout, `${JSON.stringify({ ...options, ...found })}\n`);
  else await writeLines(io.stdout, lines(options, found, statesMax));
  return found.verdict === 'safe' ? 0 : 1;
}

function optionsOf(given: ExploreArguments): SliceOptions {
  const n = whole('n', given.n, { min: 1, max: REPLICAS_MAX, otherwise: 4 });
  const f = whole('f', given.f, { min: 0, max: n - 1, otherwise: Math.floor((n - 1) / 3) });
  const viewMax = whole('views', given.views, { min: 0, max: VIEWS_MAX, otherwise: 1 });
  const byzantine = replicaList(given.byzantine ?? '0', n);
  const slips = [...new Set(list(given.ablate).map(slipOf))];
  const council = { n, f, byzantine, viewMax, slips };
  if (given.quorum === undefined) return council;
  const quorum = quorumRule(given.quorum);
  if (typeof quorum === 'string') return { ...council, quorum };
  return { ...council, quorum: whole('quorum', given.quorum, { min: 1, max: n, otherwise: 1 }) };
}

function replicaList(text: string, n: number): readonly number[] {
  const ids = list(text).map((part) =>
    whole('byzantine', part, { min: 0, max: n - 1, otherwise: 0 }),
  );
  if (new Set(ids).size !== ids.length)
    throw new UsageError(`--byzantine must name each replica once; it is ${text}`);
  return ids.sort((a, b) => a - b);
}

function slipOf(name: string): SliceOptions['slips'][number] {
  const ofRule = Object.hasOwn(SLIP_WITHOUT, name) ? SLIP_WITHOUT[name] : undefined;
  const slip = ofRule ?? SLIP_IDS.find((id) => id === name);
  if (slip !== undefined) return slip;
  const rules = Object.keys(SLIP_WITHOUT).join(', ');
  throw new UsageError(
    `--ablate must be among the rules ${rules} or the slips ${SLIP_IDS.join(', ')}; it is ${name}`,
  );
}

const SLIP_IDS = keysOf(SLIPS);

function keysOf<K extends string>(record: Readonly<Record<K, string>>): readonly K[] {
  const ids: K[] = [];
  for (const id in record) ids.push(id);
  return ids;
}

function* lines(options: SliceOptions, found: Exploration, statesMax: number): Iterable<string> {
  yield council(options);
  for (const slip of options.slips) yield `Broken on purpose: ${SLIPS[slip]}`;
  yield verdict(found, statesMax);
  for (const [index, move] of found.trace.entries()) yield `${index + 1}. ${tellMove(move)}`;
}

function council({ n, f, quorum, byzantine, viewMax }: SliceOptions): string {
  const traitors = byzantine.length === 0 ? 'nobody' : byzantine.map((id) => `R${id}`).join(', ');
  const changes = viewMax === 1 ? '1 view change' : `${viewMax} view changes`;
  const votes = quorum === undefined ? '' : `quorum ${quorum}, `;
  return `n = ${n}, f = ${f}, ${votes}traitors: ${traitors}; one sequence number, two values, at most ${changes}.`;
}

function verdict({ verdict, states, depth, decided }: Exploration, statesMax: number): string {
  switch (verdict) {
    case 'safe':
      if (decided === 0)
        return `Safe for nothing: all ${states} states visited, and nobody decides in any of them.`;
      return `Safe: all ${states} states visited, none forked; somebody has decided in ${decided} of them.`;
    case 'forked':
      return `Forked: two correct replicas decide differently after ${depth} steps, found among ${states} states. A shortest way:`;
    case 'unknown':
      return `Unknown: no fork within ${depth} steps; given up beyond ${statesMax} states.`;
  }
}

import { caseCount, catalog, parseScenario, sweepCase } from '../core/index.ts';
import type { Document, SweepSpec } from '../core/index.ts';
import { list, quorumRule, ranges, whole } from './arguments.ts';
import { UsageError } from './io.ts';

/** The grid as it is typed, or as it stands in a file under the same names. */
export type SweepText = {
  readonly protocol: string | undefined;
  readonly n: string | undefined;
  readonly f: string | undefined;
  readonly faulty: string | undefined;
  readonly tactic: string | undefined;
  readonly quorum: string | undefined;
  readonly runs: string | undefined;
  readonly seed: string | undefined;
  readonly deal: string | undefined;
  readonly base: Document;
  readonly rough?: Document;
};

const REPLICAS_MAX = 1_024;
const RUNS_MAX = 1_000_000;
const SEED_MAX = 4_000_000_000;
const CASES_MAX = 10_000_000;

/** Reads a grid. Throws a UsageError that names what is wrong. */
export function sweepSpec(text: SweepText): SweepSpec {
  const spec: SweepSpec = {
    replicas: ranges('n', text.n ?? '4', { min: 1, max: REPLICAS_MAX }),
    tolerance:
      text.f === undefined
        ? null
        : whole('f', text.f, { min: 0, max: REPLICAS_MAX - 1, otherwise: 0 }),
    faulty: ranges('faulty', text.faulty ?? '0..1', { min: 0, max: REPLICAS_MAX }),
    tactics: given('tactic', text.tactic ?? 'crashed').map(tacticOf),
    quorums: given('quorum', text.quorum ?? 'intersect').map(quorumRule),
    runs: whole('runs', text.runs, { min: 1, max: RUNS_MAX, otherwise: 10 }),
    seed: whole('seed', text.seed, { min: 0, max: SEED_MAX, otherwise: 1 }),
    ...dealOf(text.deal),
    ...(text.rough === undefined ? {} : { rough: text.rough }),
    base: text.protocol === undefined ? text.base : { ...text.base, protocol: text.protocol },
  };
  if (spec.rough !== undefined && spec.deal === undefined)
    throw new UsageError(
      'rough stands for a network that takes turns: it needs "deal": "turns" beside it',
    );
  checkCases(spec);
  return spec;
}

function dealOf(text: string | undefined): Pick<SweepSpec, 'deal'> {
  if (text === undefined) return {};
  if (text === 'turns') return { deal: text };
  throw new UsageError(`--deal must be turns, or left out; it is ${text}`);
}

/** Nothing between the quotes is a mistake of a script, not a wish for the default. */
function given(name: string, text: string): readonly string[] {
  const items = list(text);
  if (items.length === 0) throw new UsageError(`--${name} names nothing`);
  return items;
}

function tacticOf(name: string): string {
  const tactics = catalog().tactics.filter(({ kind }) => kind !== 'prompt-injected');
  const known = ['crashed', ...tactics.map(({ id }) => id)];
  if (known.includes(name)) return name;
  throw new UsageError(`--tactic must be among ${known.join(', ')}; it is ${name}`);
}

/** The first case of every combination, and of every tactic dealt to it, has to be a scenario: mistakes are told before anything runs. */
function checkCases(spec: SweepSpec): void {
  const count = caseCount(spec);
  if (count === 0)
    throw new UsageError('the sweep is empty: --faulty or --quorum is larger than --n');
  if (count > CASES_MAX)
    throw new UsageError(`the sweep has ${count} runs; at most ${CASES_MAX} are allowed`);
  const turns = Math.min(spec.runs, spec.deal === 'turns' ? Math.max(2, spec.tactics.length) : 1);
  for (let first = 0; first < count; first += spec.runs)
    for (let turn = 0; turn < turns; turn += 1) checkCase(spec, first + turn);
}

function checkCase(spec: SweepSpec, index: number): void {
  const { document, n, faulty } = sweepCase(spec, index);
  const parsed = parseScenario(document, 'headless');
  if (parsed.ok) return;
  const why = parsed.problems[0]?.message ?? 'it is no scenario';
  throw new UsageError(`the case n = ${n}, ${faulty} faulty: ${why}`);
}

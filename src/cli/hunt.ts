import { availableParallelism } from 'node:os';
import { catalog, huntProblem, isFor, nearText, tellHunt } from '../core/index.ts';
import type { Hunted, HuntOptions } from '../core/index.ts';
import { list, ranges, whole } from './arguments.ts';
import { expectManyRuns } from './engine-flags.ts';
import { huntRules } from './hunt-rules.ts';
import { council, follow, storyLines } from './hunt-story.ts';
import type { Followed } from './hunt-story.ts';
import { close, openFile, tryFile, UsageError, write, writeLines } from './io.ts';
import type { Io } from './io.ts';

export type HuntArguments = {
  readonly protocol: string | undefined;
  readonly n: string | undefined;
  readonly f: string | undefined;
  readonly faulty: string | undefined;
  readonly ablate: string | undefined;
  readonly monitor: string | undefined;
  readonly budget: string | undefined;
  readonly from: string | undefined;
  readonly jobs: string | undefined;
  readonly out: string | undefined;
  readonly json: boolean;
  readonly allRules: boolean;
};

const REPLICAS_MAX = 31;
const JOBS_MAX = 256;
const RUNS = 10_000;
const RUNS_MAX = 100_000_000;
const SHRINK_RUNS_MAX = 1_000;

/** `parley hunt`: 1 where a scenario was found that breaks a monitor, 0 where none was. */
export async function huntCommand(given: HuntArguments, io: Io): Promise<number> {
  expectManyRuns();
  const jobs = whole('jobs', given.jobs, {
    min: 1,
    max: JOBS_MAX,
    otherwise: availableParallelism(),
  });
  if (given.allRules)
    return await huntRules(optionsOf({ ...given, n: given.n ?? '4..7' }), { ...given, jobs }, io);
  const options = optionsOf(given);
  const { out } = given;
  if (out !== undefined) await tryFile(out);
  const followed = await follow(options, io.stderr, jobs);
  const { hunted } = followed;
  if (hunted !== null && out !== undefined) {
    const file = await openFile(out);
    await write(file, recordingOf(hunted));
    await close(file);
  }
  if (given.json) await write(io.stdout, `${JSON.stringify({ ...options, ...followed })}\n`);
  else await writeLines(io.stdout, lines(options, followed));
  return hunted === null ? 0 : 1;
}

function optionsOf(given: HuntArguments): HuntOptions {
  const protocol = protocolOf(given.protocol);
  const sizes = ranges('n', given.n ?? '4', { min: 1, max: REPLICAS_MAX });
  const replicasMin = Math.min(...sizes);
  const replicasMax = Math.max(...sizes);
  if (sizes.length !== replicasMax - replicasMin + 1)
    throw new UsageError(`--n takes one number or one span such as 4..7; it is ${given.n}`);
  const isOne = sizes.length === 1;
  const bears = isOne ? Math.floor((replicasMin - 1) / 3) : null;
  const tolerance = figure('f', given.f, { max: replicasMin - 1, otherwise: bears });
  const options: HuntOptions = {
    protocol,
    replicasMin,
    replicasMax,
    tolerance,
    faulty: figure('faulty', given.faulty, { max: replicasMin, otherwise: tolerance }),
    ablate: list(given.ablate).map((name) => ruleOf(name, protocol)),
    runsMax: whole('budget', given.budget, { min: 1, max: RUNS_MAX, otherwise: RUNS }),
    first: whole('from', given.from, { min: 0, max: RUNS_MAX, otherwise: 1 }),
    shrinkRunsMax: SHRINK_RUNS_MAX,
    ...(given.monitor === undefined ? {} : { monitor: monitorOf(given.monitor, protocol) }),
  };
  const problem = huntProblem(options);
  if (problem !== null) throw new UsageError(problem);
  return options;
}

type Figure = { readonly max: number; readonly otherwise: number | null };

/** Null where each size of council has its own. */
function figure(name: string, text: string | undefined, { max, otherwise }: Figure): number | null {
  if (text === undefined) return otherwise;
  return whole(name, text, { min: 0, max, otherwise: 0 });
}

function memberOf(protocol: string): string {
  return catalog().protocols.find(({ id }) => id === protocol)?.terms.member ?? '';
}

function protocolOf(name = 'pbft'): string {
  const known = catalog().protocols.map(({ id }) => id);
  if (known.includes(name)) return name;
  throw new UsageError(`--protocol must be among ${known.join(', ')}; it is ${name}`);
}

function ruleOf(name: string, protocol: string): string {
  const known = catalog().protocols.flatMap(({ id, ablations }) =>
    id === protocol ? Object.keys(ablations) : [],
  );
  if (known.includes(name)) return name;
  throw new UsageError(`--ablate must be among ${known.join(', ')}; it is ${name}`);
}

function monitorOf(name: string, protocol: string): string {
  const known = catalog()
    .monitors.filter((monitor) => isFor(monitor, protocol))
    .map(({ id }) => id);
  if (known.includes(name)) return name;
  throw new UsageError(`--monitor must be among ${known.join(', ')}; it is ${name}`);
}

/** The short scenario with the trace that it must give again: what `parley replay` reads. */
function recordingOf(hunted: Hunted): string {
  const { trace } = tellHunt(hunted).run.report();
  const { monitor, short, found, runs } = hunted;
  return `${JSON.stringify({ version: 1, scenario: short, trace, hunt: { monitor, runs, found } })}\n`;
}

function* lines(options: HuntOptions, { hunted, nearest }: Followed): Iterable<string> {
  const { runsMax, ablate, protocol } = options;
  yield `${council(options)}${ablate.length === 0 ? '' : `, without ${ablate.join(', ')}`}.`;
  if (hunted === null) {
    yield `Nothing broke in ${runsMax} scenarios.`;
    if (nearest !== null)
      yield `Nearest came scenario ${nearest.number}: ${nearText(nearest, memberOf(protocol))}.`;
    return;
  }
  const number = options.first + hunted.runs - 1;
  yield `${hunted.monitor} broke in scenario ${number}; shortened in ${hunted.shrinkRuns} more runs to:`;
  yield JSON.stringify(hunted.short);
  yield '';
  yield* storyLines(hunted);
}

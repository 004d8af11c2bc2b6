import type { Writable } from 'node:stream';
import { catalog, openRun, openTraced, parseScenario, startHunt } from '../core/index.ts';
import type { Hunted, HuntOptions } from '../core/index.ts';
import type { Run, Scenario } from '../core/model/index.ts';
import { list, whole } from './arguments.ts';
import { close, openFile, UsageError, write, writeLines } from './io.ts';
import type { Io } from './io.ts';
import { tellNotable } from './words.ts';

export type HuntArguments = {
  readonly protocol: string | undefined;
  readonly n: string | undefined;
  readonly f: string | undefined;
  readonly faulty: string | undefined;
  readonly ablate: string | undefined;
  readonly budget: string | undefined;
  readonly from: string | undefined;
  readonly out: string | undefined;
  readonly json: boolean;
};

const REPLICAS_MAX = 31;
const RUNS = 10_000;
const RUNS_MAX = 100_000_000;
const SHRINK_RUNS_MAX = 1_000;

/** `parley hunt`: 1 where a scenario was found that breaks a monitor, 0 where none was. */
export async function huntCommand(given: HuntArguments, io: Io): Promise<number> {
  const options = optionsOf(given);
  const out = given.out === undefined ? null : await openFile(given.out);
  const hunted = await follow(options, io.stderr);
  if (hunted !== null && out !== null) await write(out, recordingOf(hunted));
  if (out !== null) await close(out);
  if (given.json) await write(io.stdout, `${JSON.stringify({ ...options, hunted })}\n`);
  else await writeLines(io.stdout, lines(options, hunted));
  return hunted === null ? 0 : 1;
}

function optionsOf(given: HuntArguments): HuntOptions {
  const protocol = protocolOf(given.protocol);
  const replicas = whole('n', given.n, { min: 1, max: REPLICAS_MAX, otherwise: 4 });
  const bears = Math.floor((replicas - 1) / 3);
  const tolerance = whole('f', given.f, { min: 0, max: replicas - 1, otherwise: bears });
  checkCouncil({ protocol, replicas, tolerance });
  return {
    protocol,
    replicas,
    tolerance,
    faulty: whole('faulty', given.faulty, { min: 0, max: replicas, otherwise: tolerance }),
    ablate: list(given.ablate).map((name) => ruleOf(name, protocol)),
    runsMax: whole('budget', given.budget, { min: 1, max: RUNS_MAX, otherwise: RUNS }),
    first: whole('from', given.from, { min: 0, max: RUNS_MAX, otherwise: 1 }),
    shrinkRunsMax: SHRINK_RUNS_MAX,
  };
}

function protocolOf(name = 'pbft'): string {
  const known = catalog().protocols.map(({ id }) => id);
  if (known.includes(name)) return name;
  throw new UsageError(`--protocol must be among ${known.join(', ')}; it is ${name}`);
}

/** What the protocol itself cannot run is said before anything runs. */
function checkCouncil(council: {
  readonly protocol: string;
  readonly replicas: number;
  readonly tolerance: number;
}): void {
  const parsed = parseScenario({ version: 1, ...council }, 'headless');
  if (!parsed.ok) throw new UsageError(parsed.problems[0]?.message ?? 'no such council');
}

function ruleOf(name: string, protocol: string): string {
  const known = catalog().protocols.flatMap(({ id, ablations }) =>
    id === protocol ? Object.keys(ablations) : [],
  );
  if (known.includes(name)) return name;
  throw new UsageError(`--ablate must be among ${known.join(', ')}; it is ${name}`);
}

const ERASE = '\r\u001B[2K';
const SHOWN_EVERY = 100;

async function follow(options: HuntOptions, stream: Writable): Promise<Hunted | null> {
  const isTerminal = 'isTTY' in stream && stream.isTTY === true;
  const tries = startHunt(options);
  for (;;) {
    const next = tries.next();
    if (next.done === true) {
      if (isTerminal) await write(stream, ERASE);
      return next.value;
    }
    if (isTerminal && next.value % SHOWN_EVERY === 0)
      await write(stream, `${ERASE}${next.value} of ${options.runsMax} scenarios, nothing broke`);
  }
}

/** The short scenario with the trace that it must give again: what `parley replay` reads. */
function recordingOf(hunted: Hunted): string {
  const run = openTraced(scenarioOf(hunted));
  while (!run.advance(10_000));
  const { trace } = run.report();
  const { monitor, short, found, runs } = hunted;
  return `${JSON.stringify({ version: 1, scenario: short, trace, hunt: { monitor, runs, found } })}\n`;
}

function scenarioOf({ short }: Hunted): Scenario {
  const parsed = parseScenario(short, 'headless');
  if (!parsed.ok) throw new Error('a hunt gives scenarios only');
  return parsed.scenario;
}

function* lines(options: HuntOptions, hunted: Hunted | null): Iterable<string> {
  const { replicas, tolerance, faulty, runsMax, ablate } = options;
  yield `n = ${replicas}, f = ${tolerance}, ${faulty} faulty${ablate.length === 0 ? '' : `, without ${ablate.join(', ')}`}.`;
  if (hunted === null) {
    yield `Nothing broke in ${runsMax} scenarios.`;
    return;
  }
  yield `${hunted.monitor} broke in scenario ${hunted.runs}; shortened in ${hunted.shrinkRuns} more runs to:`;
  yield JSON.stringify(hunted.short);
  yield '';
  yield* story(openRun(scenarioOf(hunted)));
}

/** The steps that changed somebody's mind, numbered, up to what broke. */
function* story(run: Run): Iterable<string> {
  while (!run.advance(10_000));
  const end = run.timeline().violations[0]?.moment.events ?? Infinity;
  let number = 0;
  for (const line of tellNotable(run, end)) yield `${(number += 1)}. ${line}`;
  const [broken] = run.timeline().violations;
  if (broken !== undefined) yield `Broken: ${broken.violation.monitor}: ${broken.violation.detail}`;
}

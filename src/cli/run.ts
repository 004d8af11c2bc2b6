import { documentText, idleIn, milliseconds, openRun, openTraced, tell } from '../core/index.ts';
import type { TracedRun } from '../core/index.ts';
import type { Report, Run, Scenario } from '../core/model/index.ts';
import { close, openFile, write, writeLines } from './io.ts';
import type { Io } from './io.ts';
import { createProgress } from './progress.ts';
import { readScenario, withSeed } from './scenario-source.ts';
import { summarise } from './summary.ts';

export type RunOptions = {
  readonly scenario: string;
  readonly seed: string | null;
  readonly json: boolean;
  readonly explain: boolean;
  readonly trace: string | null;
  /** A file for what `parley replay` reads. */
  readonly record: string | null;
};

/** Steps between two looks at whether the run has ended. */
const SLICE = 10_000;

/** `parley run`: 0 where the run agreed and no monitor broke, else 1. */
export async function runCommand(options: RunOptions, io: Io): Promise<number> {
  const given = await readScenario(options.scenario, io);
  const scenario = options.seed === null ? given : withSeed(given, options.seed);
  await tellIdle(scenario, io);
  const trace = options.trace === null ? null : await openFile(options.trace);
  const record = options.record === null ? null : await openFile(options.record);
  const run = options.explain
    ? await explain(scenario, options, io)
    : finish(openTraced(scenario), io);
  if (trace !== null) {
    await writeLines(trace, run.traceLines());
    await close(trace);
  }
  const report = run.report();
  if (record !== null) {
    const { events, hash } = report.trace;
    await write(record, documentText({ scenario, hash, sitting: null }, events));
    await close(record);
  }
  await write(
    io.stdout,
    `${options.json ? JSON.stringify(report) : summarise(report, scenario)}\n`,
  );
  return hasAgreed(report) ? 0 : 1;
}

/** What is set and does nothing could be taken for the reason of a result. */
async function tellIdle(scenario: Scenario, { stderr }: Io): Promise<void> {
  const idle = idleIn(scenario);
  if (idle.length === 0) return;
  await write(
    stderr,
    `note: the protocol ${scenario.protocol} takes no notice of ${idle.join(', ')}\n`,
  );
}

/** A large council takes a while: a person at a terminal sees how far it is. */
function finish(run: TracedRun, io: Io): TracedRun {
  const progress = createProgress(io.stderr);
  while (!run.advance(SLICE)) {
    const { at, messages } = run.progress();
    progress.show(`${milliseconds(at)} simulated, ${messages} messages delivered`);
  }
  progress.clear();
  return run;
}

/** Only a story needs the states at every step. With --json standard output is one object, so that it goes to the other stream. */
async function explain(scenario: Scenario, options: RunOptions, io: Io): Promise<Run> {
  const run = openRun(scenario);
  while (!run.advance(SLICE));
  await writeLines(options.json ? io.stderr : io.stdout, explained(run, options));
  return run;
}

function* explained(run: Run, { json }: RunOptions): Iterable<string> {
  yield* tell(run);
  if (!json) yield '';
}

function hasAgreed(report: Report): boolean {
  return report.outcome === 'agreed' && report.violations.length === 0;
}

import { LIMITS, openTraced, parseScenario } from '../core/index.ts';
import type { Scenario } from '../core/model/index.ts';
import { readFileText, readText, UsageError, write } from './io.ts';
import type { Io } from './io.ts';

type Recording = { readonly scenario: Scenario; readonly hash: string };

/** `parley replay`: runs the scenario of a recording again; 0 where the trace has the same hash, else 1. */
export async function replayCommand(name: string, io: Io): Promise<number> {
  const isStdin = name === '-';
  const text = isStdin
    ? await readText(io.stdin, LIMITS.fileMax, 'standard input')
    : await readFileText(name, LIMITS.fileMax);
  const { scenario, hash } = recordingOf(text, isStdin ? 'standard input' : name);
  const run = openTraced(scenario);
  while (!run.advance(10_000));
  const { trace, outcome } = run.report();
  const isSame = trace.hash === hash;
  const verdict = isSame ? 'the same run' : 'ANOTHER RUN: the engine or the file has changed';
  const rows = [verdict, `recorded ${hash}`, `replayed ${trace.hash}`, `outcome  ${outcome}`];
  await write(io.stdout, `${rows.join('\n')}\n`);
  return isSame ? 0 : 1;
}

function recordingOf(text: string, name: string): Recording {
  const { scenario, trace } = fieldsOf(json(text, name));
  const { hash } = fieldsOf(trace);
  if (scenario === undefined || typeof hash !== 'string')
    throw new UsageError(
      `${name} is no recording: it must have the fields scenario and trace.hash, as parley hunt --out writes them`,
    );
  const parsed = parseScenario(scenario, 'headless');
  if (parsed.ok) return { scenario: parsed.scenario, hash };
  throw new UsageError(`${name}: scenario: ${parsed.problems[0]?.message ?? 'it is not valid'}`);
}

function json(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${name} is no JSON`);
  }
}

function fieldsOf(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

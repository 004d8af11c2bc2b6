import { LIMITS, openTraced, parseDocument } from '../core/index.ts';
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
  const parsed = parseDocument(text, 'headless');
  if (!parsed.ok) throw new UsageError(`${name}: ${parsed.problems[0]?.message ?? 'not valid'}`);
  const { scenario, hash } = parsed.document;
  if (hash !== null) return { scenario, hash };
  throw new UsageError(
    `${name} is no recording: it must have the fields scenario and trace.hash, as parley run --record, parley hunt --out and the page write them`,
  );
}

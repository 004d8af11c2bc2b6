import type { Micros, Run, Scenario, Sentence, Span, Step } from '../core/model/index.ts';

/** How the command line writes what the engine tells in spans: replicas R0, clients C1, competing values with their letter. */

/** The narrated steps of a finished run, one line each, and at the end which plans could not succeed, and why. */
export function* tell(run: Run): Iterable<string> {
  const names = namesOf(run);
  for (const step of run.narration()) yield stepLine(step, names);
  const end = run.momentAt(run.timeline().reached);
  for (const { sentence } of run.explainAt(end).outlooks)
    yield `${' '.repeat(14)}${line(sentence, names)}`;
}

/** Those up to an event in which somebody got further or something broke. */
export function* tellNotable(run: Run, end: number): Iterable<string> {
  const names = namesOf(run);
  for (const step of run.narration())
    if (step.notable && step.moment.events <= end) yield stepLine(step, names).trim();
}

function stepLine(step: Step, names: (span: Span) => string): string {
  const at = milliseconds(step.moment.at).padStart(12);
  return `${at}  ${line(step.sentence, names)}`;
}

/** Milliseconds with all three decimals: times in a column must line up. */
export function milliseconds(at: Micros): string {
  return `${Math.floor(at / 1_000)}.${String(at % 1_000).padStart(3, '0')} ms`;
}

function line(sentence: Sentence, names: (span: Span) => string): string {
  return sentence.map(names).join('').replaceAll(CONTROL, ' ');
}

/** A person's own text must not move the cursor of a terminal. */
const CONTROL = /[\p{Cc}\u2028\u2029]/gu;

function namesOf(run: Run): (span: Span) => string {
  const { values } = run.timeline();
  return (span) => {
    if (typeof span === 'string') return span;
    if ('process' in span) return processName(span.process, run.scenario);
    if ('obeyed' in span) return `[${span.obeyed}]`;
    const value = values[span.value];
    if (value === undefined) return 'an unknown value';
    return value.letter === '' ? `[${value.label}]` : `[${value.letter}: ${value.label}]`;
  };
}

function processName(id: number, { replicas, workload }: Scenario): string {
  const client = id - replicas;
  if (client < 0) return `R${id}`;
  if (client < workload.clients) return `C${client + 1}`;
  if (client === workload.clients) return 'the guest';
  return `the accomplice of R${client - workload.clients - 1}`;
}

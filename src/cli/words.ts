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

/** Sentences that a story has at most: of a longer one the middle is left out. */
const STORY_MAX = 15;
const STORY_END = 9;

/**
 * The steps up to an event in which somebody got further or something broke, as a story: what several do alike is told once. Of a long one
 * its beginning and its end.
 */
export function tellStory(run: Run, end: number): readonly string[] {
  const names = namesOf(run);
  const told: Told[] = [];
  for (const step of run.narration()) {
    const isTold = step.notable || TURNS.includes(step.kind);
    if (!isTold || step.moment.events > end) continue;
    const who = step.sentence.findIndex(isProcess);
    const deed = line(who < 0 ? step.sentence : step.sentence.with(who, ''), names);
    const last = told.at(-1);
    const name = names(step.sentence[who] ?? '');
    const { at } = step.moment;
    if (who >= 0 && last?.deed === deed) last.others.push({ name, at });
    else told.push({ text: line(step.sentence, names), at, deed, others: [] });
  }
  const lines = told.map(sentenceOf);
  if (lines.length <= STORY_MAX) return lines;
  const left = lines.length - STORY_MAX + 1;
  const middle = `(${left} more steps)`;
  return [...lines.slice(0, STORY_MAX - 1 - STORY_END), middle, ...lines.slice(-STORY_END)];
}

/** What happens to the council, whether or not it gets anybody further. */
const TURNS: readonly Step['kind'][] = ['fault', 'network', 'intervene'];

type Told = {
  readonly text: string;
  readonly at: Micros;
  /** The text without whoever did it. */
  readonly deed: string;
  readonly others: { readonly name: string; readonly at: Micros }[];
};

const isProcess = (span: Span): boolean => typeof span !== 'string' && 'process' in span;

function sentenceOf({ text, at, others }: Told): string {
  const first = `${milliseconds(at)}  ${text}`;
  const last = others.at(-1);
  if (last === undefined) return first;
  const all = [...new Set(others.map(({ name }) => name))];
  const names = all.length === 1 ? all.join() : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
  const until = last.at === at ? '' : `, until ${milliseconds(last.at)}`;
  return `${first} The same at ${names}${until}.`;
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

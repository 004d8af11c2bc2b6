import { enumerated } from '../../base/english.ts';
import { visible } from '../../base/visible.ts';
import type { Micros, ProcessId, Run, Scenario, Sentence, Span, Step } from '../../model/index.ts';

/** What the engine tells in spans, as plain text: replicas R0, clients C1, competing values with their letter. */

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

/** A step in which somebody got further or something broke, and who did the same right after. */
export type StoryStep = {
  readonly at: Micros;
  readonly sentence: Sentence;
  readonly others: readonly { readonly process: ProcessId; readonly at: Micros }[];
};
/** Of a long story so many steps of the middle are left out. */
export type StoryLine = StoryStep | { readonly left: number };

/**
 * The steps up to an event in which somebody got further or something broke, as a story: what several do alike is told once. Of a long one
 * its beginning and its end.
 */
export function storyOf(run: Run, end: number): readonly StoryLine[] {
  const names = namesOf(run);
  const told: Told[] = [];
  for (const { notable, kind, moment, sentence } of run.narration()) {
    if (!(notable || TURNS.includes(kind)) || moment.events > end) continue;
    const who = sentence.findIndex(isProcess);
    const deed = who < 0 ? null : line(sentence.with(who, ''), names);
    const last = told.at(-1);
    const { at } = moment;
    if (deed !== null && last?.deed === deed)
      last.others.push({ process: idOf(sentence[who]), at });
    else told.push({ sentence, at, deed, others: [] });
  }
  const steps = told.map(({ deed: _, ...step }) => step);
  if (steps.length <= STORY_MAX) return steps;
  const left = steps.length - STORY_MAX + 1;
  return [...steps.slice(0, STORY_MAX - 1 - STORY_END), { left }, ...steps.slice(-STORY_END)];
}

/** What happens to the council, whether or not it gets anybody further. */
const TURNS: readonly Step['kind'][] = ['fault', 'network', 'intervene'];

type Told = {
  readonly sentence: Sentence;
  readonly at: Micros;
  /** The text without whoever did it; null where nobody did. */
  readonly deed: string | null;
  readonly others: { readonly process: ProcessId; readonly at: Micros }[];
};

const isProcess = (span: Span): boolean => typeof span !== 'string' && 'process' in span;

function idOf(span: Span | undefined): ProcessId {
  return typeof span === 'object' && 'process' in span ? span.process : -1;
}

/** A line of a story as text. */
export function storyText(run: Run, told: StoryLine): string {
  if ('left' in told) return `(${told.left} more steps)`;
  const names = namesOf(run);
  const { at, sentence, others } = told;
  const first = `${milliseconds(at)}  ${line(sentence, names)}`;
  const last = others.at(-1);
  if (last === undefined) return first;
  const all = [...new Set(others.map(({ process }) => names({ process })))];
  const who = enumerated(all);
  const until = last.at === at ? '' : `, until ${milliseconds(last.at)}`;
  return `${first} The same at ${who}${until}.`;
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
  return visible(sentence.map(names).join(''));
}

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

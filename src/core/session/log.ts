import { duration } from '../base/words.ts';
import type {
  Kernel,
  LogRow,
  LogSection,
  LogStep,
  LogView,
  LogWord,
  Moment,
  ProcessId,
  Sentence,
  TimerView,
} from '../model/index.ts';
import type { Studio } from './studio.ts';

/** What a process holds at a moment, and what it held before the step that ends there. */
export function logAt(studio: Studio, moment: Moment, process: ProcessId): LogStep | null {
  if (process < 0 || process >= studio.scenario.replicas) return null;
  const { steps } = studio.recording;
  const step = steps.countByEvents(moment.events) - 1;
  const before = logOf(studio, studio.scout.goTo(steps.endOf(step - 1)), process);
  const now = logOf(studio, studio.scout.goTo(moment.events), process);
  return before === null || now === null ? null : { before, now };
}

function logOf(studio: Studio, kernel: Kernel, process: ProcessId): LogView | null {
  const log = kernel.inspectLog(process);
  if (log === null) return null;
  return { sections: [...log.sections, timers(studio, kernel, process)] };
}

function timers(studio: Studio, kernel: Kernel, process: ProcessId): LogSection {
  const owner = kernel.inspect(process);
  const { narrator } = studio.parts.protocol;
  const rows = owner.timers.map((timer): LogRow => {
    const due = narrator.tellDue(timer, owner, `at ${duration(timer.firesAt)}`);
    return { key: timer.timer, cells: [[timer.timer], [spanOf(timer)], wordsOf(due)] };
  });
  return {
    id: 'timers',
    title: 'Timers',
    columns: ['timer', 'from, to', 'what it does'],
    rows,
    omitted: 0,
    empty: 'No timer runs: this process waits for a message, or for nothing.',
  };
}

function spanOf({ setAt, firesAt }: TimerView): string {
  return `${duration(setAt)} to ${duration(firesAt)}`;
}

/** A timer's sentence names processes and no values. */
function wordsOf(sentence: Sentence): readonly LogWord[] {
  return sentence.flatMap((span): readonly LogWord[] => {
    if (typeof span === 'string') return [span];
    return 'process' in span ? [{ process: span.process }] : [];
  });
}

/** The trace as JSON Lines, part by part. */
import type { Run } from '../core/model/index.ts';
import type { AnswerTo } from './messages.ts';

/** About so many characters at once: a few milliseconds of work, so that the run and the screen go on. */
const LINES_LENGTH = 200_000;

export function linesFrom(run: Run, from: number): AnswerTo<'lines'> {
  const lines: string[] = [];
  let length = 0;
  for (const line of run.traceLines(from)) {
    lines.push(`${line}\n`);
    length += line.length + 1;
    if (length >= LINES_LENGTH) return { text: lines.join(''), next: from + lines.length };
  }
  return { text: lines.join(''), next: null };
}

/** What a step has changed in a log: compared row by row with the log before it. */
import type { LogRow, LogSection, LogStep, LogWord } from '../../core/model/index.ts';

export type DiffCell = { readonly words: readonly LogWord[]; readonly isChanged: boolean };
export type DiffRow = {
  readonly key: string;
  readonly cells: readonly DiffCell[];
  readonly isNew: boolean;
};
export type DiffSection = Pick<LogSection, 'id' | 'title' | 'columns' | 'omitted' | 'empty'> & {
  readonly rows: readonly DiffRow[];
  /** Rows that the step took away. */
  readonly gone: number;
};
export type LogDiff = { readonly sections: readonly DiffSection[]; readonly hasChanged: boolean };

export function logDiff({ before, now }: LogStep): LogDiff {
  const earlier = new Map(before.sections.map((section) => [section.id, section]));
  const sections = now.sections.map((section) => diffSection(section, earlier.get(section.id)));
  const hasChanged = sections.some(
    ({ rows, gone }) => gone > 0 || rows.some((row) => row.cells.some((cell) => cell.isChanged)),
  );
  return { sections, hasChanged };
}

function diffSection(section: LogSection, before: LogSection | undefined): DiffSection {
  const { id, title, columns, omitted, empty } = section;
  const earlier = new Map((before?.rows ?? []).map((row) => [row.key, row]));
  const rows = section.rows.map((row) => diffRow(row, earlier.get(row.key)));
  const kept = new Set(section.rows.map((row) => row.key));
  // A row that slid out of a full list was not taken away.
  const isFull = omitted > 0 || (before?.omitted ?? 0) > 0;
  const gone = isFull ? 0 : [...earlier.keys()].filter((key) => !kept.has(key)).length;
  return { id, title, columns, omitted, empty, rows, gone };
}

function diffRow(row: LogRow, before: LogRow | undefined): DiffRow {
  const cells = row.cells.map((words, index) => ({
    words,
    isChanged: before === undefined || !isSame(words, before.cells[index]),
  }));
  return { key: row.key, cells, isNew: before === undefined };
}

function isSame(words: readonly LogWord[], others: readonly LogWord[] | undefined): boolean {
  return JSON.stringify(words) === JSON.stringify(others);
}

import type { SweepSummary } from '../core/index.ts';

const HEAD = [
  'n',
  'f',
  'quorum',
  'faulty',
  'tactic',
  'runs',
  'agreed',
  'stalled',
  'unsafe',
  'broken',
];

/** A table for people, its columns as wide as they need to be. */
export function sweepTable(summaries: readonly SweepSummary[]): readonly string[] {
  const rows = [HEAD, ...summaries.map(cells)];
  const widths = HEAD.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cells({ n, f, quorum, faulty, tactic, runs, outcomes, broken }: SweepSummary): string[] {
  const figures = [n, f, quorum, faulty, tactic, runs];
  const ends = [outcomes.agreed, outcomes.stalled, outcomes.unsafe];
  const monitors = Object.entries(broken).map(([id, count]) => `${id} ${count}`);
  return [...figures, ...ends].map(String).concat(monitors.join(', '));
}

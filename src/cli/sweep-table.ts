import type { SweepSummary } from '../core/index.ts';
import { textTable } from './table.ts';

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
  return textTable([HEAD, ...summaries.map(cells)]);
}

function cells({ n, f, quorum, faulty, tactic, runs, outcomes, broken }: SweepSummary): string[] {
  const figures = [n, f, quorum, faulty, tactic, runs];
  const ends = [outcomes.agreed, outcomes.stalled, outcomes.unsafe];
  const monitors = Object.entries(broken).map(([id, count]) => `${id} ${count}`);
  return [...figures, ...ends].map(String).concat(monitors.join(', '));
}

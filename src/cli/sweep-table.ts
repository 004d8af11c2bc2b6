import type { Document, SweepSummary } from '../core/index.ts';
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

/** What the column "faulty" does not count: whom the interventions that all runs share make faulty. */
export function remarks({ interventions }: Document): readonly string[] {
  if (!Array.isArray(interventions)) return [];
  const marked = new Set(interventions.flatMap(markedBy));
  if (marked.size === 0) return [];
  const who = [...marked].sort((a, b) => a - b).map((id) => `R${id}`);
  return [
    `In all runs interventions mark ${who.join(', ')}, whom the column "faulty" does not count.`,
  ];
}

function markedBy(act: unknown): number[] {
  if (typeof act !== 'object' || act === null || !('do' in act) || !('replicas' in act)) return [];
  if (act.do === 'restore' || !Array.isArray(act.replicas)) return [];
  return act.replicas.filter((id) => typeof id === 'number');
}

function cells({ n, f, quorum, faulty, tactic, runs, outcomes, broken }: SweepSummary): string[] {
  const figures = [n, f, quorum, faulty, tactic, runs];
  const ends = [outcomes.agreed, outcomes.stalled, outcomes.unsafe];
  const monitors = Object.entries(broken).map(([id, count]) => `${id} ${count}`);
  return [...figures, ...ends].map(String).concat(monitors.join(', '));
}

import { readFileSync } from 'node:fs';
import { ABLATIONS } from '../../../../src/core/protocols/pbft/ablations.ts';

/** What the hunts for missing rules came to; test/paper/pbft/hunts.test.ts says how they are made. */

const ROWS = new URL('../../../golden/hunts.jsonl', import.meta.url);

export type Row = {
  readonly rule: string;
  readonly runs: number;
  readonly monitor: string | null;
  readonly shrinkRuns: number;
  readonly sentences: number;
  readonly short: Readonly<Record<string, unknown>> | null;
};

/** The last row of a rule counts: those before it were of smaller budgets. */
export function readRows(): readonly Row[] {
  const [, ...lines] = readFileSync(ROWS, 'utf8').trim().split('\n');
  const byRule = new Map<string, Row>();
  for (const text of lines) {
    const row = JSON.parse(text) as Row;
    byRule.set(row.rule, row);
  }
  return Object.keys(ABLATIONS).flatMap((rule) => byRule.get(rule) ?? []);
}

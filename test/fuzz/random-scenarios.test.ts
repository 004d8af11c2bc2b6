import { describe, expect, test } from 'vitest';
import { openUnrecorded } from '../../src/core/index.ts';
import type { Report } from '../../src/core/model/index.ts';
import { TACTICS } from '../../src/core/registry.ts';
import { generate } from '../../src/core/scenario/generate.ts';
import { toMinimal } from '../../src/core/scenario/minimal.ts';

/**
 * What PBFT promises, on runs that nobody has thought of: with at most f faulty replicas, whatever they do, and a network that
 * behaves only after a while, no run is unsafe and every one completes.
 */

const RUNS = Number(process.env['PARLEY_FUZZ_RUNS'] ?? 2_000);
const FIRST = Number(process.env['PARLEY_FUZZ_FIRST'] ?? 1);
const SHARDS = 8;

function runNumber(number: number): { readonly report: Report; readonly recipe: string } {
  const scenario = generate(number, { tactics: TACTICS, replicasMin: 4, replicasMax: 7 });
  const run = openUnrecorded(scenario);
  while (!run.advance(100_000));
  const recipe = `random scenario ${number}; save as a file and run it with --explain:\n${JSON.stringify(toMinimal(scenario))}`;
  return { report: run.report(), recipe };
}

describe('random scenarios with at most f faulty replicas', () => {
  for (let shard = 0; shard < SHARDS; shard += 1) {
    test(`are safe and complete, part ${shard + 1} of ${SHARDS}`, { timeout: 600_000 }, () => {
      let viewChanges = 0;
      let executed = 0;
      let checkpoints = 0;
      let installed = 0;
      for (let index = shard; index < RUNS; index += SHARDS) {
        const { report, recipe } = runNumber(FIRST + index);
        expect(report.violations, recipe).toEqual([]);
        expect(report.outcome, recipe).toBe('agreed');
        viewChanges += report.views.changes;
        executed += report.requests.executedByCorrect;
        checkpoints += report.messages.byKind['checkpoint'] ?? 0;
        installed += Object.values(report.ledgers).filter((ledger) => ledger.includes(null)).length;
      }
      // Without witnesses that something happened, silence of the monitors would prove nothing.
      expect(executed).toBeGreaterThan(0);
      expect(viewChanges).toBeGreaterThan(0);
      expect(checkpoints).toBeGreaterThan(0);
      expect(installed).toBeGreaterThan(0);
    });
  }
});

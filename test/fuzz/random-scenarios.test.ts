import { describe, expect, test } from 'vitest';
import { openUnrecorded } from '../../src/core/index.ts';
import type { Report, Scenario } from '../../src/core/model/index.ts';
import { TACTICS } from '../../src/core/registry.ts';
import { generate } from '../../src/core/scenario/generate.ts';
import { toMinimal } from '../../src/core/scenario/minimal.ts';

/**
 * What PBFT promises, on runs that nobody has thought of: with at most f faulty replicas, whatever they do, and a network that
 * behaves only after a while, no run is unsafe and every one completes. The usual check does a tenth of what the README names.
 */

const RUNS = Number(process.env['PARLEY_FUZZ_RUNS'] ?? 500);
const FIRST = Number(process.env['PARLEY_FUZZ_FIRST'] ?? 1);
const SHARDS = 8;

/** With 4 no wrong quorum formula shows, with 5 and 6 most do; the large ones bear more traitors at once. */
const SIZES = [4, 5, 6, 7, 10, 13];

type Random = { readonly scenario: Scenario; readonly report: Report; readonly recipe: string };

function runNumber(number: number): Random {
  const size = SIZES[number % SIZES.length] ?? 4;
  const scenario = generate(number, { tactics: TACTICS, replicasMin: size, replicasMax: size });
  const run = openUnrecorded(scenario);
  while (!run.advance(100_000));
  const recipe = `random scenario ${number}; save as a file and run it with --explain:\n${JSON.stringify(toMinimal(scenario))}`;
  return { scenario, report: run.report(), recipe };
}

/** What there must have been between them: silence of the monitors would prove nothing otherwise. */
class Witnesses {
  viewChanges = 0;
  executed = 0;
  checkpoints = 0;
  installed = 0;
  dropped = 0;
  readonly kinds = new Set<string>();

  note({ scenario, report }: Random): void {
    this.viewChanges += report.views.changes;
    this.executed += report.requests.executedByCorrect;
    this.checkpoints += report.messages.byKind['checkpoint'] ?? 0;
    this.dropped += report.messages.dropped;
    this.installed += Object.values(report.ledgers).filter((each) => each.includes(null)).length;
    for (const { kind } of scenario.faults) this.kinds.add(kind);
    this.kinds.add(scenario.network.scheduler.kind);
    if (scenario.network.delays.length > 0) this.kinds.add('delays');
  }

  check(): void {
    const { viewChanges, executed, checkpoints, installed, dropped } = this;
    for (const count of [viewChanges, executed, checkpoints, installed, dropped])
      expect(count).toBeGreaterThan(0);
    const wanted = ['lying', 'colluding', 'crashed', 'reorder', 'starve', 'delays'];
    expect([...this.kinds]).toEqual(expect.arrayContaining(wanted));
  }
}

describe('random scenarios with at most f faulty replicas', () => {
  for (let shard = 0; shard < SHARDS; shard += 1) {
    test(`are safe and complete, part ${shard + 1} of ${SHARDS}`, { timeout: 3_600_000 }, () => {
      const witnesses = new Witnesses();
      for (let index = shard; index < RUNS; index += SHARDS) {
        const random = runNumber(FIRST + index);
        expect(random.report.violations, random.recipe).toEqual([]);
        expect(random.report.outcome, random.recipe).toBe('agreed');
        witnesses.note(random);
      }
      witnesses.check();
    });
  }
});

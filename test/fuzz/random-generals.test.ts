import { describe, expect, test } from 'vitest';
import { openUnrecorded } from '../../src/core/index.ts';
import type { Report, Scenario } from '../../src/core/model/index.ts';
import { TACTICS } from '../../src/core/registry.ts';
import { generateGenerals } from '../../src/core/scenario/generate-generals.ts';
import { toMinimal } from '../../src/core/scenario/minimal.ts';

/**
 * What the paper of 1982 promises, on runs that nobody has thought of: with at most m traitors, whatever they do, among more than 3m
 * generals where messages are oral, IC1, IC2 and termination hold, and every order is completed.
 */

const RUNS = Number(process.env['PARLEY_FUZZ_RUNS'] ?? 150);
const FIRST = Number(process.env['PARLEY_FUZZ_FIRST'] ?? 1);
const SIZES = [2, 3, 4, 5, 6, 7, 9];

type Random = { readonly scenario: Scenario; readonly report: Report; readonly recipe: string };

function runNumber(number: number): Random {
  const size = SIZES[number % SIZES.length] ?? 4;
  const options = { tactics: TACTICS, replicasMin: size, replicasMax: size };
  const scenario = generateGenerals(number, options);
  const run = openUnrecorded(scenario);
  while (!run.advance(100_000));
  const recipe = `random generals ${number}; save as a file and run it with --explain:\n${JSON.stringify(toMinimal(scenario))}`;
  return { scenario, report: run.report(), recipe };
}

/** Whom the scenario marks at any time, and who may obey a text. */
function suspectsIn({ faults, interventions, agents }: Scenario): ReadonlySet<number> {
  const marked = [...faults, ...interventions, ...agents].flatMap((each) =>
    'replicas' in each ? each.replicas : [],
  );
  return new Set(marked);
}

describe('random scenarios of the generals with at most m traitors', () => {
  test(
    'keep IC1 and IC2, come to an end, and hold every kind of trouble',
    { timeout: 3_600_000 },
    () => {
      const kinds = new Set<string>();
      const tactics = new Set<string>();
      let bent = 0;
      let convicted = 0;
      for (let number = FIRST; number < FIRST + RUNS; number += 1) {
        const { scenario, report, recipe } = runNumber(number);
        expect(report.violations, recipe).toEqual([]);
        expect(report.outcome, recipe).toBe('agreed');
        expect(report.assumptions, recipe).toEqual([]);
        kinds.add(scenario.generals.messages);
        for (const fault of scenario.faults) {
          kinds.add(fault.kind);
          if ('tactic' in fault) tactics.add(fault.tactic);
        }
        if (scenario.injections.length > 0) kinds.add('injection');
        bent += report.messages.rejected;
        convicted += report.evidence.length;
        for (const { replica } of report.evidence)
          expect([...suspectsIn(scenario)], recipe).toContain(replica);
      }
      const troubles = ['lying', 'colluding', 'crashed', 'prompt-injected', 'injection'];
      expect([...kinds]).toEqual(expect.arrayContaining(['oral', 'signed', ...troubles]));
      expect([...tactics]).toEqual(expect.arrayContaining(['two-orders', 'impersonate', 'divide']));
      // Forged chains were turned away, and commanders convicted by their own signatures.
      expect([bent > 0, convicted > 0]).toEqual([true, true]);
    },
  );
});

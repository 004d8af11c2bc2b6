import { describe, expect, test } from 'vitest';
import { openUnrecorded, parseScenario } from '../../src/core/index.ts';
import type { Preset, Report, Scenario, SignatureScheme } from '../../src/core/model/index.ts';
import { PRESETS } from '../../src/core/registry.ts';

/** Every preset keeps what its title promises, whatever the seed, under both signature schemes. */

/** The full proof is 200 (PARLEY_PRESET_SEEDS=200); a test run shows that nothing has slipped. */
const IDEAL_SEEDS = Number(process.env['PARLEY_PRESET_SEEDS'] ?? 60);
const REAL_SEEDS = 5;

function scenarioOf(preset: Preset, seed: number, signatures: SignatureScheme): Scenario {
  const parsed = parseScenario({ ...preset.scenario, seed, signatures }, 'headless');
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join('; '));
  return parsed.scenario;
}

function reportOf(scenario: Scenario): Report {
  const run = openUnrecorded(scenario);
  while (!run.advance(100_000));
  return run.report();
}

function expectPromise(preset: Preset, report: Report): void {
  const where = `parley run ${preset.name} --seed ${report.seed}`;
  const broken = report.violations.map((violation) => violation.monitor);
  expect(report.outcome, where).toBe(preset.promises.outcome);
  for (const monitor of preset.promises.breaks) expect(broken, where).toContain(monitor);
  if (preset.promises.outcome === 'agreed') expect(broken, where).toEqual([]);
  expect(report.views.changes, where).toBeGreaterThanOrEqual(preset.promises.viewChanges);
}

describe.each(PRESETS.map((preset) => [preset.name, preset] as const))('%s', (_name, preset) => {
  test(
    `keeps its promise for ${IDEAL_SEEDS} seeds with ideal signatures`,
    { timeout: 300_000 },
    () => {
      for (let seed = 1; seed <= IDEAL_SEEDS; seed += 1) {
        expectPromise(preset, reportOf(scenarioOf(preset, seed, 'ideal')));
      }
    },
  );

  test(`keeps its promise for ${REAL_SEEDS} seeds with Ed25519`, { timeout: 300_000 }, () => {
    for (let seed = 1; seed <= REAL_SEEDS; seed += 1) {
      expectPromise(preset, reportOf(scenarioOf(preset, seed, 'ed25519')));
    }
  });

  test('has the same ledgers and outcome under both schemes', { timeout: 60_000 }, () => {
    const real = reportOf(scenarioOf(preset, 7, 'ed25519'));
    const ideal = reportOf(scenarioOf(preset, 7, 'ideal'));
    expect(ideal.ledgers).toEqual(real.ledgers);
    expect(ideal.outcome).toBe(real.outcome);
    if (preset.promises.outcome !== 'stalled') {
      expect(Object.values(real.ledgers).flat().length).toBeGreaterThan(0);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { catalog, openUnrecorded, parseScenario } from '../../../src/core/index.ts';
import type { Preset, Report, Scenario, SignatureScheme } from '../../../src/core/model/index.ts';

const SEEDS_IDEAL = 200;
const SEEDS_ED25519 = 10;

function scenarioOf(preset: Preset, seed: number, signatures: SignatureScheme): Scenario {
  const parsed = parseScenario({ ...preset.scenario, seed, signatures }, 'page');
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join('; '));
  return parsed.scenario;
}

function run(preset: Preset, seed: number, signatures: SignatureScheme): Report {
  const opened = openUnrecorded(scenarioOf(preset, seed, signatures));
  while (!opened.advance(10_000));
  return opened.report();
}

const SAFETY = new Set(
  catalog()
    .monitors.filter((each) => each.kind === 'safety')
    .map((each) => each.id),
);

/** What a run must have in common with its preset's promise, and the positive witness that anything happened at all. */
function kept(report: Report) {
  const broken = report.violations
    .map((violation) => violation.monitor)
    .filter((id) => SAFETY.has(id));
  return { outcome: report.outcome, breaks: [...new Set(broken)].sort() };
}

function promised({ promises }: Preset) {
  return { outcome: promises.outcome, breaks: [...promises.breaks].sort() };
}

describe.each(catalog().presets.map((preset) => [preset.name, preset] as const))(
  'preset %s',
  (_name, preset) => {
    it(`keeps its promise with ${SEEDS_IDEAL} seeds and ideal signatures`, () => {
      for (let seed = 1; seed <= SEEDS_IDEAL; seed += 1) {
        const report = run(preset, seed, 'ideal');
        expect(kept(report), `seed ${seed}`).toEqual(promised(preset));
        expect(report.views.changes, `view changes with seed ${seed}`).toBeGreaterThanOrEqual(
          preset.promises.viewChanges,
        );
        const decided = Object.values(report.ledgers).some((ledger) => ledger.length > 0);
        expect(decided, `a decision with seed ${seed}`).toBe(preset.promises.outcome !== 'stalled');
      }
    }, 120_000);

    it(`does the same with Ed25519, and decides the same, for ${SEEDS_ED25519} seeds`, () => {
      for (let seed = 1; seed <= SEEDS_ED25519; seed += 1) {
        const real = run(preset, seed, 'ed25519');
        expect(kept(real), `seed ${seed}`).toEqual(promised(preset));
        expect(real.ledgers, `seed ${seed}`).toEqual(run(preset, seed, 'ideal').ledgers);
      }
    }, 120_000);

    it('asks a question with exactly one right answer, and is written for a person', () => {
      const { ask, answers } = preset.question;
      expect(ask).toMatch(/\?$/);
      expect(answers.length).toBeGreaterThanOrEqual(2);
      expect(answers.length).toBeLessThanOrEqual(4);
      expect(answers.filter((answer) => answer.isRight)).toHaveLength(1);
      expect(preset.watch).toMatch(/^[A-Z].*\.$/);
      expect(preset.explanation.length).toBeGreaterThan(150);
      expect(preset.scenario).toMatchObject({ version: 1, title: preset.title });
    });
  },
);

describe('the presets', () => {
  it('have names of their own', () => {
    const names = catalog().presets.map((preset) => preset.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('do not always put the right answer in the same place', () => {
    const places = catalog().presets.map((preset) =>
      preset.question.answers.findIndex((answer) => answer.isRight),
    );
    expect(new Set(places).size).toBeGreaterThan(2);
  });
});

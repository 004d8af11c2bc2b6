import { describe, expect, it } from 'vitest';
import { catalog, openUnrecorded, parseScenario } from '../../../src/core/index.ts';
import type { Preset } from '../../../src/core/model/index.ts';

const SEEDS = 10;

const SAFETY = new Set(
  catalog()
    .monitors.filter((monitor) => monitor.kind === 'safety')
    .map((monitor) => monitor.id),
);

function brokenBy(preset: Preset, seed: number): readonly string[] {
  const parsed = parseScenario({ ...preset.scenario, seed, signatures: 'ideal' }, 'page');
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join('; '));
  const run = openUnrecorded(parsed.scenario);
  while (!run.advance(10_000));
  const broken = run.report().violations.map((violation) => violation.monitor);
  return [...new Set(broken.filter((monitor) => SAFETY.has(monitor)))].sort();
}

describe.each(catalog().presets.map((preset) => [preset.name, preset] as const))(
  '%s',
  (_name, preset) => {
    it('breaks the safety monitors that it promises, and no others', () => {
      for (let seed = 1; seed <= SEEDS; seed += 1) {
        expect(brokenBy(preset, seed), `seed ${seed}`).toEqual([...preset.promises.breaks].sort());
      }
    });

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

import { describe, expect, it } from 'vitest';
import { catalog, parseScenario } from '../../../src/core/index.ts';
import { createCore } from '../../../src/worker/core.ts';

function scenarioOf(input: unknown) {
  const parsed = parseScenario(input, 'page');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

describe('the command that repeats a run', () => {
  const core = createCore();
  const [preset] = catalog().presets;
  const scenario = scenarioOf(preset?.scenario);

  it('names a preset', () => {
    expect(core.share(scenario).command).toBe(`npm run -s parley -- run ${preset?.name}`);
  });

  it('adds another seed', () => {
    const { command } = core.share({ ...scenario, seed: 99 });
    expect(command).toBe(`npm run -s parley -- run ${preset?.name} --seed 99`);
  });

  it('hands over any other scenario as one line of JSON that means the same', () => {
    const own = scenarioOf({
      version: 1,
      title: "it's\nEOF\n",
      interventions: [{ at: 5, after: 0, do: 'order', text: '$(rm -rf .) `x`' }],
    });
    const lines = core.share(own).command.split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe("npm run -s parley -- run - <<'EOF'");
    expect(lines[2]).toBe('EOF');
    expect(scenarioOf(JSON.parse(lines[1] ?? ''))).toEqual(own);
  });
});

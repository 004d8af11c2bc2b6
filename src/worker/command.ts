/** The command line that repeats a run. */
import type { Scenario } from '../core/model/index.ts';

export type NamedScenario = { readonly name: string; readonly scenario: Scenario };

/** A preset that was at most given another seed goes by its name; any other scenario is handed over as text. */
export function commandFor(
  scenario: Scenario,
  minimal: unknown,
  presets: readonly NamedScenario[],
): string {
  const preset = presetOf(scenario, presets);
  if (preset) {
    const option = preset.scenario.seed === scenario.seed ? '' : ` --seed ${scenario.seed}`;
    return `npm run -s parley -- run ${preset.name}${option}`;
  }
  // The quoted delimiter keeps the shell from reading the text; the JSON is one line, so no line of it is the delimiter.
  return `npm run -s parley -- run - <<'EOF'\n${JSON.stringify(minimal)}\nEOF`;
}

/** The preset that a scenario is, whatever its seed. */
export function presetOf(
  scenario: Scenario,
  presets: readonly NamedScenario[],
): NamedScenario | undefined {
  return presets.find((each) => isSameButSeed(each.scenario, scenario));
}

function isSameButSeed(a: Scenario, b: Scenario): boolean {
  return JSON.stringify({ ...a, seed: 0 }) === JSON.stringify({ ...b, seed: 0 });
}

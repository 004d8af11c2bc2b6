import { LIMITS, catalog, parseScenario, parseScenarioText, toMinimal } from '../core/index.ts';
import type { Parsed } from '../core/index.ts';
import type { Scenario } from '../core/model/index.ts';
import { UsageError, readFileText, readText } from './io.ts';
import type { Io } from './io.ts';

/** The scenario that a command names: a preset, a file, or '-' for standard input. Throws a UsageError. */
export async function readScenario(name: string, io: Io): Promise<Scenario> {
  const { presets, ablationCases } = catalog();
  const preset = [...presets, ...ablationCases].find((known) => known.name === name);
  if (preset !== undefined) return accepted(parseScenario(preset.scenario, 'headless'), name);
  const isStdin = name === '-';
  const source = isStdin
    ? await readText(io.stdin, LIMITS.fileMax, 'standard input')
    : await readFileText(name, LIMITS.fileMax).catch((error: unknown) => {
        throw withHint(error, name);
      });
  const parsed = parseScenarioText(source, 'headless');
  if (!parsed.ok && isRecording(source))
    throw new UsageError(
      `${name} is a recording, which holds a scenario and the hash of its trace: parley replay ${name} runs it again`,
    );
  return accepted(parsed, isStdin ? 'standard input' : name);
}

/** What `parley hunt --out` writes. */
function isRecording(source: string): boolean {
  try {
    const value: unknown = JSON.parse(source);
    return typeof value === 'object' && value !== null && 'scenario' in value && 'trace' in value;
  } catch {
    return false;
  }
}

/** The same scenario with another seed; `seed` is as it was typed. */
export function withSeed(scenario: Scenario, seed: string): Scenario {
  const value: unknown = /^-?\d{1,16}$/.test(seed) ? Number(seed) : seed;
  return accepted(parseScenario({ ...toMinimal(scenario), seed: value }, 'headless'), '--seed');
}

function accepted(parsed: Parsed, name: string): Scenario {
  if (parsed.ok) return parsed.scenario;
  const [first, ...others] = parsed.problems;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  throw new UsageError(`${name}: ${first?.message ?? 'the scenario is not valid'}${more}`);
}

/** A name without a path was probably meant to be a preset. */
function withHint(error: unknown, name: string): unknown {
  if (!(error instanceof UsageError) || !/^[\w-]+$/.test(name)) return error;
  return new UsageError(`${error.message}, and no preset of this name (parley presets lists them)`);
}

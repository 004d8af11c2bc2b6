/** The engine in Node, to compare the page with. */
import { openRun, parseScenario } from '../../src/core/index.ts';
import { PRESETS } from '../../src/core/registry.ts';
import type { Preset, Run } from '../../src/core/model/index.ts';

const STEPS_AT_ONCE = 10_000;
const GRAIN_MICROS = 100;

export function presetNamed(name: string): Preset {
  const preset = PRESETS.find((each) => each.name === name);
  if (!preset) throw new Error(`There is no preset ${name}.`);
  return preset;
}

export function finishedRun({ scenario }: Preset): Run {
  const parsed = parseScenario(scenario, 'page');
  if (!parsed.ok) throw new Error('A preset is a valid scenario.');
  const run = openRun(parsed.scenario);
  while (!run.advance(STEPS_AT_ONCE));
  return run;
}

/** When a client has its first answer, in milliseconds of simulated time, to a tenth. */
export function firstAnswerAt(run: Run): number {
  const { until } = run.report();
  for (let at = 0; at <= until; at += GRAIN_MICROS) {
    const processes = run.processesAt(run.momentAt(at));
    const isAnswered = processes.some(
      (each) => each.role === 'client' && each.client.completed > 0,
    );
    if (isAnswered) return at / 1000;
  }
  throw new Error('No client was answered.');
}

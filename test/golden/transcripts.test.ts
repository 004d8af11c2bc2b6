import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/cli/summary.ts';
import { tell } from '../../src/core/session/narrate/story.ts';
import { catalog, openRun, parseScenario } from '../../src/core/index.ts';
import { MORE_SCENARIOS } from './more-scenarios.ts';

/** Set to "write" to accept what the presets do now. */
const isWriting = process.env['PARLEY_GOLDEN'] === 'write';

const HOW =
  'If the change is meant: PARLEY_GOLDEN=write npm run golden, and say in the commit why the transcript differs.';

function transcript(scenario: object): string {
  const parsed = parseScenario(scenario, 'page');
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join('; '));
  const run = openRun(parsed.scenario);
  while (!run.advance(10_000));
  return `${[...tell(run)].join('\n')}\n\n${summarise(run.report(), parsed.scenario)}\n`;
}

function fileOf(name: string): URL {
  return new URL(`./${name}.txt`, import.meta.url);
}

/** The presets, and what is kept beside them. */
const SCENARIOS: readonly (readonly [name: string, scenario: object])[] = [
  ...catalog().presets.map(({ name, scenario }) => [name, scenario] as const),
  ...Object.entries(MORE_SCENARIOS).map(
    ([name, scenario]) => [name, { version: 1, title: name, ...scenario }] as const,
  ),
];

/** The first line that differs says more than two long texts do. */
function firstDifference(was: string, is: string): string {
  const before = was.split('\n');
  const after = is.split('\n');
  const line = after.findIndex((text, index) => text !== before[index]);
  const at = line < 0 ? after.length : line;
  return `line ${at + 1}\n  was: ${before[at] ?? '(the end)'}\n  is:  ${after[at] ?? '(the end)'}`;
}

describe('golden transcripts', () => {
  it.each(SCENARIOS)(
    '%s is told as it was',
    (name, scenario) => {
      const told = transcript(scenario);
      const file = fileOf(name);
      if (isWriting) writeFileSync(file, told);
      const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
      if (kept === told) return;
      expect.fail(`test/golden/${name}.txt, ${firstDifference(kept, told)}\n${HOW}`);
    },
    30_000,
  );
});

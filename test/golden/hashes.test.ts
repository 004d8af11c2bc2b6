import { beforeAll, describe, expect, it } from 'vitest';
import { openTraced, parseScenario } from '../../src/core/index.ts';
import { TACTICS } from '../../src/core/registry.ts';
import { HASH_SCENARIOS } from './hash-scenarios.ts';
import { lineOf, readHashes, writeHashes } from './hashes.ts';

/** The same values are asked of Chromium and Firefox by the tests in test/browser and test/firefox. */

function run(name: string, document: object): string {
  const parsed = parseScenario(document, 'page');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  const traced = openTraced(parsed.scenario);
  while (!traced.advance(10_000));
  return lineOf(name, traced.report());
}

const HOW =
  'If the change is meant: PARLEY_GOLDEN=write npm run golden, and say in the commit why it differs.';

describe('trace hashes', () => {
  let lines: readonly string[] = [];
  beforeAll(() => {
    lines = HASH_SCENARIOS.map(([name, scenario]) => run(name, scenario));
    if (process.env['PARLEY_GOLDEN'] === 'write') writeHashes(lines);
  }, 60_000);

  it('are those that they were', () => {
    expect(lines, HOW).toEqual(readHashes());
  });

  it('are of different runs, which end in every way', () => {
    expect(HASH_SCENARIOS.length).toBeGreaterThanOrEqual(50);
    expect(new Set(lines.map((line) => line.slice(-64))).size).toBe(HASH_SCENARIOS.length);
    const all = lines.join('\n');
    for (const outcome of ['agreed', 'stalled', 'unsafe']) expect(all).toContain(` ${outcome} `);
  });

  it('are taken of every tactic', () => {
    const used = JSON.stringify(HASH_SCENARIOS);
    const missing = TACTICS.filter(({ id }) => !used.includes(`"tactic":"${id}"`));
    // Some tactics are not chosen by name: a text puts them in charge.
    expect(missing.map(({ id }) => id).sort()).toEqual(['injected', 'persuaded', 'swayed']);
  });
});

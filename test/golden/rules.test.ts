import { describe, expect, it } from 'vitest';
import { openTraced, parseScenario } from '../../src/core/index.ts';
import type { Fact } from '../../src/core/model/index.ts';
import { RULES } from '../../src/core/protocols/pbft/rules.ts';
import { PRESETS } from '../../src/core/registry.ts';
import { MORE_SCENARIOS } from './more-scenarios.ts';

/** Facts that speak for a rule by themselves. */
const FACTS: readonly Fact['fact'][] = [
  'request-sent',
  'request-held',
  'pre-prepared',
  'prepared',
  'committed',
  'executed',
  'executed-tentatively',
  'rolled-back',
  'read',
  'view-change-sent',
  'view-entered',
  'checkpoint-taken',
  'checkpoint-stable',
  'water-marks',
  'state-wanted',
  'state-installed',
  'reply-accepted',
];

type Line = { readonly kind: string; readonly fact?: Fact };

function firedIn(json: object): ReadonlySet<string> {
  const parsed = parseScenario({ version: 1, ...json }, 'headless');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  const run = openTraced({ ...parsed.scenario, signatures: 'ideal' });
  while (!run.advance(10_000));
  const fired = new Set<string>();
  for (const line of run.traceLines()) {
    const { fact } = JSON.parse(line) as Line;
    if (fact !== undefined) fired.add(fact.fact === 'rule' ? fact.rule : fact.fact);
  }
  return fired;
}

describe('the golden transcripts together', () => {
  it('show every rule of PBFT, and every fact that speaks for one', { timeout: 60_000 }, () => {
    const scenarios = [
      ...PRESETS.map(({ scenario }) => scenario),
      ...Object.values(MORE_SCENARIOS),
    ];
    const pbft = scenarios.filter((scenario) => !('protocol' in scenario));
    const fired = new Set(pbft.flatMap((scenario) => [...firedIn(scenario)]));
    const missing = [...Object.keys(RULES), ...FACTS].filter((rule) => !fired.has(rule));
    expect(missing).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { openUnrecorded } from '../../../src/core/index.ts';
import type { Scenario } from '../../../src/core/model/index.ts';
import { TACTICS } from '../../../src/core/registry.ts';
import { withTrouble } from '../../../src/core/scenario/generate-trouble.ts';
import { generate } from '../../../src/core/scenario/generate.ts';
import { withLeftOut } from '../../../src/core/base/left-out.ts';

const STEPS = 256;
/** Rules without which some are left behind or stuck, which only the end of a run shows; the last few stand for none. */
const RULES = ['follow-new-view', 'null-requests', 'h-without-state', 'transfer-target', '', ''];
/** In most of these somebody is left in a view change that nobody else wants, and asks until the horizon. */
const NUMBERS = [3, 181, 196, 202, 206, 229, 236, 241, 317, 319, 332, 345];

function scenarioOf(number: number, ablate: readonly string[]): Scenario {
  const size = { replicasMin: 4, replicasMax: 4, faulty: 1 };
  const drawn = generate(number, { tactics: TACTICS, ...size });
  return withLeftOut(withTrouble(drawn, { number, tactics: TACTICS }), ablate);
}

function verdict(scenario: Scenario, mayRest: boolean) {
  const run = openUnrecorded(scenario);
  let hasRested = false;
  while (!hasRested && !run.advance(STEPS)) hasRested = mayRest && run.rest();
  const broken = new Set(run.violations().map(({ monitor }) => monitor));
  const { requests, ledgers, messages } = run.report();
  const verdict = { broken: [...broken].sort(), requests, ledgers };
  return { verdict, messages: messages.delivered, hasRested };
}

describe('a run that goes to its horizon once only repeats are left', () => {
  it('breaks what the whole run breaks, and ends in the same ledgers', () => {
    let rested = 0;
    for (const number of NUMBERS) {
      const rule = RULES[number % RULES.length] ?? '';
      const scenario = scenarioOf(number, rule === '' ? [] : [rule]);
      const short = verdict(scenario, true);
      const whole = verdict(scenario, false);
      expect(short.verdict, `scenario ${number} without ${rule}`).toEqual(whole.verdict);
      if (!short.hasRested) continue;
      rested += 1;
      expect(short.messages).toBeLessThan(whole.messages);
    }
    expect(rested).toBeGreaterThan(NUMBERS.length / 2);
  });
});

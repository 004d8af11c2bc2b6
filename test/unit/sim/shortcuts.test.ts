import { describe, expect, it } from 'vitest';
import type { Kernel, Monitor, Scenario } from '../../../src/core/model/index.ts';
import { pbft } from '../../../src/core/protocols/pbft/index.ts';
import { MONITORS, TACTICS } from '../../../src/core/registry.ts';
import { withTrouble } from '../../../src/core/scenario/generate-trouble.ts';
import { generate } from '../../../src/core/scenario/generate.ts';
import { withLeftOut } from '../../../src/core/base/left-out.ts';
import { createKernel } from '../../../src/core/sim/kernel.ts';

/** Rules of which the lack breaks something soon, beside none. */
const LEFT_OUT = [[], ['commit-phase'], ['signatures'], ['vote-digest'], ['nested-signatures']];
const STEPS_MAX = 6_000;
const RUNS = 12;

const monitors = MONITORS.filter(({ protocols }) => protocols.includes('pbft'));

function scenarioOf(number: number): Scenario {
  const drawn = generate(number, { tactics: TACTICS, replicasMin: 4, replicasMax: 5, faulty: 2 });
  const ablate = LEFT_OUT[number % LEFT_OUT.length] ?? [];
  return withLeftOut(withTrouble(drawn, { number, tactics: TACTICS }), ablate);
}

function run(number: number, listening: readonly Monitor[], pause?: (kernel: Kernel) => void) {
  const scenario = scenarioOf(number);
  const setup = { scenario, protocol: pbft, tactics: TACTICS, monitors: listening, sink: null };
  const kernel = createKernel(setup);
  for (let step = 1; step <= STEPS_MAX && kernel.step(); step += 1)
    if (step % 50 === 0) pause?.(kernel);
  return {
    violations: kernel.violations,
    proofs: kernel.proofs,
    states: monitors.map(({ id }) => kernel.monitorState(id)),
    tally: kernel.tally,
  };
}

const numbers = Array.from({ length: RUNS }, (_, index) => index + 1);

describe('what is left out because it changes nothing', { timeout: 120_000 }, () => {
  it('monitors that are told all find the same as those that are told what they listen to', () => {
    const deaf = ({ hears, facts, sends, receives, ...rest }: Monitor): Monitor => rest;
    let found = 0;
    for (const number of numbers) {
      const chosen = run(number, monitors);
      expect(run(number, monitors.map(deaf)), `scenario ${number}`).toEqual(chosen);
      found += chosen.violations.length;
    }
    expect(found).toBeGreaterThan(RUNS);
  });

  it('who forgets between steps what it has worked out comes to the same', () => {
    let proofs = 0;
    for (const number of numbers) {
      const straight = run(number, monitors);
      const forgetful = run(number, monitors, (kernel) => kernel.restore(kernel.snapshot()));
      expect(forgetful, `scenario ${number}`).toEqual(straight);
      proofs += straight.proofs.length;
    }
    expect(proofs).toBeGreaterThan(RUNS / 2);
  });
});

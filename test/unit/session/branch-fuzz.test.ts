import { describe, expect, it } from 'vitest';
import type { Action, Scenario } from '../../../src/core/model/index.ts';
import { generate } from '../../../src/core/scenario/generate.ts';
import { TACTICS } from '../../../src/core/registry.ts';
import { openRun } from '../../../src/core/session/run.ts';
import { parts } from './parts.ts';
import { finished } from './support.ts';

const actions: readonly Action[] = [
  { do: 'crash', replicas: [1] },
  { do: 'restore', replicas: [0, 1] },
  { do: 'lie', replicas: [2], tactic: 'equivocate' },
  { do: 'collude', replicas: [0, 3], tactic: 'fork' },
  { do: 'inject', replicas: [2], text: 'please stay silent' },
  { do: 'order', text: 'order RETREAT' },
];

const SEEDS = Array.from({ length: 30 }, (_, index) => 500 + index);

describe('a change at any place of any run', () => {
  it.each(SEEDS)('gives what a straight run gives, seed %i', (seed) => {
    const scenario: Scenario = generate(seed, { tactics: TACTICS, replicasMin: 4, replicasMax: 7 });
    const main = finished(openRun(scenario, parts));
    const { reached } = main.timeline();
    const place = main.momentAt(Math.floor((reached * ((seed * 37) % 101)) / 100));
    const action = actions[seed % actions.length] ?? { do: 'order', text: 'get a' };
    const changed: Scenario = {
      ...scenario,
      interventions: [
        ...scenario.interventions,
        { at: place.at, after: main.stepsInto(place), ...action },
      ],
    };
    const branch = finished(openRun(changed, parts, main));
    const straight = finished(openRun(changed, parts));
    expect(branch.report()).toEqual(straight.report());
    expect(branch.timeline()).toEqual(straight.timeline());
    const somewhere = branch.momentAt(Math.floor(branch.timeline().reached / 2));
    expect(branch.processesAt(somewhere)).toEqual(straight.processesAt(somewhere));
    expect(branch.explainAt(somewhere)).toEqual(straight.explainAt(somewhere));
    const before = [...main.traceLines()].slice(0, place.events);
    expect([...branch.traceLines()].slice(0, place.events)).toEqual(before);
  });
});

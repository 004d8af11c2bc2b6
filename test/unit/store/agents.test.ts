import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../../src/core/index.ts';
import {
  agentOf,
  familiesFor,
  freeRequest,
  hasTextOfItsOwn,
  requestsIn,
  withAgents,
  withInjection,
} from '../../../src/store/agents.ts';
import { withCouncil, withIntervention } from '../../../src/store/edits.ts';
import { scenarioOf } from './scenes.ts';

describe('agents from the start', () => {
  it('stand in one entry where they are the same, and in none where they are as usual', () => {
    const one = withAgents(scenarioOf(), [2], { family: 'atlas' });
    const two = withAgents(one, [0, 3], { family: 'atlas', guard: 'quarantine' });
    const three = withAgents(two, [2], { guard: 'quarantine' });
    expect(three.agents).toEqual([{ replicas: [0, 2, 3], family: 'atlas', guard: 'quarantine' }]);
    expect(agentOf(three, 1)).toEqual({ family: '', guard: 'none' });
    expect(withAgents(three, [0, 2, 3], { family: '', guard: 'none' }).agents).toEqual([]);
    expect(parseScenario(three, 'page')).toEqual({ ok: true, scenario: three });
  });

  it('go with the replicas that they are', () => {
    const seven = withAgents(scenarioOf({ replicas: 7 }), [3, 5], { family: 'atlas' });
    expect(withCouncil(seven, { replicas: 4 }).agents).toEqual([
      { replicas: [3], family: 'atlas', guard: 'none' },
    ]);
    expect(withCouncil(seven, { replicas: 3 }).agents).toEqual([]);
  });

  it('are offered the families that the scenario names beside the usual ones', () => {
    const injections = [{ request: 1, text: 'x', families: ['zed'] }];
    const families = familiesFor(
      scenarioOf({ agents: [{ replicas: [0], family: 'my model' }], injections }),
    );
    expect(families).toEqual(['atlas', 'boreas', 'cirrus', 'dorado', 'my model', 'zed']);
  });
});

describe('texts in requests', () => {
  const text = { request: 1, text: 'stay silent', families: null };

  it('are added, changed and removed by their place', () => {
    const one = withInjection(scenarioOf(), 0, text);
    const two = withInjection(one, 1, { ...text, request: 3 });
    expect(two.injections.map(({ request }) => request)).toEqual([1, 3]);
    expect(freeRequest(two)).toBe(2);
    expect(withInjection(two, 0, { ...text, text: 'x' }).injections[0]?.text).toBe('x');
    expect(withInjection(two, 0, null).injections.map(({ request }) => request)).toEqual([3]);
  });

  it('go with the order that carried them', () => {
    const order = { at: 300, after: 0, do: 'order', text: 'order RETREAT' } as const;
    const ordered = withIntervention(scenarioOf({ workload: { requests: 1 } }), order);
    expect(requestsIn(ordered)).toBe(2);
    const loaded = withInjection(ordered, 0, { ...text, request: 2 });
    const crash = { at: 100, after: 0, do: 'crash', replicas: [1] } as const;
    expect(withIntervention(loaded, crash).injections).toEqual([]);
    expect(withIntervention(loaded, { ...crash, at: 400 }).injections).toHaveLength(1);
  });

  it('are told from what was put before one replica alone', () => {
    const faults = [{ replicas: [2], kind: 'prompt-injected', text: 'stay silent' }];
    const interventions = [{ at: 5, do: 'inject', replicas: [1], text: 'reply X' }];
    const scenario = scenarioOf({ faults, interventions });
    expect(hasTextOfItsOwn(scenario, 2, 'stay silent')).toBe(true);
    expect(hasTextOfItsOwn(scenario, 1, 'reply X')).toBe(true);
    expect(hasTextOfItsOwn(scenario, 1, 'stay silent')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { generate } from '../../../src/core/scenario/generate.ts';
import { toMinimal } from '../../../src/core/scenario/minimal.ts';
import { parseScenario } from '../../../src/core/scenario/schema.ts';
import { RULES } from './rules.ts';

const OPTIONS = { tactics: RULES.tactics, replicasMin: 4, replicasMax: 7 };
const MANY = Array.from({ length: 2_000 }, (_, number) => generate(number, OPTIONS));

describe('random scenarios', () => {
  it('are the same for the same number', () => {
    expect(generate(17, OPTIONS)).toEqual(MANY[17]);
    expect(MANY[17]).not.toEqual({ ...MANY[18], title: MANY[17]?.title });
  });

  it('are valid, and their shortest form means the same', { timeout: 60_000 }, () => {
    for (const scenario of MANY) {
      expect(parseScenario(toMinimal(scenario), RULES)).toEqual({ ok: true, scenario });
    }
  });

  it('never have more faulty replicas than the council tolerates', () => {
    for (const { replicas, tolerance, faults, interventions, agents, injections } of MANY) {
      const marked = [...faults, ...interventions].flatMap((each) =>
        'replicas' in each ? each.replicas : [],
      );
      const susceptible = agents.flatMap(({ family, replicas: members }) =>
        injections.some(({ families }) => families?.includes(family)) ? members : [],
      );
      expect(injections.every(({ families }) => families !== null)).toBe(true);
      expect(new Set([...marked, ...susceptible]).size).toBeLessThanOrEqual(tolerance);
      expect(replicas).toBeGreaterThanOrEqual(3 * tolerance + 1);
    }
  });

  it('lose, double and cut off nothing once the network has calmed down', () => {
    for (const { network } of MANY) {
      for (const partition of network.partitions)
        expect(partition.until).toBeLessThanOrEqual(network.gst);
      if (network.gst === 0) expect([network.loss, network.duplicate]).toEqual([0, 0]);
    }
  });

  it('between them hold every kind of trouble', () => {
    const faults = MANY.flatMap((scenario) => scenario.faults);
    const live = MANY.flatMap((scenario) => scenario.interventions);
    const tactics = [...faults, ...live].flatMap((each) => ('tactic' in each ? [each.tactic] : []));
    expect(new Set(tactics)).toEqual(new Set(['equivocate', 'mute', 'fork']));
    expect(new Set(faults.map((fault) => fault.kind)).size).toBe(4);
    expect(new Set(live.map((act) => act.do)).size).toBe(6);
    expect(new Set(MANY.map((scenario) => scenario.replicas))).toEqual(new Set([4, 5, 6, 7]));
    expect(new Set(MANY.map((scenario) => scenario.network.latency.kind)).size).toBe(3);
    expect(MANY.some(({ network }) => network.loss > 0.3 && network.partitions.length > 0)).toBe(
      true,
    );
    expect(new Set(MANY.map((scenario) => scenario.network.scheduler.kind)).size).toBe(3);
    expect(MANY.some(({ network }) => network.delays.length > 1)).toBe(true);
    expect(faults.some((fault) => fault.until !== null)).toBe(true);
    const guards = MANY.flatMap(({ agents }) => agents.map(({ guard }) => guard));
    expect(new Set(guards)).toEqual(new Set(['none', 'quarantine']));
    expect(MANY.filter(({ injections }) => injections.length > 0).length).toBeGreaterThan(100);
  });
});

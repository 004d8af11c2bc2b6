import { describe, expect, it } from 'vitest';
import { quorumSize } from '../../../src/core/quorum/thresholds.ts';
import { generate } from '../../../src/core/scenario/generate.ts';
import { withTrouble } from '../../../src/core/scenario/generate-trouble.ts';
import { toMinimal } from '../../../src/core/scenario/minimal.ts';
import { parseScenario } from '../../../src/core/scenario/schema.ts';
import { RULES } from './rules.ts';

const MESSAGES = [...RULES.messages, 'view-change', 'new-view', 'checkpoint'];
const OPTIONS = { tactics: RULES.tactics, replicasMin: 4, replicasMax: 7 };
const LIARS = RULES.tactics.map((tactic) => ({ ...tactic, role: 'new primary' as const }));
const draw = (number: number) => withTrouble(generate(number, OPTIONS), { number, tactics: LIARS });
const MANY = Array.from({ length: 1_000 }, (_, number) => draw(number));

describe('the scenarios of a hunt', () => {
  it('are the same for the same number', () => {
    expect(draw(17)).toEqual(MANY[17]);
  });

  it('are valid', () => {
    for (const scenario of MANY)
      expect(parseScenario(toMinimal(scenario), { ...RULES, messages: MESSAGES })).toEqual({
        ok: true,
        scenario,
      });
  });

  it('have more faulty replicas than are tolerated only where all of them do no worse than crash', () => {
    for (const { replicas, tolerance, quorum, faults } of MANY) {
      const marked = new Set(faults.flatMap((fault) => fault.replicas)).size;
      const isCrash = faults.every(({ kind }) => kind === 'crashed');
      const spare = replicas - quorumSize(quorum, replicas, tolerance);
      expect(marked).toBeLessThanOrEqual(isCrash ? spare : tolerance);
    }
  });

  it('calm down in the end', () => {
    for (const { network, until } of MANY) {
      const ends = [...network.partitions, ...network.delays].map((each) => each.until);
      expect(Math.max(0, ...ends)).toBeLessThanOrEqual(network.gst);
      expect(until - network.gst).toBeGreaterThanOrEqual(45_000_000);
      if (network.loss > 0) expect(network.gst).toBeGreaterThan(0);
    }
  });

  it('give every variant of a lie its chance', () => {
    const faults = MANY.flatMap((scenario) => scenario.faults);
    const votes = faults.flatMap((fault) =>
      'tactic' in fault && fault.tactic === 'equivocate' ? [fault.options?.['vote'] ?? 'one'] : [],
    );
    const both = votes.filter((vote) => vote === 'both').length;
    expect(both).toBeGreaterThan(votes.length / 3);
    expect(both).toBeLessThan(votes.length / 1.5);
  });

  it('between them hold each kind of trouble that is added', () => {
    const kinds = MANY.flatMap(({ network }) => network.delays.flatMap((delay) => delay.kinds));
    expect(new Set(kinds).size).toBeGreaterThan(7);
    expect(MANY.some(({ workload }) => workload.payload === 'stamp hill')).toBe(true);
    expect(MANY.some(({ timers }) => timers.client >= 3_000_000)).toBe(true);
    const isSlow = ({ network: { latency }, timers }: (typeof MANY)[number]): boolean =>
      latency.kind === 'constant' && latency.value > timers.viewChange;
    expect(MANY.some(isSlow)).toBe(true);
    const groups = MANY.flatMap(({ network }) => network.partitions.map((part) => part.groups));
    expect(groups.some((each) => each.length > 2)).toBe(true);
    const isCalm = ({ faults, network, workload }: (typeof MANY)[number]): boolean =>
      faults.length === 0 && network.gst === 0 && workload.clients > 3;
    expect(MANY.filter(isCalm).length).toBeGreaterThan(50);
  });
});

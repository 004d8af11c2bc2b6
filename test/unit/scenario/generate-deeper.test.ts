import { describe, expect, it } from 'vitest';
import { generate } from '../../../src/core/scenario/generate.ts';
import { withDeeperTrouble } from '../../../src/core/scenario/generate-deeper.ts';
import { toMinimal } from '../../../src/core/scenario/minimal.ts';
import { parseScenario } from '../../../src/core/scenario/schema.ts';
import { RULES } from './rules.ts';

const RULES_WITH_KINDS = { ...RULES, messages: [...RULES.messages, 'view-change', 'new-view'] };
const OPTIONS = { tactics: RULES.tactics, replicasMin: 4, replicasMax: 7 };
const LIARS = RULES.tactics.map((tactic) => ({ ...tactic, role: 'new primary' as const }));
const draw = (number: number) =>
  withDeeperTrouble(generate(number, OPTIONS), { number, tactics: LIARS });
const MANY = Array.from({ length: 500 }, (_, number) => draw(number));

describe('the deeper scenarios of a hunt', () => {
  it('are the same for the same number', () => {
    expect(draw(17)).toEqual(MANY[17]);
  });

  it('are valid', () => {
    for (const scenario of MANY)
      expect(parseScenario(toMinimal(scenario), RULES_WITH_KINDS)).toEqual({ ok: true, scenario });
  });

  it('have one liar from the start, and lose nothing', () => {
    for (const { faults, interventions, injections, network } of MANY) {
      expect(faults).toHaveLength(1);
      expect(faults[0]).toMatchObject({ kind: 'lying', at: 0, until: null });
      expect(faults[0]?.replicas).toHaveLength(1);
      expect([...interventions, ...injections]).toEqual([]);
      expect([network.loss, network.duplicate]).toEqual([0, 0]);
    }
  });

  it('calm down in the end', () => {
    for (const { network, until } of MANY) {
      const ends = [...network.partitions, ...network.delays].map((each) => each.until);
      expect(Math.max(0, ...ends)).toBeLessThanOrEqual(network.gst);
      expect(until - network.gst).toBeGreaterThanOrEqual(45_000_000);
    }
  });

  it('cut off one that is loyal, or let one view after another fail', () => {
    const cut = MANY.filter(({ network }) => network.partitions.length > 0);
    const failed = MANY.filter(({ network }) => network.partitions.length === 0);
    expect(Math.min(cut.length, failed.length)).toBeGreaterThan(150);
    for (const { faults, network } of cut)
      expect(network.partitions[0]?.groups[0]).not.toEqual(faults[0]?.replicas);
    const views = failed.map(({ network }) => network.delays.filter(({ by }) => by === 4_000_000));
    expect([...new Set(views.map(({ length }) => length))].sort()).toEqual(
      expect.arrayContaining([1, 2, 3]),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { isFor } from '../../../src/core/base/written-for.ts';
import type { Fault, Tactic, TacticOptions } from '../../../src/core/model/index.ts';
import { TACTICS } from '../../../src/core/registry.ts';
import { council, liarsWith, sentBy, type Said } from './council.ts';

/**
 * Every lying tactic with every value of every option, where it has something to do: at most f liars break no safety monitor, and
 * every request completes (I1 to I19, L1).
 */

const LIARS = TACTICS.filter((tactic) => tactic.kind === 'lying' && isFor(tactic, 'pbft'));

type Setting = { readonly options: TacticOptions; readonly mustAct: boolean };

/** The ends of a number's range may well mean "hardly ever": there the default is asked to act. */
function settingsOf(tactic: Tactic): readonly Setting[] {
  const varied = tactic.options.flatMap((option): readonly Setting[] =>
    option.kind === 'choice'
      ? option.choices.map(({ id }) => ({
          options: { [option.id]: id },
          mustAct: ELSEWHERE[tactic.id]?.includes(id) !== true,
        }))
      : [option.min, option.max].map((value) => ({
          options: { [option.id]: value },
          mustAct: false,
        })),
  );
  return [{ options: {}, mustAct: true }, ...varied];
}

/** The first two primaries are away for a while: the view changes twice, and who comes back has a state that is too old. */
const AWAY: readonly Fault[] = [
  { kind: 'crashed', replicas: [0], at: 120_000, until: 800_000 },
  { kind: 'crashed', replicas: [1], at: 900_000, until: 1_600_000 },
];

/** What takes more than happens here: it is told in the tests of the tactic itself. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'bad-client': ['read'],
  'hide-certificates': ['stale', 'inflated', 'mixed-views'],
  'keep-back': ['bodies'],
};

/** Those of any role that have most to do where a view changes. */
const STAGES: Readonly<Record<string, Tactic['role']>> = { 'keep-back': 'backup' };

/** A set-up in which the tactic has something to do, and who follows it. */
function stageOf(
  { id, role }: Tactic,
  n: number,
): { readonly liars: number[]; readonly said: Said } {
  const few = n === 4;
  const said: Said = {
    replicas: n,
    tolerance: few ? 1 : 2,
    pbft: { checkpointInterval: 4, window: 8 },
    workload: { clients: 2, requests: 9, payload: ['add score 1', 'set hill north'] },
    until: 20_000_000,
  };
  const away = { ...said, faults: AWAY };
  switch (STAGES[id] ?? role) {
    case 'any':
    case 'primary':
      return { said, liars: few ? [0] : [0, 1] };
    case 'new primary':
      return { said: away, liars: few ? [1] : [1, 2] };
    case 'backup':
    case 'replies':
      return { said: away, liars: few ? [2] : [2, 5] };
  }
}

describe.each(LIARS.map((tactic) => [tactic.id, tactic] as const))('%s', (id, tactic) => {
  it.each([4, 7])('at n = %i, with every option', { timeout: 240_000 }, (n) => {
    const { liars, said } = stageOf(tactic, n);
    const loyal = council(said);
    for (const { options, mustAct } of settingsOf(tactic)) {
      const faults = [...(said.faults ?? []), liarsWith(id, options, liars)];
      const run = council({ ...said, faults });
      const label = `${JSON.stringify(options)} at n = ${n}`;
      expect(run.violations, label).toEqual([]);
      const hasLied = liars.some(
        (liar) => JSON.stringify(sentBy(run, liar)) !== JSON.stringify(sentBy(loyal, liar)),
      );
      if (mustAct) expect(hasLied, `${label}: does something`).toBe(true);
    }
  });
});

describe('the declarations of tactics', () => {
  it.each(TACTICS.map((tactic) => [tactic.id, tactic] as const))('of %s hold', (_id, tactic) => {
    const ids = tactic.options.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const option of tactic.options) {
      if (option.kind === 'number') {
        expect(option.min).toBeLessThanOrEqual(option.default);
        expect(option.default).toBeLessThanOrEqual(option.max);
      } else {
        const choices = option.choices.map(({ id }) => id);
        expect(choices).toContain(option.default);
        expect(new Set(choices).size).toBe(choices.length);
      }
    }
    for (const options of Object.values(tactic.covers))
      for (const [id, value] of Object.entries(options)) {
        const option = tactic.options.find((each) => each.id === id);
        expect(option?.kind === 'choice' && option.choices.some((each) => each.id === value)).toBe(
          true,
        );
      }
  });
});

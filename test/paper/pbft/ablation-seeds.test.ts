import { describe, expect, test } from 'vitest';
import type { AblationCase } from '../../../src/core/model/index.ts';
import { ABLATION_CASES } from '../../../src/core/registry.ts';
import { reportOf, rulesOf, SEEDED, SEEDS_MAX, shaken } from './ablations/runs.ts';

/**
 * The attacks owe nothing to a lucky seed. The usual run takes one of the ten seeds, of those cases that work with all of them;
 * PARLEY_SEEDS=10 takes all of both.
 */

const SEEDS = Number(process.env['PARLEY_SEEDS'] ?? 1);
const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1);

/** The identity of a signer is what these are about, so that a modelled signature proves least for them. */
const ABOUT_SIGNATURES = [
  'signatures',
  'request-signatures',
  'signer-identity',
  'nested-signatures',
  'signed-type',
  'exact-cache',
  'own-message',
  'certificate-proof',
];

function breaks(shown: AblationCase, changed: Readonly<Record<string, unknown>>): boolean {
  const { violations } = reportOf(shown, rulesOf(shown), changed);
  return violations.some(({ monitor }) => monitor === shown.breaks);
}

describe('The attack of each case', () => {
  const cases = ABLATION_CASES.filter(({ rule }) => SEEDS === SEEDS_MAX || !(rule in SEEDED));

  test.each(cases)('$name works with other seeds and latencies', (shown) => {
    const worked = seeds.filter((seed) => breaks(shown, shaken(shown, seed)));
    expect(worked).toHaveLength(Math.min(SEEDS, SEEDED[shown.rule] ?? SEEDS_MAX));
  });

  test.each(ABLATION_CASES)('$name never works against the full protocol', (shown) => {
    for (const seed of seeds) {
      const { violations, outcome } = reportOf(shown, [], shaken(shown, seed));
      expect(violations, `seed ${seed}`).toEqual([]);
      expect(outcome).toBe('agreed');
    }
  });

  const signed = ABLATION_CASES.filter(({ rule }) => ABOUT_SIGNATURES.includes(rule));

  test.each(signed)('$name works with real signatures', (shown) => {
    const real = { signatures: 'ed25519' };
    expect(breaks(shown, real)).toBe(true);
    expect(reportOf(shown, [], real).outcome).toBe('agreed');
  });

  test('with real signatures is tried where signatures matter', () => {
    expect(signed.map(({ rule }) => rule).sort()).toEqual([...ABOUT_SIGNATURES].sort());
  });
});

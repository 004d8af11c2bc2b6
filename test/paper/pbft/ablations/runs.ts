import { openUnrecorded, parseScenario } from '../../../../src/core/index.ts';
import type { AblationCase, Report } from '../../../../src/core/model/index.ts';

/** Runs of the ablation cases, as they are and with something changed that should not matter. */

export const SEEDS_MAX = 10;

/** With how many of the seeds the attack works; those that are not named work with all. */
export const SEEDED: { readonly [rule: string]: number } = {
  'one-checkpoint-each': 8,
  'checkpoint-at-once': 8,
  'known-teller': 9,
};

/** What a case leaves out. */
export const rulesOf = ({ rule, together }: AblationCase): string[] => [rule, ...together];

/** Where its scenario says which rule is left out. */
export const blockOf = ({ scenario }: AblationCase): string =>
  'generals' in scenario ? 'generals' : 'pbft';

export function reportOf(
  shown: AblationCase,
  ablate: readonly string[],
  changed: Readonly<Record<string, unknown>> = {},
): Report {
  const block = blockOf(shown);
  const rules = { ...(shown.scenario[block] as object), ablate };
  const document = { ...shown.scenario, signatures: 'ideal', ...changed, [block]: rules };
  const parsed = parseScenario(document, 'page');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  const run = openUnrecorded(parsed.scenario);
  while (!run.advance(100_000));
  return run.report();
}

type Constant = { readonly latency?: { readonly kind: string; readonly value?: number } };

/** Another seed, and what takes the same time always now takes up to a twentieth more or less. */
export function shaken(shown: AblationCase, seed: number): Readonly<Record<string, unknown>> {
  const network = (shown.scenario['network'] ?? {}) as Constant;
  const value = network.latency?.value;
  if (value === undefined) return { seed };
  const slack = value / 20;
  return {
    seed,
    network: { ...network, latency: { kind: 'uniform', min: value - slack, max: value + slack } },
  };
}

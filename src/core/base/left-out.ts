import type { Scenario } from '../model/index.ts';

/** Protocols with a block of settings in the scenario, under their id. Each block says which of their rules are left out. */
export const BLOCKS = ['pbft', 'generals'] as const;

function blockOf({ protocol }: Pick<Scenario, 'protocol'>): (typeof BLOCKS)[number] | undefined {
  return BLOCKS.find((id) => id === protocol);
}

/** The rules of the scenario's protocol that are left out. */
export function leftOut(scenario: Scenario): readonly string[] {
  const block = blockOf(scenario);
  return block === undefined ? [] : scenario[block].ablate;
}

/** The same scenario with these rules of its protocol left out, and no others. */
export function withLeftOut(scenario: Scenario, ablate: readonly string[]): Scenario {
  const block = blockOf(scenario);
  return block === undefined ? scenario : { ...scenario, [block]: { ...scenario[block], ablate } };
}

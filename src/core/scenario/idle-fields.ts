import { BLOCKS } from '../base/left-out.ts';
import type { Protocol, Scenario } from '../model/index.ts';
import { DEFAULTS } from './defaults.ts';

/**
 * Fields that say something and that the scenario's protocol takes no notice of, such as a quorum among generals. They are allowed,
 * because whoever switches protocols wants to find them again; whoever opens or runs such a scenario is told.
 */
export function idleFields(
  scenario: Scenario,
  { id, terms }: Pick<Protocol, 'id' | 'terms'>,
): readonly string[] {
  const { quorum, timers } = scenario;
  return [
    ...(terms.hasQuorums || quorum === DEFAULTS.quorum ? [] : ['quorum']),
    ...(terms.hasViews || timers.viewChange === DEFAULTS.timers.viewChange
      ? []
      : ['timers.viewChange']),
    ...BLOCKS.filter((block) => block !== id && !isSame(scenario[block], DEFAULTS[block])),
  ];
}

function isSame(one: object, other: object): boolean {
  const entries = Object.entries(one);
  const known = new Map(Object.entries(other));
  return entries.every(
    ([name, value]) => JSON.stringify(value) === JSON.stringify(known.get(name)),
  );
}

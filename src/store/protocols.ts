/** Another protocol for the same council: what is written for the one before goes. */
import { withLeftOut } from '../core/base/left-out.ts';
import { isFor } from '../core/base/written-for.ts';
import type { Catalog, Scenario } from '../core/model/index.ts';

export function withProtocol(scenario: Scenario, protocol: string, catalog: Catalog): Scenario {
  const own = catalog.tactics.filter((tactic) => isFor(tactic, protocol));
  const isWritten = (tactic: string): boolean => own.some(({ id }) => id === tactic);
  const hasReaders = own.some(({ kind }) => kind === 'prompt-injected');
  const { network, faults, interventions, injections } = scenario;
  return {
    ...withLeftOut(scenario, []),
    protocol,
    faults: faults.filter((fault) =>
      'tactic' in fault ? isWritten(fault.tactic) : fault.kind === 'crashed' || hasReaders,
    ),
    interventions: interventions.filter((act) => {
      if ('message' in act || act.do === 'compose') return false;
      return 'tactic' in act ? isWritten(act.tactic) : act.do !== 'inject' || hasReaders;
    }),
    injections: hasReaders ? injections : [],
    network: { ...network, delays: [] },
  };
}

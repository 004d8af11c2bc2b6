import { isFor } from '../base/written-for.ts';
import type { Scenario } from '../model/index.ts';
import { MONITORS, PROTOCOLS, TACTICS } from '../registry.ts';
import type { Parts } from './studio.ts';

/** The protocol that a scenario names, with the tactics and monitors that are written for it. */
export function partsOf({ protocol: id }: Scenario): Parts {
  const protocol = PROTOCOLS.find((each) => each.id === id);
  if (protocol === undefined) throw new Error(`the registry lists no protocol ${id}`);
  const tactics = TACTICS.filter((tactic) => isFor(tactic, id));
  const monitors = MONITORS.filter((monitor) => isFor(monitor, id));
  return { protocol, tactics, monitors };
}

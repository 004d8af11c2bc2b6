/** The letters that stand for families of agents. Colours are taken by values, so a family is a letter and a word. */
import type { Agent, Guard, ProcessId } from '../core/model/index.ts';

export type AgentBadge = {
  /** The first letter of the family, with a number where two begin alike; '' for a model of its own. */
  readonly letter: string;
  readonly family: string;
  readonly guard: Guard;
};

/** By replica; replicas that no entry lists have none. */
export function agentBadges(agents: readonly Agent[]): ReadonlyMap<ProcessId, AgentBadge> {
  const letters = familyLetters(agents.map(({ family }) => family));
  const badges = new Map<ProcessId, AgentBadge>();
  for (const { replicas, family, guard } of agents) {
    const badge = { letter: letters.get(family) ?? '', family, guard };
    for (const replica of replicas) badges.set(replica, badge);
  }
  return badges;
}

function familyLetters(families: readonly string[]): ReadonlyMap<string, string> {
  const named = [...new Set(families)].filter((family) => family !== '').sort();
  const initial = (family: string): string => [...family.toUpperCase()][0] ?? '';
  return new Map(
    named.map((family) => {
      const alike = named.filter((other) => initial(other) === initial(family));
      const number = alike.length > 1 ? String(alike.indexOf(family) + 1) : '';
      return [family, initial(family) + number];
    }),
  );
}

/** "atlas", "a model of its own", with the guard where there is one. */
export function agentWords({ family, guard }: Omit<AgentBadge, 'letter'>): string {
  const model = family === '' ? 'a model of its own' : `family ${family}`;
  return guard === 'none' ? model : `${model}, behind a quarantine`;
}

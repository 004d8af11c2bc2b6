/** What the replicas are as agents, and the texts that ride in requests: questions about a scenario and changes of it. All pure. */
import type { Agent, Guard, Injection, ProcessId, Scenario } from '../core/model/index.ts';

/** One replica as an agent. */
export type AgentKind = { readonly family: string; readonly guard: Guard };

const PLAIN: AgentKind = { family: '', guard: 'none' };

/** Offered beside those that a scenario names itself. */
const FAMILIES = ['atlas', 'boreas', 'cirrus', 'dorado'];

export function agentOf({ agents }: Pick<Scenario, 'agents'>, replica: ProcessId): AgentKind {
  return agents.find(({ replicas }) => replicas.includes(replica)) ?? PLAIN;
}

/** The families that somebody belongs to, sorted. */
function familiesIn({ agents }: Pick<Scenario, 'agents'>): readonly string[] {
  const named = agents.flatMap(({ family }) => (family === '' ? [] : [family]));
  return [...new Set(named)].sort();
}

/** Families to choose from. */
export function familiesFor(scenario: Pick<Scenario, 'agents' | 'injections'>): readonly string[] {
  const meant = scenario.injections.flatMap(({ families }) => families ?? []);
  return [...new Set([...FAMILIES, ...familiesIn(scenario), ...meant])].sort();
}

/** The replicas become this; agents that are the same stand in one entry. */
export function withAgents(
  scenario: Scenario,
  replicas: readonly ProcessId[],
  change: Partial<AgentKind>,
): Scenario {
  const entries = new Map<string, { kind: AgentKind; replicas: ProcessId[] }>();
  for (let id = 0; id < scenario.replicas; id += 1) {
    const before = agentOf(scenario, id);
    const kind = replicas.includes(id) ? { ...before, ...change } : before;
    if (kind.family === '' && kind.guard === 'none') continue;
    const key = `${kind.guard} ${kind.family}`;
    const entry = entries.get(key);
    if (entry === undefined) entries.set(key, { kind, replicas: [id] });
    else entry.replicas.push(id);
  }
  const agents = [...entries.values()].map(
    ({ kind: { family, guard }, replicas: members }): Agent => ({
      replicas: members,
      family,
      guard,
    }),
  );
  return { ...scenario, agents };
}

/** Requests that the run will have: those of the workload and the orders that a person gave. */
export function requestsIn({ workload, interventions }: Scenario): number {
  const orders = interventions.filter((act) => act.do === 'order').length;
  return workload.clients * workload.requests + orders;
}

/** The first request without a text, or null. */
export function freeRequest(scenario: Scenario): number | null {
  const taken = new Set(scenario.injections.map(({ request }) => request));
  for (let request = 1; request <= requestsIn(scenario); request += 1)
    if (!taken.has(request)) return request;
  return null;
}

/** Another text in place of the one at a position, one more at the end, or with null one fewer. */
export function withInjection(
  scenario: Scenario,
  position: number,
  injection: Injection | null,
): Scenario {
  const before = scenario.injections.slice(0, position);
  const after = scenario.injections.slice(position + 1);
  return {
    ...scenario,
    injections: [...before, ...(injection === null ? [] : [injection]), ...after],
  };
}

/** A request that no longer comes carries nothing. */
export function withinRequests(scenario: Scenario): Scenario {
  const last = requestsIn(scenario);
  if (scenario.injections.every(({ request }) => request <= last)) return scenario;
  return {
    ...scenario,
    injections: scenario.injections.filter(({ request }) => request <= last),
  };
}

/** Whether a text was put before this replica alone, rather than found by it in what it was sent. */
export function hasTextOfItsOwn(scenario: Scenario, replica: ProcessId, text: string): boolean {
  const own = [
    ...scenario.faults.filter((fault) => fault.kind === 'prompt-injected'),
    ...scenario.interventions.filter((act) => act.do === 'inject'),
  ];
  return own.some((each) => each.text === text && each.replicas.includes(replica));
}

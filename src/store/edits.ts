/** Changes to a scenario: those from the start edit its settings, those from now add an intervention. All pure. */
import type {
  Action,
  Agent,
  Delay,
  Fault,
  FaultChoice,
  Intervention,
  Micros,
  Network,
  ProcessId,
  QuorumRule,
  Scenario,
  Shortcuts,
  TacticChoice,
} from '../core/model/index.ts';
import { isEqual } from '../core/base/divergence.ts';
import { leftOut, withLeftOut } from '../core/base/left-out.ts';
import { withinRequests } from './agents.ts';

/** What a roster offers: back to loyal, or one of the faults. */
export type Choice = { readonly kind: 'loyal' } | FaultChoice;

export type Council = {
  readonly replicas?: number;
  readonly tolerance?: number;
  readonly quorum?: QuorumRule;
};

/** Faults and interventions that name a replica which no longer exists lose it; a quorum stays within the council. */
export function withCouncil(scenario: Scenario, change: Council): Scenario {
  const next = { ...scenario, ...change };
  const n = next.replicas;
  const exists = (replica: ProcessId): boolean => replica < n;
  return {
    ...next,
    tolerance: Math.min(next.tolerance, n - 1),
    quorum: typeof next.quorum === 'number' ? Math.min(next.quorum, n) : next.quorum,
    faults: scenario.faults.flatMap((fault) => keepReplicas(fault, exists)),
    agents: scenario.agents.flatMap((agent) => keepReplicas(agent, exists)),
    interventions: scenario.interventions
      .flatMap((each) => keepNamed(each, exists))
      .flatMap((each) => keepMessages(each, scenario.replicas, n)),
    network: {
      ...next.network,
      partitions: next.network.partitions
        .map((partition) => ({
          ...partition,
          groups: partition.groups
            .map((group) => group.filter(exists))
            .filter((group) => group.length > 0),
        }))
        .filter((partition) => partition.groups.length > 0),
      delays: next.network.delays.flatMap((delay) => renamed(delay, scenario.replicas, n)),
    },
  };
}

/** The same of messages that something is done to or that a person writes: about whoever is still there. */
function keepMessages(act: Intervention, before: number, now: number): Intervention[] {
  const moved = (id: ProcessId): ProcessId[] => placeAmong(id, before, now);
  if (act.do === 'compose') {
    const to = act.to.flatMap(moved);
    const isKept = act.from < now && (act.as ?? 0) < now && to.length > 0;
    return isKept ? [{ ...act, to }] : [];
  }
  if (!('message' in act)) return [act];
  const [from] = moved(act.message.from);
  const [to] = moved(act.message.to);
  if (from === undefined || to === undefined) return [];
  return [{ ...act, message: { ...act.message, from, to } }];
}

/**
 * The id of a process in a council of another size, or none. Clients of the workload and the guest keep their places behind the
 * replicas; a vanished replica's own client goes with it.
 */
function placeAmong(id: ProcessId, before: number, now: number): ProcessId[] {
  if (id >= before) return [id - before + now];
  return id < now ? [id] : [];
}

/** An order that was about vanished replicas alone is about nobody. */
function renamed(delay: Delay, before: number, now: number): Delay[] {
  const kept = (ids: readonly ProcessId[] | null): readonly ProcessId[] | null =>
    ids?.flatMap((id) => placeAmong(id, before, now)) ?? null;
  const [from, to] = [kept(delay.from), kept(delay.to)];
  return from?.length === 0 || to?.length === 0 ? [] : [{ ...delay, from, to }];
}

/** One of the protocol's optimisations, on or off. */
export function withShortcut(
  scenario: Scenario,
  shortcut: keyof Shortcuts,
  isOn: boolean,
): Scenario {
  return { ...scenario, pbft: { ...scenario.pbft, [shortcut]: isOn } };
}

export function withNetwork(scenario: Scenario, change: Partial<Network>): Scenario {
  return { ...scenario, network: { ...scenario.network, ...change } };
}

/** A rule is left out once, and in the order in which a person chose. */
export function withRule(scenario: Scenario, rule: string, what: 'leave out' | 'keep'): Scenario {
  const others = leftOut(scenario).filter((each) => each !== rule);
  return withLeftOut(scenario, what === 'keep' ? others : [...others, rule]);
}

/** From the start: the replicas have this fault and no other, also none set live later. */
export function withFault(
  scenario: Scenario,
  replicas: readonly ProcessId[],
  choice: Choice,
): Scenario {
  const isOther = (replica: ProcessId): boolean => !replicas.includes(replica);
  const faults = scenario.faults.flatMap((fault) => keepReplicas(fault, isOther));
  const interventions = scenario.interventions.flatMap((each) => keepNamed(each, isOther));
  return { ...scenario, interventions, faults: addFault(faults, replicas, choice) };
}

/** Colluders with one plan are one cabal, also when they were marked one after the other. */
function addFault(
  faults: readonly Fault[],
  replicas: readonly ProcessId[],
  choice: Choice,
): readonly Fault[] {
  if (choice.kind === 'loyal') return faults;
  const isSameCabal = (fault: Fault): boolean =>
    fault.kind === 'colluding' &&
    choice.kind === 'colluding' &&
    isSamePlan(fault, choice) &&
    fault.at === 0 &&
    fault.until === null;
  const fellows = faults.filter(isSameCabal).flatMap((fault) => fault.replicas);
  return [
    ...faults.filter((fault) => !isSameCabal(fault)),
    { ...choice, replicas: ascending([...fellows, ...replicas]), at: 0, until: null },
  ];
}

/** The same tactic with the same options. Options stand in the order in which they were set. */
export function isSamePlan(a: TacticChoice, b: TacticChoice): boolean {
  const [one, other] = [Object.entries(a.options ?? {}), Object.entries(b.options ?? {})];
  const isSame = one.every(([option, value]) => b.options?.[option] === value);
  return a.tactic === b.tactic && one.length === other.length && isSame;
}

/** From now: what the choice does to these replicas. */
export function actionOf(replicas: readonly ProcessId[], choice: Choice): Action {
  switch (choice.kind) {
    case 'loyal':
      return { do: 'restore', replicas };
    case 'crashed':
      return { do: 'crash', replicas };
    case 'lying':
    case 'colluding': {
      const { kind, ...tactic } = choice;
      const act = kind === 'lying' ? 'lie' : 'collude';
      return { do: act, replicas: ascending(replicas), ...tactic };
    }
    case 'prompt-injected':
      return { do: 'inject', replicas, text: choice.text };
  }
}

/**
 * A branch keeps what was done up to here and drops what was done live in the future that it replaces. What the scenario itself
 * brought along is no part of that future: it happens as before.
 */
export function withIntervention(
  scenario: Scenario,
  intervention: Intervention,
  own: readonly Intervention[] = [],
): Scenario {
  const isKept = (each: Intervention): boolean =>
    each.at < intervention.at ||
    (each.at === intervention.at && each.after <= intervention.after) ||
    own.some((brought) => isEqual(brought, each));
  return withinRequests({
    ...scenario,
    interventions: [...scenario.interventions.filter(isKept), intervention],
    until: extended(scenario.until, intervention.at),
  });
}

/** Where a run had used up its time, so that a change at its very end can still show its effect. */
const EXTRA_TIME = 5_000_000;
/** The scenario's own limit on times: they are signed 32-bit integers. */
const TIME_MAX = 2_000_000_000;

function extended(until: Micros, at: Micros): Micros {
  return at < until ? until : Math.min(at + EXTRA_TIME, TIME_MAX);
}

export function ascending(replicas: readonly ProcessId[]): readonly ProcessId[] {
  return [...new Set(replicas)].sort((a, b) => a - b);
}

type Kept = (replica: ProcessId) => boolean;

function keepReplicas<E extends Fault | Agent>(entry: E, isKept: Kept): E[] {
  const replicas = entry.replicas.filter(isKept);
  return replicas.length > 0 ? [{ ...entry, replicas }] : [];
}

function keepNamed(intervention: Intervention, isKept: Kept): Intervention[] {
  if (!('replicas' in intervention)) return [intervention];
  const replicas = intervention.replicas.filter(isKept);
  return replicas.length > 0 ? [{ ...intervention, replicas }] : [];
}

import type {
  Agent,
  Composed,
  Delay,
  Fault,
  Intervention,
  Latency,
  MessageRef,
  Partition,
  ProcessId,
  Scenario,
} from '../model/index.ts';
import { BLOCKS } from '../base/left-out.ts';
import { number } from './fields.ts';
import { LIMITS } from './limits.ts';
import { CODES } from './problem.ts';
import type { Problem } from './problem.ts';

/** What no single field can know: whether the parts of a scenario fit each other. */
export function crossCheck(scenario: Scenario): readonly Problem[] {
  const n = scenario.replicas;
  return [
    ...checkCouncil(scenario),
    ...scenario.faults.flatMap((fault, index) => checkFault(fault, `faults[${index}]`, n)),
    ...checkAgents(scenario.agents, n),
    ...checkInjections(scenario),
    ...checkLatency(scenario.network.latency),
    ...scenario.network.partitions.flatMap((part, index) =>
      checkPartition(part, `network.partitions[${index}]`, n),
    ),
    ...scenario.network.delays.flatMap((delay, index) =>
      checkDelay(delay, `network.delays[${index}]`, scenario),
    ),
    ...checkWorkload(scenario),
    ...scenario.interventions.flatMap((act, index) =>
      checkIntervention(act, `interventions[${index}]`, scenario),
    ),
    ...checkWindow(scenario),
    ...BLOCKS.flatMap((block) => repeated(scenario[block].ablate, `${block}.ablate`, 'rule')),
  ];
}

/**
 * Neither is clamped to what would be wise (n = 3, f = 1 is a lesson): refused is only what no council can be, a tolerance of
 * everybody and a quorum larger than the council. A rule such as 2f+1 may well ask for more votes than there are: that run stalls.
 */
function checkCouncil({ replicas, tolerance, quorum }: Scenario): Problem[] {
  const problems: Problem[] = [];
  if (tolerance >= replicas)
    problems.push(
      range('tolerance', CODES.tolerance, { min: 0, max: replicas - 1, value: tolerance }),
    );
  if (typeof quorum === 'number' && quorum > replicas)
    problems.push(range('quorum', CODES.quorum, { min: 1, max: replicas, value: quorum }));
  return problems;
}

function checkFault(fault: Fault, path: string, n: number): Problem[] {
  return [...checkReplicas(fault.replicas, `${path}.replicas`, n), ...checkSpan(fault, path)];
}

function checkAgents(agents: readonly Agent[], n: number): Problem[] {
  const problems: Problem[] = [];
  const entryOf = new Map<ProcessId, number>();
  for (const [index, { replicas }] of agents.entries()) {
    const here = `agents[${index}].replicas`;
    problems.push(...checkReplicas(replicas, here, n));
    const taken = replicas.find((replica) => entryOf.has(replica));
    if (taken !== undefined) {
      const message = `${here} must not overlap agents[${entryOf.get(taken) ?? 0}]: replica ${taken} is one agent, with one family and one guard`;
      problems.push({ path: here, code: CODES.agentTwice, message });
    }
    for (const replica of replicas) entryOf.set(replica, index);
  }
  return problems;
}

/** A request carries one text at most, and has to be one of the run's: the workload's, or an order that a person gives. */
function checkInjections({ injections, workload, interventions }: Scenario): Problem[] {
  const orders = interventions.filter((act) => act.do === 'order').length;
  const max = workload.clients * workload.requests + orders;
  const problems = injections.flatMap(({ request, families }, index): Problem[] => {
    const here = `injections[${index}]`;
    const twice = families === null ? [] : repeated(families, `${here}.families`, 'family');
    if (request <= max) return twice;
    const value = { min: 1, max, value: request, more: ' (the requests of the run)' };
    return [...twice, range(`${here}.request`, CODES.noSuchRequest, value)];
  });
  const numbers = injections.map(({ request }) => request);
  const again = numbers.findIndex((request, index) => numbers.indexOf(request) < index);
  if (again < 0) return problems;
  const path = `injections[${again}].request`;
  const message = `${path} must be another one than that of injections[${numbers.indexOf(numbers[again] ?? 0)}]: a request carries one text`;
  return [...problems, { path, code: CODES.injectedTwice, message }];
}

function checkPartition(partition: Partition, path: string, n: number): Problem[] {
  const problems = [...checkSpan(partition, path)];
  const groupOf = new Map<ProcessId, number>();
  for (const [index, group] of partition.groups.entries()) {
    const here = `${path}.groups[${index}]`;
    problems.push(...checkReplicas(group, here, n));
    const taken = group.find((replica) => groupOf.has(replica));
    if (taken !== undefined) {
      const message = `${here} must not overlap groups[${groupOf.get(taken) ?? 0}]: replica ${taken} can be in one group only`;
      problems.push({ path: here, code: CODES.overlappingGroups, message });
    }
    for (const replica of group) groupOf.set(replica, index);
  }
  return problems;
}

function checkDelay(delay: Delay, path: string, { replicas, workload }: Scenario): Problem[] {
  const guest = replicas + workload.clients;
  const names = (['from', 'to'] as const).flatMap((side) => {
    const ids = delay[side] ?? [];
    const stranger = ids.findIndex((id) => id > guest);
    const here = `${path}.${side}`;
    if (stranger < 0) return repeated(ids, here, 'process');
    const found = { min: 0, max: guest, value: ids[stranger] ?? 0 };
    const more = ' (the replicas, then the clients, then the guest)';
    return [range(`${here}[${stranger}]`, CODES.noSuchProcess, { ...found, more })];
  });
  return [
    ...names,
    ...repeated(delay.kinds ?? [], `${path}.kinds`, 'type'),
    ...checkSpan(delay, path),
  ];
}

function checkLatency(latency: Latency): Problem[] {
  const path = 'network.latency';
  if (latency.kind === 'constant') return [];
  const order =
    latency.kind === 'uniform'
      ? [latency.min, latency.max]
      : [latency.min, latency.median, latency.max];
  if (order.every((value, index) => index === 0 || value >= (order[index - 1] ?? 0))) return [];
  const want = latency.kind === 'uniform' ? 'min <= max' : 'min <= median <= max';
  return [
    {
      path,
      code: CODES.latencyOrder,
      message: `${path} must have ${want}, not ${order.join(', ')}`,
    },
  ];
}

function checkWorkload({ workload }: Scenario): Problem[] {
  const inAll = workload.clients * workload.requests;
  if (inAll <= LIMITS.requestsInAllMax) return [];
  const path = 'workload.requests';
  const limit = Math.floor(LIMITS.requestsInAllMax / workload.clients);
  return [
    range(path, CODES.tooManyRequests, {
      min: 0,
      max: limit,
      value: workload.requests,
      more: ` with ${workload.clients} clients`,
    }),
  ];
}

/**
 * G7: with a window of one interval nobody could go on until all are at the checkpoint; with two, one interval may be in use while
 * the checkpoint below it becomes stable.
 */
function checkWindow({ pbft }: Scenario): Problem[] {
  const min = 2 * pbft.checkpointInterval;
  if (pbft.window >= min) return [];
  const more = ` (twice pbft.checkpointInterval, which is ${number(pbft.checkpointInterval)})`;
  const { window: value } = pbft;
  return [range('pbft.window', CODES.narrowWindow, { min, max: LIMITS.windowMax, value, more })];
}

function checkIntervention(act: Intervention, path: string, scenario: Scenario): Problem[] {
  const problems = [
    ...('replicas' in act
      ? checkReplicas(act.replicas, `${path}.replicas`, scenario.replicas)
      : []),
    ...('message' in act ? checkLink(act.message, `${path}.message`, scenario) : []),
    ...(act.do === 'compose' ? checkComposed(act, path, scenario) : []),
    ...(act.do === 'isolate' ? checkSpan(act, path) : []),
  ];
  if (act.at <= scenario.until) return problems;
  return [
    ...problems,
    range(`${path}.at`, CODES.afterTheEnd, {
      min: 0,
      max: scenario.until,
      value: act.at,
      more: ' (the end of the run)',
    }),
  ];
}

function checkLink({ from, to }: MessageRef, path: string, scenario: Scenario): Problem[] {
  return [
    ...checkSome([from], `${path}.from`, scenario),
    ...checkSome([to], `${path}.to`, scenario),
  ];
}

function checkComposed(
  { from, as = 0, to }: Composed,
  path: string,
  scenario: Scenario,
): Problem[] {
  const max = scenario.replicas - 1;
  const more = ' (the replicas there are)';
  const strangers = Object.entries({ from, as }).filter(([, id]) => id > max);
  return [
    ...strangers.map(([name, value]) =>
      range(`${path}.${name}`, CODES.noSuchReplica, { min: 0, max, value, more }),
    ),
    ...checkSome(to, `${path}.to`, scenario),
    ...repeated(to, `${path}.to`, 'receiver'),
  ];
}

/** Replicas, clients, the guest, and the clients that traitors own. */
function checkSome(
  ids: readonly ProcessId[],
  path: string,
  { replicas, workload }: Scenario,
): Problem[] {
  const max = 2 * replicas + workload.clients;
  const stranger = ids.find((id) => id > max);
  if (stranger === undefined) return [];
  const more = ' (the replicas, the clients, the guest, and a client of each traitor)';
  return [range(path, CODES.noSuchProcess, { min: 0, max, value: stranger, more })];
}

function checkReplicas(replicas: readonly ProcessId[], path: string, n: number): Problem[] {
  const stranger = replicas.findIndex((replica) => replica >= n);
  if (stranger < 0) return repeated(replicas, path, 'replica');
  return [
    range(`${path}[${stranger}]`, CODES.noSuchReplica, {
      min: 0,
      max: n - 1,
      value: replicas[stranger] ?? 0,
      more: ' (the replicas there are)',
    }),
  ];
}

function checkSpan(
  { at, until }: { readonly at: number; readonly until: number | null },
  path: string,
): Problem[] {
  if (until === null || until > at) return [];
  return [
    range(`${path}.until`, CODES.untilBeforeAt, {
      min: at + 1,
      max: LIMITS.timeMax,
      value: until,
      more: ` (it begins at ${number(at)})`,
    }),
  ];
}

function repeated(items: readonly (string | number)[], path: string, what: string): Problem[] {
  const twice = items.find((item, index) => items.indexOf(item) !== index);
  if (twice === undefined) return [];
  return [
    {
      path,
      code: CODES.listedTwice,
      message: `${path} must name each ${what} once: ${twice} stands there twice`,
    },
  ];
}

type Range = {
  readonly min: number;
  readonly max: number;
  readonly value: number;
  /** What the range depends on. */
  readonly more?: string;
};

function range(path: string, code: string, { min, max, value, more = '' }: Range): Problem {
  const allowed = `${path} must be a whole number from ${number(min)} to ${number(max)}`;
  return { path, code, message: `${allowed}${more}, not ${number(value)}` };
}

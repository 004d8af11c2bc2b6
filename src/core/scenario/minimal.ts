import type {
  Agent,
  Delay,
  Fault,
  Injection,
  Intervention,
  Network,
  Scenario,
} from '../model/index.ts';
import { DEFAULTS } from './defaults.ts';

/** The shortest JSON form that means the same: what the author would have had to write. */
export function toMinimal(scenario: Scenario): Readonly<Record<string, unknown>> {
  const { title, protocol, seed, replicas, quorum, signatures, until } = scenario;
  const flat = unlike({ title, protocol, seed, replicas, quorum, signatures, until }, DEFAULTS);
  return {
    version: scenario.version,
    ...flat,
    ...tolerance(scenario),
    ...part('faults', scenario.faults.map(shortFault)),
    ...part('agents', scenario.agents.map(shortAgent)),
    ...part('injections', scenario.injections.map(shortInjection)),
    ...part('network', shortNetwork(scenario.network)),
    ...part('cost', unlike(scenario.cost, DEFAULTS.cost)),
    ...part('timers', unlike(scenario.timers, DEFAULTS.timers)),
    ...part('workload', unlike(scenario.workload, DEFAULTS.workload)),
    ...part('pbft', unlike(scenario.pbft, DEFAULTS.pbft)),
    ...part('generals', unlike(scenario.generals, DEFAULTS.generals)),
    ...part('interventions', scenario.interventions.map(shortIntervention)),
  };
}

/** In a council of one the default is another, so that it is written there always. */
function tolerance({ replicas, tolerance: value }: Scenario): Readonly<Record<string, unknown>> {
  return replicas === 1 || value !== DEFAULTS.tolerance ? { tolerance: value } : {};
}

function shortFault(fault: Fault): object {
  const { at, until, ...rest } = fault;
  return { ...rest, ...(at === 0 ? {} : { at }), ...(until === null ? {} : { until }) };
}

function shortAgent({ replicas, family, guard }: Agent): object {
  return {
    replicas,
    ...(family === '' ? {} : { family }),
    ...(guard === 'none' ? {} : { guard }),
  };
}

function shortInjection({ families, ...rest }: Injection): object {
  return families === null ? rest : { ...rest, families };
}

function shortNetwork(network: Network): object {
  const partitions = network.partitions.map(({ at, ...rest }) => ({
    ...(at === 0 ? {} : { at }),
    ...rest,
  }));
  const delays = network.delays.map(shortDelay);
  return unlike({ ...network, partitions, delays }, DEFAULTS.network);
}

function shortDelay(delay: Delay): object {
  return unlike(delay, { at: 0, from: null, to: null, kinds: null });
}

function shortIntervention(act: Intervention): object {
  const { after, ...rest } = act;
  return { ...shortAct(rest), ...(after === 0 ? {} : { after }) };
}

function shortAct(act: Omit<Intervention, 'after'>): object {
  const usual = { until: null, fields: {} };
  const short = unlike(act, usual);
  if (!('message' in act) || typeof act.message !== 'object' || act.message === null) return short;
  return { ...short, message: unlike(act.message, { view: 0, number: 0, copy: 0, repeat: 0 }) };
}

/** The fields that differ from what they would be by themselves. */
function unlike(values: object, usual: object): object {
  const known = new Map(Object.entries(usual));
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => !isSame(value, known.get(key))),
  );
}

/** Compared as text: the parts are plain JSON, and the defaults have their keys in the schema's order. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function part(name: string, value: object): Readonly<Record<string, unknown>> {
  return Object.keys(value).length === 0 ? {} : { [name]: value };
}

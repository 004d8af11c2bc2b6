import type { AblationCase } from '../../model/index.ts';

/** What the ablation cases are made of: a small council, a network that takes ten milliseconds, and one trouble. */

type Told = Omit<AblationCase, 'name' | 'rule' | 'together' | 'scenario'>;

type Fields = Readonly<Record<string, unknown>>;

/** What differs from a council of four with one client and two orders. */
export type Setting = {
  readonly replicas?: number;
  readonly tolerance?: number;
  readonly faults?: readonly Fields[];
  readonly delays?: readonly Fields[];
  readonly network?: Fields;
  readonly workload?: Fields;
  readonly timers?: Fields;
  readonly cost?: Fields;
  readonly sizes?: Fields;
  /** For the generals of 1982 instead of PBFT: their own settings. */
  readonly generals?: Fields;
  readonly until?: number;
  /** Rules left out with the one that the case is about. */
  readonly together?: readonly string[];
};

export function without(rule: string, told: Told, setting: Setting): AblationCase {
  const { together = [] } = setting;
  const scenario = scenarioOf(told.title, [rule, ...together], setting);
  return { name: `without-${rule}`, rule, together, ...told, scenario };
}

function scenarioOf(title: string, ablate: readonly string[], setting: Setting): Fields {
  const { faults = [], delays = [], network = {}, workload = {}, timers, cost } = setting;
  const { replicas = 4, tolerance = 1, until = 8_000_000 } = setting;
  return {
    version: 1,
    title,
    replicas,
    tolerance,
    ...(faults.length === 0 ? {} : { faults }),
    network: {
      latency: { kind: 'constant', value: 10_000 },
      ...(delays.length === 0 ? {} : { delays }),
      ...network,
    },
    workload: { requests: 2, ...workload },
    ...(timers === undefined ? {} : { timers }),
    ...(cost === undefined ? {} : { cost }),
    ...protocolOf(setting, ablate),
    until,
  };
}

function protocolOf({ sizes = {}, generals }: Setting, ablate: readonly string[]): Fields {
  if (generals === undefined) return { pbft: { ...sizes, ablate } };
  return { protocol: 'generals', generals: { ...generals, ablate } };
}

/** A checkpoint every second sequence number, so that few orders show what it is for. */
export const SMALL = { checkpointInterval: 2, window: 4 };

export function liar(replica: number, tactic: string, options?: Fields): Fields {
  const choice = options === undefined ? {} : { options };
  return { replicas: [replica], kind: 'lying', tactic, ...choice };
}

/** A puppet that plays one attack. */
export function puppet(replica: number, play: string): Fields {
  return liar(replica, 'exploit', play === 'lonely-commit' ? undefined : { play });
}

export function crashed(at: number, ...replicas: readonly number[]): Fields {
  return { replicas, kind: 'crashed', at };
}

/** Messages sent until then come so late that they play no part any more. */
export function late(until: number, what: Fields): Fields {
  return { at: 0, until, by: 4_000_000, ...what };
}

export function lateBetween(at: number, until: number, what: Fields): Fields {
  return { ...late(until, what), at };
}

/** All that R2 says of orders in view 0 reaches R0 and R3 too late: it may decide, and nobody else notices. */
export const VICTIM_HELD_UP: Fields = {
  at: 0,
  until: 600_000,
  from: [2],
  to: [0, 3],
  kinds: ['pre-prepare', 'prepare', 'commit'],
  by: 1_000_000,
};

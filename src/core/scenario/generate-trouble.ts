import { below, draw } from '../base/draw.ts';
import type { Delay, Micros, Network, ProcessId, Scenario } from '../model/index.ts';
import { withLiars, type Liar } from './generate-liars.ts';
import { quorumSize } from '../quorum/thresholds.ts';

/**
 * What a hunt adds to a random scenario: the kinds of trouble that faults in protocols hide behind, each drawn by itself, so that they
 * meet in all combinations. Nothing goes beyond what the protocol promises to bear, and nothing aims at a certain rule.
 */

/** A stream of its own, so that what the rest of a random scenario draws stays what it was. */
const STREAM = 1_004;

const MILLISECOND = 1_000;
const SECOND = 1_000_000;

/** A number in [0, bound), the next of its stream. */
type Dice = (bound: number) => number;
type Trouble = (scenario: Scenario, dice: Dice) => Scenario;

/** Of so many scenarios one has it. */
const TROUBLES: readonly (readonly [oneOf: number, Trouble])[] = [
  [8, crashesAlone],
  [2, fewRequests],
  [2, lateMessages],
  [5, scattered],
  [5, slowNetwork],
  [5, patientClients],
  [5, clockedOrders],
  [2, smallWindow],
];

/**
 * Simulated time after the last trouble: time-outs double until they suffice, and several views may fail. For each request a client may
 * have to ask again.
 */
const CALM = 45 * SECOND;

export type TroubleOptions = {
  readonly number: number;
  readonly tactics: readonly Liar[];
  /** Of each client, if there is a limit; where nothing is wrong there may be more. */
  readonly requestsMax?: number;
};

export function withTrouble(
  scenario: Scenario,
  { number, tactics, requestsMax = Infinity }: TroubleOptions,
): Scenario {
  let count = 0;
  const dice: Dice = (bound) => below(draw(number, STREAM, (count += 1)), bound);
  if (dice(10) === 0) return calmAndBusy(scenario, dice);
  const lying = dice(4) === 0 ? scenario : withLiars(scenario, { dice, tactics });
  const troubled = TROUBLES.reduce(
    (drawn, [oneOf, trouble]) => (dice(oneOf) === 0 ? trouble(drawn, dice) : drawn),
    lying,
  );
  const { injections, network, timers } = troubled;
  const requests = Math.min(troubled.workload.requests, requestsMax);
  const workload = { ...troubled.workload, requests };
  const riding = injections.filter(({ request }) => request <= workload.clients * requests);
  const until = network.gst + CALM + requests * timers.client;
  return { ...troubled, workload, injections: riding, until };
}

/** Nothing is wrong, messages are fast, and more clients than usual wait for each other: whoever is impatient now has no reason. */
function calmAndBusy(scenario: Scenario, dice: Dice): Scenario {
  const window = 4 * (1 + dice(2));
  const delay = Math.floor(scenario.timers.viewChange / (8 + dice(24)));
  return {
    ...scenario,
    faults: [],
    agents: [],
    injections: [],
    interventions: [],
    cost: { message: 0, sign: 0, verify: 0 },
    network: {
      ...scenario.network,
      latency: { kind: 'uniform', min: Math.floor(delay / 2), max: delay },
      loss: 0,
      duplicate: 0,
      gst: 0,
      partitions: [],
      delays: [],
      scheduler: { kind: 'none' },
    },
    workload: { clients: window, requests: 2 + dice(6), interval: 0, payload: 'add score 3' },
    pbft: { ...scenario.pbft, checkpointInterval: 2, window, batch: 1 },
    until: CALM,
  };
}

/** Of those that only crash a council bears more: as many as a quorum can do without. */
function crashesAlone(scenario: Scenario, dice: Dice): Scenario {
  const { replicas, tolerance, quorum, faults, interventions } = scenario;
  const many = replicas - quorumSize(quorum, replicas, tolerance);
  const isMarked = faults.length > 0 || interventions.some(({ do: act }) => act !== 'order');
  if (!isMarked) return scenario;
  const first = dice(replicas);
  const crashed = Array.from({ length: many }, (_, index) => ({
    replicas: [(first + index) % replicas],
    kind: 'crashed' as const,
    at: dice(2) === 0 ? 0 : dice(1_500) * MILLISECOND,
    until: null,
  }));
  const orders = interventions.filter((act) => act.do === 'order');
  return { ...scenario, faults: crashed, interventions: orders, agents: [], injections: [] };
}

/** The fewer, the longer each of them matters. */
function fewRequests(scenario: Scenario, dice: Dice): Scenario {
  const workload = { ...scenario.workload, requests: 1 + dice(3) };
  return dice(4) === 0
    ? { ...scenario, workload: { ...workload, interval: (1 + dice(20)) * 100 * MILLISECOND } }
    : { ...scenario, workload };
}

const KINDS = [
  'pre-prepare',
  'prepare',
  'commit',
  'commit',
  'view-change',
  'new-view',
  'checkpoint',
  'reply',
];

/** A phase that some hear too late is what view changes have to make good. */
function lateMessages(scenario: Scenario, dice: Dice): Scenario {
  const { replicas } = scenario;
  const calmedDown = untilAtLeast(scenario.network, (300 + dice(1_500)) * MILLISECOND);
  const { gst } = calmedDown;
  const some = (): readonly ProcessId[] | null => {
    const chosen = Array.from({ length: replicas }, (_, id) => id).filter(() => dice(2) === 0);
    return chosen.length === 0 ? null : chosen;
  };
  const delays = Array.from({ length: 1 + dice(3) }, (): Delay => {
    const at = dice(2) === 0 ? 0 : dice(gst);
    return {
      at,
      until: at + 1 + dice(gst - at),
      from: dice(3) === 0 ? some() : null,
      to: dice(4) === 0 ? null : some(),
      kinds: [KINDS[dice(KINDS.length)] ?? 'commit'],
      by: (1 + dice(40)) * 100 * MILLISECOND,
    };
  });
  return { ...scenario, network: { ...calmedDown, delays: [...calmedDown.delays, ...delays] } };
}

/** For a while, or twice, nobody hears anybody, or one replica is alone. */
function scattered(scenario: Scenario, dice: Dice): Scenario {
  const { replicas } = scenario;
  const network = untilAtLeast(scenario.network, (800 + dice(1_500)) * MILLISECOND);
  const alone = dice(2) === 0 ? null : dice(replicas);
  const groups = alone === null ? Array.from({ length: replicas - 1 }, (_, id) => [id]) : [[alone]];
  const at = dice(network.gst);
  const until = Math.min(network.gst, at + (1 + dice(10)) * 100 * MILLISECOND);
  return {
    ...scenario,
    network: { ...network, partitions: [...network.partitions, { at, until, groups }] },
  };
}

/** Messages take as long as a short time-out and longer, for good. */
function slowNetwork(scenario: Scenario, dice: Dice): Scenario {
  const viewChange = (40 + dice(60)) * MILLISECOND;
  const value = Math.floor((viewChange * (1 + dice(10))) / 5);
  return {
    ...scenario,
    timers: { ...scenario.timers, viewChange },
    network: { ...scenario.network, latency: { kind: 'constant', value } },
  };
}

/** What the replicas do not do by themselves, no client makes good soon. A lost request would be its own to repeat. */
function patientClients(scenario: Scenario, dice: Dice): Scenario {
  if (scenario.network.loss > 0) return scenario;
  const client = (3 + dice(5)) * SECOND;
  const workload = { ...scenario.workload, clients: Math.max(2, scenario.workload.clients) };
  return { ...scenario, workload, timers: { ...scenario.timers, client } };
}

/** Orders that take the time: the one input that replicas could disagree about. */
function clockedOrders(scenario: Scenario): Scenario {
  return { ...scenario, workload: { ...scenario.workload, payload: 'stamp hill' } };
}

/** Few requests already make checkpoints, and leave replicas behind. */
function smallWindow(scenario: Scenario): Scenario {
  return { ...scenario, pbft: { ...scenario.pbft, checkpointInterval: 2, window: 4, batch: 1 } };
}

/** A network that calms down, not before this time. */
function untilAtLeast(network: Network, time: Micros): Network {
  return { ...network, gst: Math.max(network.gst, time) };
}

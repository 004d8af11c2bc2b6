import { below, draw } from '../base/draw.ts';
import type { Delay, Micros, ProcessId, Scenario } from '../model/index.ts';
import { DEFAULTS } from './defaults.ts';
import { withLiars, type Liar } from './generate-liars.ts';

/**
 * Some scenarios of a hunt go deeper: one liar from the start, nothing else amiss, and one course of events that
 * takes several steps to come about. Nothing goes beyond what the protocol promises to bear, and nothing aims at a certain rule.
 */

/** A stream of its own, so that what the rest of a random scenario draws stays what it was. */
const STREAM = 1_005;

const MILLISECOND = 1_000;
const SECOND = 1_000_000;
/** Too late to play a part any more. */
const TOO_LATE = 4 * SECOND;
const CALM = 45 * SECOND;

/** A number in [0, bound), the next of its stream. */
type Dice = (bound: number) => number;

export function withDeeperTrouble(
  scenario: Scenario,
  { number, tactics }: { readonly number: number; readonly tactics: readonly Liar[] },
): Scenario {
  let count = 0;
  const dice: Dice = (bound) => below(draw(number, STREAM, (count += 1)), bound);
  const quiet = withLiars(quietened(scenario, dice(scenario.replicas)), { dice, tactics });
  const { network, ...rest } = dice(2) === 0 ? leftBehind(quiet, dice) : failedViews(quiet, dice);
  const troubles = [...network.partitions, ...network.delays];
  const gst = Math.max(0, ...troubles.map(({ until }) => until));
  return { ...rest, network: { ...network, gst }, until: gst + CALM };
}

/** With one liar, of whatever kind; nobody, where the council bears none. */
function quietened(scenario: Scenario, seat: ProcessId): Scenario {
  const { network, timers, tolerance } = scenario;
  const liar = { replicas: [seat], at: 0, until: null, kind: 'lying' as const, tactic: '' };
  return {
    ...scenario,
    faults: tolerance === 0 ? [] : [liar],
    agents: [],
    injections: [],
    interventions: [],
    cost: DEFAULTS.cost,
    network: { ...DEFAULTS.network, latency: network.latency },
    timers: { ...timers, client: SECOND },
  };
}

/** Small checkpoints go by while one replica is cut off, so that it has to fetch what the others know. */
function leftBehind(scenario: Scenario, dice: Dice): Scenario {
  const { replicas, faults, network, workload, pbft } = scenario;
  const at = dice(2) * dice(200) * MILLISECOND;
  const until = at + (200 + dice(1_000)) * MILLISECOND;
  const liar = faults[0]?.replicas[0] ?? 0;
  const groups = [[(liar + 1 + dice(Math.max(1, replicas - 1))) % replicas]];
  const many = { clients: 1 + dice(2), requests: 8 + dice(8), interval: dice(100) * MILLISECOND };
  return {
    ...scenario,
    network: { ...network, partitions: [{ at, until, groups }] },
    workload: { ...workload, ...many, payload: 'add score 3' },
    pbft: { ...pbft, checkpointInterval: 2, window: 4, batch: 1 },
  };
}

const PHASES = ['pre-prepare', 'prepare', 'prepare', 'commit', 'commit', 'commit'];
const VIEWS_MAX = 3;

/** One view after another fails, each because one of its phases comes too late for some or all. */
function failedViews(scenario: Scenario, dice: Dice): Scenario {
  const { network, timers, workload } = scenario;
  const delays: Delay[] = [];
  let at: Micros = 0;
  let lasts = timers.viewChange;
  for (let left = 1 + dice(VIEWS_MAX); left > 0; left -= 1) {
    const until = at + lasts + dice(10) * 10 * MILLISECOND;
    delays.push(lateIn(scenario, { at, until }, dice));
    at = until;
    lasts *= 2;
  }
  return {
    ...scenario,
    network: { ...network, delays },
    workload: { ...workload, clients: 1, requests: 1 + dice(3) },
  };
}

type Span = { readonly at: Micros; readonly until: Micros };

function lateIn({ replicas }: Scenario, { at, until }: Span, dice: Dice): Delay {
  const some = (): readonly ProcessId[] | null => {
    const chosen = Array.from({ length: replicas }, (_, id) => id).filter(() => dice(2) === 0);
    return chosen.length === 0 ? null : chosen;
  };
  const kinds = [PHASES[dice(PHASES.length)] ?? 'prepare'];
  const from = dice(3) === 0 ? some() : null;
  return { at, until, from, to: dice(3) === 0 ? null : some(), kinds, by: TOO_LATE };
}

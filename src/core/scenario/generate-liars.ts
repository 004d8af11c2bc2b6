import { isFor } from '../base/written-for.ts';
import type {
  Delay,
  Fault,
  ProcessId,
  Scenario,
  Tactic,
  TacticChoice,
  TacticOption,
} from '../model/index.ts';

/** What a hunt has to know of a tactic: also when it gets to act. */
export type Liar = Readonly<Pick<Tactic, 'id' | 'kind' | 'options' | 'protocols' | 'role'>>;

/** A number in [0, bound), the next of its stream. */
type Dice = (bound: number) => number;

type Casting = { readonly dice: Dice; readonly tactics: readonly Liar[] };

/**
 * Every lie gets about the same chance, however many variants its tactic has, and a seat from which it can be told: primaries lie in the
 * first view, new primaries in the second, which then has to come about.
 */
export function withLiars(scenario: Scenario, { dice, tactics }: Casting): Scenario {
  const liars = tactics
    .filter((tactic) => tactic.kind === 'lying' && isFor(tactic, scenario.protocol))
    .flatMap((tactic) => Array<Liar>(weightOf(tactic)).fill(tactic));
  if (liars.length === 0) return scenario;
  return scenario.faults.reduce((drawn: Scenario, fault, position) => {
    if (fault.kind !== 'lying') return drawn;
    const tactic = liars[dice(liars.length)];
    return tactic === undefined ? drawn : seated(drawn, { position, tactic }, dice);
  }, scenario);
}

function weightOf({ options }: Liar): number {
  const choices = options.map((option) => (option.kind === 'choice' ? option.choices.length : 1));
  return Math.max(1, ...choices);
}

type Seating = { readonly position: number; readonly tactic: Liar };

function seated(scenario: Scenario, { position, tactic }: Seating, dice: Dice): Scenario {
  const before = scenario.faults[position];
  if (before === undefined) return scenario;
  const { at, until } = before;
  const replicas = seatOf(scenario, { before, role: tactic.role }, dice);
  const fault: Fault = { replicas, at, until, kind: 'lying', ...variantOf(tactic, dice) };
  const lying = { ...scenario, faults: scenario.faults.with(position, fault) };
  return tactic.role === 'new primary' && dice(3) > 0 ? withFailedView(lying, dice) : lying;
}

function seatOf(
  { faults }: Scenario,
  { before, role }: { readonly before: Fault; readonly role: Liar['role'] },
  dice: Dice,
): readonly ProcessId[] {
  const best = role === 'primary' ? 0 : 1;
  const isLeader = role === 'primary' || role === 'new primary';
  const isTaken = faults.some((fault) => fault.replicas.includes(best));
  return isLeader && !isTaken && dice(4) > 0 ? [best] : before.replicas;
}

/** Its choices all drawn, its figures half the time. */
function variantOf({ id: tactic, options }: Liar, dice: Dice): TacticChoice {
  const drawn = options.flatMap((option): [string, number | string][] => {
    const value = valueOf(option, dice);
    return value === option.default ? [] : [[option.id, value]];
  });
  return drawn.length === 0 ? { tactic } : { tactic, options: Object.fromEntries(drawn) };
}

function valueOf(option: TacticOption, dice: Dice): number | string {
  if (option.kind === 'choice')
    return option.choices[dice(option.choices.length)]?.id ?? option.default;
  return dice(2) === 0 ? option.default : option.min + dice(option.max - option.min + 1);
}

const PHASES = ['pre-prepare', 'prepare', 'prepare', 'commit', 'commit'];

/** One phase of the first view comes too late for some or all, so that a second one begins with or without something prepared. */
function withFailedView(scenario: Scenario, dice: Dice): Scenario {
  const { network, replicas, timers } = scenario;
  const until = timers.viewChange + dice(10) * 10_000;
  const some = Array.from({ length: replicas }, (_, id) => id).filter(() => dice(3) > 0);
  const delay: Delay = {
    at: 0,
    until,
    from: null,
    to: dice(2) === 0 || some.length === 0 ? null : some,
    kinds: [PHASES[dice(PHASES.length)] ?? 'prepare'],
    by: 4_000_000,
  };
  const gst = Math.max(network.gst, until + dice(2) * 1_000_000);
  return { ...scenario, network: { ...network, gst, delays: [...network.delays, delay] } };
}

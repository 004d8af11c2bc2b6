import { withLeftOut } from '../base/left-out.ts';
import type { Near } from '../base/nearest.ts';
import type { Scenario, Violation } from '../model/index.ts';
import { TACTICS } from '../registry.ts';
import { generateGenerals } from '../scenario/generate-generals.ts';
import { generateNaive } from '../scenario/generate-naive.ts';
import { generate } from '../scenario/generate.ts';
import { withDeeperTrouble } from '../scenario/generate-deeper.ts';
import { withTrouble } from '../scenario/generate-trouble.ts';
import { partsOf } from '../session/parts-of.ts';
import { openLean, type LeanRun } from '../session/run.ts';
import type { HuntLimits } from './hunt.ts';
import { NEARNESS, nearness, nearnessOf } from './nearness.ts';

/** What a hunt looks for, and where: random scenarios of one protocol, each with its number. */
export type HuntOptions = HuntLimits & {
  readonly protocol: string;
  readonly replicasMin: number;
  readonly replicasMax: number;
  /** What the councils promise to bear; null: floor((n-1)/3). */
  readonly tolerance: number | null;
  /** How many replicas are faulty; null: at most as many as are tolerated. */
  readonly faulty: number | null;
  readonly ablate: readonly string[];
  /** The monitor that is to break; left out: whichever does first. */
  readonly monitor?: string;
};

/** What became of one scenario. */
export type Tried = Near & {
  /** The monitor that broke, or null. */
  readonly broken: string | null;
};

/** Tactics that play one attack, each written for a missing rule: a search that has them is not blind. */
const AIMED = ['exploit'];

/** How random scenarios of a protocol are made: within what it promises. */
const GENERATORS: Readonly<Record<string, typeof generate>> = {
  pbft: generate,
  generals: generateGenerals,
  ...Object.fromEntries(['single', 'first-reply', 'majority'].map((id) => [id, generateNaive(id)])),
};

/** Between two looks at whether something broke: seldom enough to cost nothing, often enough to waste little. */
const HUNT_STEPS = 256;

/**
 * Of PBFT nearly all that breaks does so soon, and with few requests; but nobody knows what has to happen before the rest does. So every
 * second scenario is short, every fourth twice as long, every eighth twice as long again: each length gets the same share of the time,
 * which comes close to what somebody would do who knew the right one. From the fifth doubling on they are played whole.
 * Source: Luby, Sinclair and Zuckerman, "Optimal speedup of Las Vegas algorithms", 1993.
 */
const WHOLE = 32;

/** How many times as long as the shortest a scenario is: the greatest power of two that divides its number. */
function lengthOf(number: number, protocol: string): number {
  const times = number & -number;
  const isWhole = times === 0 || times >= WHOLE || isDeep(number);
  return protocol !== 'pbft' || isWhole ? Infinity : times;
}

/** Of so many scenarios the last goes deeper, and is played whole. */
const DEEP_EVERY = 8;

function isDeep(number: number): boolean {
  return number % DEEP_EVERY === DEEP_EVERY - 1;
}

/** The shortest has as many as about eight decisions take. */
function stepsFor(number: number, { protocol, replicas }: Scenario): number {
  return lengthOf(number, protocol) * 16 * replicas * replicas;
}

/** The scenario of a number: the same number and options, the same scenario. */
export function huntScenario(number: number, options: HuntOptions): Scenario {
  const { protocol, tolerance, faulty, ablate } = options;
  const replicas = sizeOf(number, options);
  const tactics = TACTICS.filter(({ id }) => !AIMED.includes(id));
  const drawn = (GENERATORS[protocol] ?? generate)(number, {
    tactics,
    replicasMin: replicas,
    replicasMax: replicas,
    ...(faulty === null ? {} : { faulty }),
  });
  const promised = tolerance === null ? drawn : { ...drawn, tolerance };
  return withLeftOut(protocol === 'pbft' ? troubled(promised, number, tactics) : promised, ablate);
}

function troubled(scenario: Scenario, number: number, tactics: typeof TACTICS): Scenario {
  if (isDeep(number)) return withDeeperTrouble(scenario, { number, tactics });
  const requestsMax = 2 * lengthOf(number, scenario.protocol);
  return withTrouble(scenario, { number, tactics, requestsMax });
}

/** Most of what can go wrong goes wrong in the smallest council, and soonest; the others take turns. */
function sizeOf(number: number, { replicasMin, replicasMax }: HuntOptions): number {
  const larger = replicasMax - replicasMin;
  const turn = number % (2 * larger + 1);
  return turn < larger ? replicasMin + 1 + turn : replicasMin;
}

/** The monitor that a scenario breaks first, of those that are wanted, or null; it is followed as far as that of the number. */
export function firstBroken(
  scenario: Scenario,
  number: number,
  { monitor }: HuntOptions,
): string | null {
  return runFor(scenario, number, monitor).broken;
}

/** Runs the scenario of a number and says how near it came. */
export function tryNumber(number: number, options: HuntOptions): Tried {
  const { broken, run } = runFor(huntScenario(number, options), number, options.monitor);
  return { number, broken, ...nearnessOf(run.watched(NEARNESS)) };
}

type Outcome = { readonly broken: string | null; readonly run: LeanRun };

function runFor(scenario: Scenario, number: number, monitor: string | undefined): Outcome {
  const steps = stepsFor(number, scenario);
  const isWanted = (violation: Violation): boolean =>
    monitor === undefined || monitor === violation.monitor;
  const { isResting, ...outcome } = runUntil(scenario, isWanted, { steps, mayRest: true });
  // What breaks where a run was cut short is no evidence.
  if (outcome.broken === null || !isResting) return outcome;
  return runUntil(scenario, isWanted, { steps: Infinity, mayRest: false });
}

type Patience = {
  readonly steps: number;
  /** Where nothing but repeats is to come. */
  readonly mayRest: boolean;
};

function runUntil(
  scenario: Scenario,
  isWanted: (violation: Violation) => boolean,
  { steps, mayRest }: Patience,
): Outcome & { readonly isResting: boolean } {
  const run = openLean(scenario, partsOf(scenario), [nearness]);
  let isResting = false;
  for (let done = 0; done < steps && !isResting; done += HUNT_STEPS) {
    if (run.advance(HUNT_STEPS) || run.violations().some(isWanted)) break;
    isResting = mayRest && run.rest();
  }
  const broken = run.violations().find(isWanted)?.monitor ?? null;
  return { broken, run, isResting };
}

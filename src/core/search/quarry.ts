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

/** So many scenarios have the usual mix of troubles. */
const USUAL = 2_000;

function troubled(scenario: Scenario, number: number, tactics: typeof TACTICS): Scenario {
  const trouble = number <= USUAL ? withTrouble : withDeeperTrouble;
  return trouble(scenario, { number, tactics });
}

/** Most of what can go wrong goes wrong in the smallest council, and soonest; the others take turns. */
function sizeOf(number: number, { replicasMin, replicasMax }: HuntOptions): number {
  const larger = replicasMax - replicasMin;
  const turn = number % (2 * larger + 1);
  return turn < larger ? replicasMin + 1 + turn : replicasMin;
}

/** The monitor that a scenario breaks first, of those that are wanted, or null. */
export function firstBroken(scenario: Scenario, { monitor }: HuntOptions): string | null {
  return runFor(scenario, monitor).broken;
}

/** Runs the scenario of a number and says how near it came. */
export function tryNumber(number: number, options: HuntOptions): Tried {
  const { broken, run } = runFor(huntScenario(number, options), options.monitor);
  return { number, broken, ...nearnessOf(run.watched(NEARNESS)) };
}

type Outcome = { readonly broken: string | null; readonly run: LeanRun };

function runFor(scenario: Scenario, monitor: string | undefined): Outcome {
  const isWanted = (violation: Violation): boolean =>
    monitor === undefined || monitor === violation.monitor;
  const { isWhole, ...outcome } = runUntil(scenario, isWanted, 'rest');
  // A run that was cut short is no evidence.
  return outcome.broken === null || isWhole ? outcome : runUntil(scenario, isWanted, 'go on');
}

/** Where nothing but repeats is to come a run may rest. */
function runUntil(
  scenario: Scenario,
  isWanted: (violation: Violation) => boolean,
  atRepeats: 'rest' | 'go on',
): Outcome & { readonly isWhole: boolean } {
  const run = openLean(scenario, partsOf(scenario), [nearness]);
  let isResting = false;
  while (!run.violations().some(isWanted) && !isResting && !run.advance(HUNT_STEPS))
    isResting = atRepeats === 'rest' && run.rest();
  const broken = run.violations().find(isWanted)?.monitor ?? null;
  return { broken, run, isWhole: !isResting };
}

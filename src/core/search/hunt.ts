import { assert } from '../base/assert.ts';
import { toMinimal } from '../scenario/minimal.ts';
import type { Scenario } from '../model/index.ts';
import { shrink, type Document, type HuntStep } from './shrink.ts';

export type Hunted = {
  /** Scenarios tried until one broke something. */
  readonly runs: number;
  /** The monitor that broke first. */
  readonly monitor: string;
  /** The scenario as it was drawn. */
  readonly found: Document;
  /** The shortest scenario that was found to break the same monitor. */
  readonly short: Document;
  /** Runs that the shortening took. */
  readonly shrinkRuns: number;
};

export type HuntParts = {
  /** The scenario of a number: the same number, the same scenario. */
  readonly draw: (number: number) => Scenario;
  /** The monitor that a scenario breaks first, or null; it is followed as far as that of the number. */
  readonly firstBroken: (scenario: Scenario, number: number) => string | null;
  /** Null for a document that is no scenario. */
  readonly parse: (document: Document) => Scenario | null;
};

export type HuntLimits = {
  /** The number of the first scenario. */
  readonly first: number;
  /** Scenarios that are tried at most. */
  readonly runsMax: number;
  /** Runs that shortening may take at most. */
  readonly shrinkRunsMax: number;
};

/** Tries one scenario after another until one breaks a monitor, and shortens that one. Yields after each run, for who waits. */
export function* hunt(parts: HuntParts, limits: HuntLimits): Generator<HuntStep, Hunted | null> {
  for (let runs = 1; runs <= limits.runsMax; runs += 1) {
    const number = limits.first + runs - 1;
    const scenario = parts.draw(number);
    const monitor = parts.firstBroken(scenario, number);
    if (monitor !== null)
      return yield* shortened({ number, runs, monitor, scenario }, parts, limits);
    yield { doing: 'trying', runs };
  }
  return null;
}

type Prey = Pick<Hunted, 'runs' | 'monitor'> & {
  readonly number: number;
  readonly scenario: Scenario;
};

function* shortened(
  { number, runs, monitor, scenario }: Prey,
  parts: HuntParts,
  limits: HuntLimits,
): Generator<HuntStep, Hunted> {
  const found = documentOf(scenario);
  const breaks = (candidate: Document): boolean => {
    const smaller = parts.parse(candidate);
    return smaller !== null && parts.firstBroken(smaller, number) === monitor;
  };
  const { document, runs: shrinkRuns } = yield* shrink(found, breaks, limits.shrinkRunsMax);
  return { runs, monitor, found, short: document, shrinkRuns };
}

/** With the counts of the workload written out: the defaults are not the smallest. */
function documentOf(scenario: Scenario): Document {
  const { clients, requests } = scenario.workload;
  const minimal = toMinimal(scenario);
  const given = isDocument(minimal['workload']) ? minimal['workload'] : {};
  const document: unknown = { ...minimal, workload: { ...given, clients, requests } };
  assert(isDocument(document), 'a scenario in its short form is JSON');
  return document;
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

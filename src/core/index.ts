import { LAB_GLOSSARY } from './base/lab-glossary.ts';
import { withLeftOut } from './base/left-out.ts';
import type {
  Catalog,
  Composer,
  ProtocolInfo,
  Report,
  Run,
  Scenario,
  TraceLevel,
  Violation,
} from './model/index.ts';
import { ABLATION_CASES, MONITORS, PRESETS, PROTOCOLS, TACTICS } from './registry.ts';
import { parseDocument as parseDocumentOf, type ParsedDocument } from './scenario/document.ts';
import { LIMITS } from './scenario/limits.ts';
import { generateGenerals } from './scenario/generate-generals.ts';
import { generateNaive } from './scenario/generate-naive.ts';
import { generate } from './scenario/generate.ts';
import { idleFields } from './scenario/idle-fields.ts';
import { withTrouble } from './scenario/generate-trouble.ts';
import {
  parseScenario as parse,
  parseScenarioText as parseText,
  scenarioJsonSchema,
  type Parsed,
} from './scenario/schema.ts';
import type { ScenarioRules } from './scenario/named.ts';
import { createSession as createSessionOf, type Session } from './session/branches.ts';
import { hunt, type Hunted, type HuntLimits } from './search/hunt.ts';
import { caseAt, rowOf, type SweepRow, type SweepSpec } from './search/sweep.ts';
import { measure, type Measured } from './session/measure.ts';
import {
  openLean,
  openTraced as openTracedOf,
  type LeanRun,
  type Parts,
  type TracedRun,
} from './session/run.ts';

/** The engine as everything outside sees it: check a scenario, open a run of it, list what there is. */

export { compare, type Comparer } from './session/compare.ts';
export { decodeLink, encodeLink } from './scenario/codec.ts';
export { documentText } from './scenario/document.ts';
export type { Sitting } from './scenario/document.ts';
export { LIMITS } from './scenario/limits.ts';
export { toMinimal } from './scenario/minimal.ts';
export { explore, type Exploration } from './search/explore/explore.ts';
export type { SliceOptions } from './search/explore/slice.ts';
export type { Document } from './search/shrink.ts';
export { caseAt, caseCount, summarizeSweep } from './search/sweep.ts';
export type { SweepRow, SweepSpec, SweepSummary } from './search/sweep.ts';
export type { Hunted, Measured };
export { SLIP_WITHOUT } from './search/explore/rules.ts';
export { SLIPS } from './search/explore/slips.ts';
export { tellMove } from './search/explore/words.ts';
export type { Parsed, Session, TracedRun };

/** Where a scenario is going to run: the page draws every message, the command line none. */
export type Place = 'page' | 'headless';

export function parseScenario(input: unknown, place: Place): Parsed {
  return parse(input, rulesFor(place));
}

export function parseScenarioText(source: string, place: Place): Parsed {
  return parseText(source, rulesFor(place));
}

/** The text of a file, which may hold a recording as well. */
export function parseDocument(source: string, place: Place): ParsedDocument {
  return parseDocumentOf(source, rulesFor(place));
}

/** JSON Schema of the scenario format. */
export function scenarioSchema(place: Place): Readonly<Record<string, unknown>> {
  return scenarioJsonSchema(rulesFor(place));
}

function rulesFor(place: Place): ScenarioRules {
  return {
    replicasMax: place === 'page' ? LIMITS.replicasOnPage : LIMITS.replicasHeadless,
    protocols: PROTOCOLS.map((protocol) => ({
      id: protocol.id,
      ablations: Object.keys(protocol.ablations),
      refuse: (scenario) => protocol.refuse?.(scenario) ?? null,
      compose: protocol.compose ?? {},
    })),
    tactics: TACTICS,
    messages: [...new Set(PROTOCOLS.flatMap((protocol) => Object.keys(protocol.messages)))],
  };
}

/** Fields of a scenario that its protocol takes no notice of. */
export function idleIn(scenario: Scenario): readonly string[] {
  return idleFields(scenario, partsOf(scenario).protocol);
}

/** Recorded runs with branches and undo. */
export function createSession(): Session {
  return createSessionOf(partsOf);
}

/** One recorded run. */
export function openRun(scenario: Scenario): Run {
  return createSession().open(scenario);
}

/** A run without the indexes and snapshots that only a screen asks for: its full trace and its report are a recorded run's. */
export function openTraced(scenario: Scenario, level: TraceLevel = 'full'): TracedRun {
  return openTracedOf(scenario, partsOf(scenario), level);
}

/** A run of which only the report is kept; its trace hash is ''. */
export function openUnrecorded(scenario: Scenario): LeanRun {
  return openLean(scenario, partsOf(scenario));
}

/** What a run costs, counted over the whole of it. */
export function measureRun(scenario: Scenario): Measured {
  return measure(scenario, partsOf(scenario));
}

/** The protocol that a scenario names, with the tactics and monitors that are written for it. */
function partsOf({ protocol: id }: Scenario): Parts {
  const protocol = PROTOCOLS.find((each) => each.id === id);
  if (protocol === undefined) throw new Error(`the registry lists no protocol ${id}`);
  const isFor = ({ protocols }: { readonly protocols: readonly string[] }): boolean =>
    protocols.length === 0 || protocols.includes(id);
  return { protocol, tactics: TACTICS.filter(isFor), monitors: MONITORS.filter(isFor) };
}

/** What only the protocol can say of a run's report, and what it calls things. */
export function sumUp(scenario: Scenario, report: Report): Summary {
  const { terms, sums } = partsOf(scenario).protocol;
  return {
    request: terms.request,
    council: sums.council(scenario, report.quorum),
    work: sums.work(report),
    figures: sums.figures(report, scenario),
  };
}

export type Summary = {
  /** What clients send, in the singular. */
  readonly request: string;
  readonly council: string;
  readonly work: string;
  readonly figures: readonly (readonly [name: string, text: string])[];
};

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

/** Tactics that play one attack, each written for a missing rule: a search that has them is not blind. */
const AIMED = ['exploit'];

/** How random scenarios of a protocol are made: within what it promises. */
const GENERATORS: Readonly<Record<string, typeof generate>> = {
  pbft: generate,
  generals: generateGenerals,
  ...Object.fromEntries(['single', 'first-reply', 'majority'].map((id) => [id, generateNaive(id)])),
};

/** A search among random scenarios of one protocol for one that breaks a monitor, shortened. */
export function startHunt(options: HuntOptions): Generator<number, Hunted | null> {
  return hunt(
    {
      draw: (number) => huntScenario(number, options),
      parse(document) {
        const parsed = parseScenario(document, 'headless');
        return parsed.ok ? parsed.scenario : null;
      },
      firstBroken: (scenario) => firstBroken(scenario, options),
    },
    options,
  );
}

/** Whether the scenario of that number breaks what the hunt is after. */
export function isPrey(number: number, options: HuntOptions): boolean {
  return firstBroken(huntScenario(number, options), options) !== null;
}

function firstBroken(scenario: Scenario, { monitor }: HuntOptions): string | null {
  const isWanted = (violation: Violation): boolean =>
    monitor === undefined || monitor === violation.monitor;
  const { found, isWhole } = runUntil(scenario, isWanted, true);
  // A run that was cut short is no evidence.
  return found === null || isWhole ? found : runUntil(scenario, isWanted, false).found;
}

function runUntil(
  scenario: Scenario,
  isWanted: (violation: Violation) => boolean,
  mayRest: boolean,
): { readonly found: string | null; readonly isWhole: boolean } {
  const run = openUnrecorded(scenario);
  let isResting = false;
  while (!run.violations().some(isWanted) && !isResting && !run.advance(HUNT_STEPS))
    isResting = mayRest && run.rest();
  return { found: run.violations().find(isWanted)?.monitor ?? null, isWhole: !isResting };
}

/** The scenario of a number: the same number and options, the same scenario. */
function huntScenario(number: number, options: HuntOptions): Scenario {
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
  return withLeftOut(
    protocol === 'pbft' ? withTrouble(promised, { number, tactics }) : promised,
    ablate,
  );
}

/** Most of what can go wrong goes wrong in the smallest council, and soonest; the others take turns. */
function sizeOf(number: number, { replicasMin, replicasMax }: HuntOptions): number {
  const larger = replicasMax - replicasMin;
  const turn = number % (2 * larger + 1);
  return turn < larger ? replicasMin + 1 + turn : replicasMin;
}

/** Between two looks at whether something broke: seldom enough to cost nothing, often enough to waste little. */
const HUNT_STEPS = 256;

/** The kind of fault that a tactic's id, or `crashed`, stands for. */
export function tacticKind(id: string): 'crashed' | 'lying' | 'colluding' {
  if (id === 'crashed') return 'crashed';
  return TACTICS.some((tactic) => tactic.id === id && tactic.kind === 'colluding')
    ? 'colluding'
    : 'lying';
}

/** Runs one case of a sweep to its end. */
export function runSweepCase(spec: SweepSpec, index: number): SweepRow {
  const sweepCase = caseAt(spec, index, tacticKind);
  const parsed = parseScenario(sweepCase.document, 'headless');
  if (!parsed.ok) throw new Error(`case ${index} of the sweep is no scenario`);
  const run = openUnrecorded(parsed.scenario);
  while (!run.advance(10_000));
  return rowOf(sweepCase, run.report());
}

/** Plain data for menus, legends and choosers. */
export function catalog(): Catalog {
  return {
    protocols: PROTOCOLS.map(
      ({
        id,
        title,
        source,
        messages,
        rules,
        ablations,
        terms,
        plain,
        compose,
        glossary = [],
      }) => ({
        id,
        title,
        source,
        messages,
        rules,
        ablations,
        terms,
        forms: formsOf(compose ?? {}),
        ...(plain === undefined ? {} : { plain }),
        glossary: [...glossary, ...LAB_GLOSSARY],
      }),
    ),
    tactics: TACTICS.map(({ id, kind, title, sentence, powers, protocols, role, options }) => ({
      id,
      kind,
      title,
      sentence,
      powers,
      protocols,
      role,
      options,
    })),
    monitors: MONITORS.map(({ id, title, kind, claim, formula, protocols }) => ({
      id,
      title,
      kind,
      claim,
      formula,
      protocols,
    })),
    presets: PRESETS,
    ablationCases: ABLATION_CASES,
  };
}

/** Without what only the engine can do. */
function formsOf(compose: Readonly<Record<string, Composer>>): ProtocolInfo['forms'] {
  return Object.fromEntries(
    Object.entries(compose).map(([kind, { signer, receivers, fields }]) => [
      kind,
      { signer, receivers, fields },
    ]),
  );
}

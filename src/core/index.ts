import { LAB_GLOSSARY } from './base/lab-glossary.ts';
import type {
  Catalog,
  Composer,
  ProtocolInfo,
  Report,
  Run,
  Scenario,
  Sketch,
  TraceLevel,
  Violation,
} from './model/index.ts';
import { ABLATION_CASES, MONITORS, PRESETS, PROTOCOLS, TACTICS } from './registry.ts';
import { parseDocument as parseDocumentOf, type ParsedDocument } from './scenario/document.ts';
import { LIMITS } from './scenario/limits.ts';
import { idleFields } from './scenario/idle-fields.ts';
import {
  parseScenario as parse,
  parseScenarioText as parseText,
  scenarioJsonSchema,
  type Parsed,
} from './scenario/schema.ts';
import type { ScenarioRules } from './scenario/named.ts';
import { createSession as createSessionOf, type Session } from './session/branches.ts';
import { drawnOf } from './search/sketch.ts';
import { hunt, type Hunted } from './search/hunt.ts';
import { firstBroken, huntScenario, type HuntOptions } from './search/quarry.ts';
import type { HuntStep } from './search/shrink.ts';
import {
  caseAt,
  rowOf,
  type SweepCase,
  type SweepRow,
  type SweepSpec,
  type TacticFacts,
} from './search/sweep.ts';
import { measure, type Measured, type Measuring } from './session/measure.ts';
import {
  openLean,
  openTraced as openTracedOf,
  type LeanRun,
  type TracedRun,
} from './session/run.ts';
import { partsOf } from './session/parts-of.ts';
import { storyOf, type StoryLine } from './session/narrate/story.ts';

/** The engine as everything outside sees it: check a scenario, open a run of it, list what there is. */

export { finish } from './base/finish.ts';
export { reasonOf } from './base/reason.ts';
export { nearer, nearText } from './base/nearest.ts';
export { PreySearch, type Block } from './base/prey-search.ts';
export { compare, type Comparer } from './session/compare.ts';
export { decodeLink, encodeLink } from './scenario/codec.ts';
export { documentText } from './scenario/document.ts';
export type { Sitting } from './scenario/document.ts';
export { LIMITS } from './scenario/limits.ts';
export { toMinimal } from './scenario/minimal.ts';
export { readJson } from './scenario/schema.ts';
export { explore, type Exploration, type ExploreStep } from './search/explore/explore.ts';
export type { SliceOptions } from './search/explore/slice.ts';
export type { Document } from './search/shrink.ts';
export { caseCount, summarizeSweep } from './search/sweep.ts';
export type { SweepRow, SweepSpec, SweepSummary } from './search/sweep.ts';
export { huntScenario, tryNumber, type Tried } from './search/quarry.ts';
export { visible } from './base/visible.ts';
export { isFor } from './base/written-for.ts';
export { milliseconds, storyText, tell } from './session/narrate/story.ts';
export type { Hunted, HuntOptions, Measured, HuntStep, StoryLine };
export { SLIP_WITHOUT, slipsWithout } from './search/explore/rules.ts';
export { SLIPS } from './search/explore/slips.ts';
export { tellMove } from './search/explore/words.ts';
export type { Parsed, Session, Sketch, TracedRun };

/** Where a scenario is going to run: the page draws every message, the command line none. */
export type Place = 'page' | 'headless';

/**
 * Checks a document against the schema and against what its protocol can run; a list of problems, or a scenario with every default
 * filled in.
 */
export function parseScenario(input: unknown, place: Place): Parsed {
  return parse(input, rulesFor(place));
}

/** The same from text; what is no JSON is a problem like any other. */
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

const RULES = new Map<Place, ScenarioRules>();

function rulesFor(place: Place): ScenarioRules {
  const rules = RULES.get(place) ?? createRules(place);
  RULES.set(place, rules);
  return rules;
}

function createRules(place: Place): ScenarioRules {
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
export function measureRun(scenario: Scenario, measuring: Measuring): Measured {
  return measure(scenario, partsOf(scenario), measuring);
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

/** A search among random scenarios of one protocol for one that breaks a monitor, shortened. */
export function startHunt(options: HuntOptions): Generator<HuntStep, Hunted | null> {
  return hunt(
    {
      draw: (number) => huntScenario(number, options),
      parse(document) {
        const parsed = parseScenario(document, 'headless');
        return parsed.ok ? parsed.scenario : null;
      },
      firstBroken: (scenario, number) => firstBroken(scenario, number, options),
    },
    options,
  );
}

/** Shortens the scenario of a number, which is known to break something: the end of a hunt that many shared. */
export function* shortenPrey(number: number, options: HuntOptions): Generator<HuntStep, Hunted> {
  const hunted = yield* startHunt({ ...options, first: number, runsMax: 1 });
  if (hunted === null) throw new Error(`scenario ${number} breaks nothing`);
  return { ...hunted, runs: number - options.first + 1 };
}

/** What is wrong with a hunt's council, or null: what the protocol itself cannot run is said before anything runs. */
export function huntProblem(options: HuntOptions): string | null {
  const { protocol, tolerance, replicasMin, replicasMax } = options;
  const bears = tolerance === null ? {} : { tolerance };
  for (let replicas = replicasMin; replicas <= replicasMax; replicas += 1) {
    const parsed = parseScenario({ version: 1, protocol, replicas, ...bears }, 'headless');
    if (!parsed.ok) return parsed.problems[0]?.message ?? 'no such council';
  }
  return null;
}

/** What was found, as a story up to where the monitor broke. */
export type HuntStory = {
  readonly run: Run;
  readonly lines: readonly StoryLine[];
  /** What broke, with its time. */
  readonly broken: Violation | null;
};

/** Runs what a hunt found and tells it up to where the monitor broke; throws where it is no scenario. */
export function tellHunt({ short, monitor }: Pick<Hunted, 'short' | 'monitor'>): HuntStory {
  const parsed = parseScenario(short, 'headless');
  if (!parsed.ok) throw new Error('a hunt gives scenarios only');
  const run = openRun(parsed.scenario);
  while (!run.advance(10_000));
  const { violations } = run.timeline();
  const broken = violations.find(({ violation }) => violation.monitor === monitor);
  const lines = storyOf(run, broken?.moment.events ?? Infinity);
  return { run, lines, broken: broken?.violation ?? null };
}

/** What a sweep has to know of the tactic of that id, or of `crashed`. */
function factsOf(id: string): TacticFacts {
  if (id === 'crashed') return { kind: 'crashed', options: [] };
  const { kind, options = [] } = TACTICS.find((tactic) => tactic.id === id) ?? {};
  return { kind: kind === 'colluding' ? 'colluding' : 'lying', options };
}

/** The case of a sweep at that position, with its scenario. */
export function sweepCase(spec: SweepSpec, index: number): SweepCase {
  return caseAt(spec, index, factsOf);
}

/** Runs one case of a sweep to its end. */
export function runSweepCase(spec: SweepSpec, index: number): SweepRow {
  const one = sweepCase(spec, index);
  const parsed = parseScenario(one.document, 'headless');
  if (!parsed.ok) throw new Error(`case ${index} of the sweep is no scenario`);
  const run = openUnrecorded(parsed.scenario);
  while (!run.advance(10_000));
  return rowOf(one, { report: run.report(), ending: run.ending() });
}

/** The same case recorded, to be drawn in small. */
export function sketchSweepCase(spec: SweepSpec, index: number): Sketch {
  const { document, tactic, seed } = sweepCase(spec, index);
  const parsed = parseScenario(document, 'headless');
  if (!parsed.ok) throw new Error(`case ${index} of the sweep is no scenario`);
  const { scenario } = parsed;
  const run = openRun(scenario);
  while (!run.advance(10_000));
  const { ending } = runSweepCase(spec, index);
  const { clients } = scenario.workload;
  return { document, tactic, seed, clients, ending, ...drawnOf(run, ending) };
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

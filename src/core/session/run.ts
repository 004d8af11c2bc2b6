import type {
  Ending,
  Kernel,
  KernelSetup,
  Micros,
  Moment,
  Monitor,
  Run,
  Scenario,
  TraceLevel,
  Violation,
} from '../model/index.ts';
import { createKernel } from '../sim/kernel.ts';
import { createTrace, factsOnly, type Trace } from '../sim/trace.ts';
import { causalCone } from './causes/cone.ts';
import { createLanes } from './indexes/lanes.ts';
import { createEventList } from './event-list.ts';
import { createEventLog } from './event-log.ts';
import { find } from './find.ts';
import { divergence } from '../base/divergence.ts';
import { isBefore } from './fork.ts';
import { createArchive } from './indexes/archive.ts';
import { logAt } from './log.ts';
import { createRecording, type Prefix, type Recording } from './recording.ts';
import { createScout, createWaypoints, type Waypoint, type Waypoints } from './replay.ts';
import { draftCard, messageCard } from './message-card.ts';
import { endingOf } from './ending.ts';
import { buildReport } from './report.ts';
import { score } from './score.ts';
import { buildTile, densityOf } from './tile.ts';
import { certificateList, ledgerPage, voteSheet } from './sheets.ts';
import { trust } from './trust.ts';
import type { Parts, Studio } from './studio.ts';
import { createCensus } from './indexes/census.ts';
import { inquire } from './causes/inquiry.ts';
import { explain } from './why/why.ts';
import { buildTraffic, buildWindow, narration } from './window.ts';

export type { Parts };

/** A run of which nothing is kept but figures: for sweeps and searches. */
export type LeanRun = Pick<Run, 'scenario' | 'advance' | 'report'> & {
  /** So far; a search need not wait for the end. */
  violations(): readonly Violation[];
  /** Once it is over. */
  ending(): Ending;
  /** Ends the run at its horizon where nothing but repeats is to come; true if it did. */
  rest(): boolean;
  /** What one of the monitors that only watch has kept. */
  watched(id: string): unknown;
};

/** A recorded run, with what a branch needs of the run that it leaves. */
export type RecordedRun = Run & { readonly recording: Recording; readonly waypoints: Waypoints };

/** With monitors of its own that only watch. */
export function openLean(
  scenario: Scenario,
  parts: Parts,
  watching: readonly Monitor[] = [],
): LeanRun {
  const kernel = createKernel(setupOf(scenario, parts, watching));
  return {
    scenario,
    advance: (steps) => advance(kernel, steps, () => {}),
    report: () => buildReport({ scenario, kernel, parts, hash: '' }),
    violations: () => kernel.violations,
    ending: () => endingOf(kernel, parts),
    rest: () => kernel.rest(),
    watched: (id) => kernel.monitorState(id),
  };
}

/** A run of which only the trace is kept: what the command line needs, however large the council. */
export type TracedRun = Pick<Run, 'scenario' | 'advance' | 'report' | 'traceLines'> & {
  progress(): { readonly at: Micros; readonly messages: number };
};

/** Its report and its full trace are those of a recording, without the snapshots and the indexes that only a screen asks for. */
export function openTraced(
  scenario: Scenario,
  parts: Parts,
  level: TraceLevel = 'full',
): TracedRun {
  const trace = createTrace();
  const kernel = createKernel(setupOf(scenario, parts));
  kernel.setSink(level === 'full' ? trace : factsOnly(trace));
  return {
    scenario,
    advance: (steps) => advance(kernel, steps, () => {}),
    report: () => buildReport({ scenario, kernel, parts, hash: trace.hash() }),
    traceLines: () => linesOf(trace),
    progress: () => ({ at: kernel.now, messages: kernel.tally.delivered }),
  };
}

function* linesOf(trace: Trace, from = 0): Iterable<string> {
  for (let index = from; index < trace.length; index += 1) yield trace.toJson(index);
}

/**
 * Opens a recording. Where `previous` differs in nothing but later interventions, the new run shares its trace up to the last
 * snapshot before the first difference and goes on from there.
 */
export function openRun(
  scenario: Scenario,
  parts: Parts,
  previous: RecordedRun | null = null,
): RecordedRun {
  const branch = previous === null ? null : branchPoint(previous, scenario);
  const studio = openStudio(scenario, parts, branch);
  const { kernel, recording, waypoints } = studio;
  const hashOf = memoHash(recording);
  const census = createCensus(studio);
  const list = createEventList(studio);
  const archive = createArchive({ trace: recording.trace, protocol: parts.protocol });
  const shelf = { studio, archive };
  return {
    scenario,
    recording,
    waypoints,
    advance: (count) =>
      advance(kernel, count, () => {
        recording.endStep({ at: kernel.now, into: kernel.stepsIntoNow });
        if (!kernel.isOver) waypoints.offer(kernel);
      }),
    length: () => kernel.events,
    timeline: () =>
      recording.timeline.build({ events: kernel.events, reached: kernel.now, done: kernel.isOver }),
    momentAt: (at) => momentAt(studio, at),
    window: (range) => buildWindow(studio, range),
    ...pictures(studio),
    processesAt(moment) {
      const at = studio.scout.goTo(moment.events);
      return at.processes().map((process) => at.inspect(process));
    },
    explainAt: (moment) => explain(studio, moment),
    countAt: (seq, moment) => census.at(seq, moment),
    inquire: (subject, moment) => inquire(studio, subject, moment),
    votes: (slot) => voteSheet(shelf, slot),
    certificates: (seqs) => certificateList(shelf, seqs),
    ledgers: (range) => ledgerPage(shelf, range),
    log: (moment, process) => logAt(studio, moment, process),
    stepsInto: (moment) => stepsInto(studio, moment),
    ...cards(studio),
    record: createEventLog(studio),
    events: (ask) => list.page(ask),
    find: (quest, from, direction) => find(studio, quest, from, direction),
    neighbour: (moment, direction) => neighbour(studio, moment, direction),
    report: () => buildReport({ scenario, kernel, parts, hash: hashOf() }),
    traceLines: (from) => linesOf(recording.trace, from),
    narration: () => narration(studio),
  };
}

function stepsInto({ recording: { steps } }: Studio, moment: Moment): number {
  const step = steps.countByEvents(moment.events) - 1;
  return step >= 0 && steps.atOf(step) === moment.at ? steps.intoOf(step) : 0;
}

/** What a person needs to know who is about to touch a message, or to write one. */
function cards(studio: Studio): Pick<Run, 'message' | 'draft'> {
  return {
    message: (moment, send) => messageCard(studio, moment, send),
    draft: (moment, letter) => draftCard(studio, moment, letter),
  };
}

/** What drawings ask for beside windows: told from the trace alone, so that none of it costs a replay. */
function pictures(studio: Studio): Pick<Run, 'tile' | 'cone' | 'density' | 'traffic'> {
  const { trace, values } = studio.recording;
  const lanes = createLanes(trace, values, studio.scenario.replicas);
  return {
    tile: (ask) => buildTile(studio, lanes, ask),
    cone: (event, direction) => causalCone(trace, event, direction),
    density: (buckets) => densityOf(studio, buckets),
    traffic: (range) => buildTraffic(studio, range),
  };
}

/** The hash is asked for again and again while nothing is added. */
function memoHash({ trace }: Recording): () => string {
  let known = { events: -1, hash: '' };
  return () => {
    if (known.events !== trace.length) known = { events: trace.length, hash: trace.hash() };
    return known.hash;
  };
}

type Branch = Prefix & { readonly kept: readonly Waypoint[] };

/** Where a new scenario can leave an opened run, or null where it has to start from the beginning. */
export function branchPoint(previous: RecordedRun, scenario: Scenario): Branch | null {
  const from = divergence(previous.scenario, scenario);
  if (from === null) return null;
  const kept = previous.waypoints.list().filter((waypoint) => isBefore(waypoint, from));
  const last = kept.at(-1);
  return last === undefined
    ? null
    : { recording: previous.recording, events: last.snapshot.events, kept };
}

function openStudio(
  scenario: Scenario,
  parts: Parts,
  branch: Branch | null,
): Studio & { readonly waypoints: Waypoints } {
  const setup = setupOf(scenario, parts, [trust]);
  const kernel = createKernel(setup);
  const recording = createRecording(
    { scenario, protocol: parts.protocol, tactics: parts.tactics, q: kernel.bench.q },
    branch,
  );
  const start = branch?.kept.at(-1);
  if (start !== undefined) kernel.restore(start.snapshot);
  kernel.setSink(recording.sink);
  const waypoints = createWaypoints(branch?.kept ?? []);
  waypoints.offer(kernel);
  const scout = createScout(
    () => createKernel(setup),
    () => waypoints.list(),
  );
  return { scenario, parts, kernel, recording, scout, waypoints };
}

/** What a kernel needs for the scenario: its protocol with tactics and monitors, and the score. */
export function setupOf(
  scenario: Scenario,
  parts: Parts,
  more: readonly Monitor[] = [],
): KernelSetup {
  return { ...parts, scenario, monitors: [...parts.monitors, score, ...more], sink: null };
}

/** The last step may have been the one that finds the run over, and says what that broke: it is ended like any other. */
function advance(kernel: Kernel, steps: number, ended: () => void): boolean {
  for (let left = steps; left > 0 && !kernel.isOver; left -= 1) {
    kernel.step();
    ended();
  }
  return kernel.isOver;
}

/** The state that held at a time: all steps up to it are done. */
function momentAt({ kernel, recording: { steps } }: Studio, at: Micros): Moment {
  const time = Math.max(0, Math.min(at, kernel.now));
  return { events: steps.endOf(steps.countByTime(time) - 1), at: time };
}

function neighbour(
  { recording: { steps } }: Studio,
  moment: Moment,
  direction: 'forward' | 'back',
): Moment {
  const done = steps.countByEvents(moment.events);
  if (direction === 'forward') return done < steps.length ? steps.momentOf(done) : moment;
  return steps.momentOf(done - 2);
}

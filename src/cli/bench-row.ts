import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openTraced, parseScenario } from '../core/index.ts';
import type { TracedRun } from '../core/index.ts';
import type { Scenario, TraceLevel } from '../core/model/index.ts';

/** What a series of measurements has in common. */
export type BenchMode = {
  readonly title: string;
  readonly signatures: Scenario['signatures'];
  readonly trace: TraceLevel;
};

/** One council, measured. */
export type BenchRow = {
  readonly n: number;
  /** Requests ordered, executed and answered. */
  readonly decisions: number;
  /** Delivered. */
  readonly messages: number;
  /** Time of the whole run once its code is compiled, in seconds. */
  readonly seconds: number;
  readonly messagesPerSecond: number;
  /** What the run holds at its end, its trace included. */
  readonly bytesPerMessage: number;
  readonly millisecondsPerDecision: number;
  /** The most that the process held while it ran. */
  readonly peakMegabytes: number;
};

/** Signing and verifying take a millisecond each time: with real signatures so many messages are signed at most. */
const SIGNED_MAX = 2_000;
/** Runs of one council, the first included: the quickest counts, for which all is compiled. */
const RUNS = 6;
/** From so many on a run is so long that compiling weighs little, and one repetition is enough. */
const LONG_MESSAGES = 400_000;
const STEPS = 10_000;
const MEGABYTE = 1_000_000;

/** Runs a council that nobody troubles until about so many messages are delivered, one decision at least. */
export function measure(mode: BenchMode, n: number, messages: number): BenchRow {
  const decisions = decisionsFor(mode, n, messages);
  const scenario = scenarioFor(mode, n, decisions);
  const first = measureMemory(scenario, mode.trace);
  const delivered = first.messages;
  const again = delivered < LONG_MESSAGES ? RUNS - 1 : 1;
  const others = Array.from({ length: again }, () => runOnce(scenario, mode.trace).seconds);
  const seconds = Math.min(first.seconds, ...others);
  return {
    n,
    decisions,
    messages: delivered,
    seconds,
    messagesPerSecond: delivered / seconds,
    bytesPerMessage: first.heldBytes / delivered,
    millisecondsPerDecision: (1_000 * seconds) / decisions,
    peakMegabytes: first.peakMegabytes,
  };
}

/** A decision takes two rounds of all to all; what is signed in it are a proposal, two votes each, and the answers. */
function decisionsFor({ signatures }: BenchMode, n: number, messages: number): number {
  const wanted = Math.min(
    messages / (2 * n * n),
    signatures === 'ed25519' ? SIGNED_MAX / (3 * n) : Infinity,
  );
  return Math.max(1, Math.min(DECISIONS_MAX, Math.floor(wanted)));
}

const DECISIONS_MAX = 10_000;

function scenarioFor({ signatures }: BenchMode, n: number, requests: number): Scenario {
  const tolerance = Math.floor((n - 1) / 3);
  const workload = { clients: 1, requests };
  const parsed = parseScenario(
    { version: 1, replicas: n, tolerance, signatures, workload, until: UNTIL },
    'headless',
  );
  if (!parsed.ok) throw new Error(`a council of ${n} cannot be measured`);
  return parsed.scenario;
}

/** Simulated microseconds, far more than the decisions take. */
const UNTIL = 2_000_000_000;

type Memory = Pick<BenchRow, 'seconds' | 'messages' | 'peakMegabytes'> & {
  readonly heldBytes: number;
};

function measureMemory(scenario: Scenario, trace: TraceLevel): Memory {
  const before = heldBytes();
  const { run, seconds, peakMegabytes } = runOnce(scenario, trace);
  const held = heldBytes() - before;
  return { seconds, messages: deliveredIn(run), peakMegabytes, heldBytes: held };
}

type Timed = Pick<BenchRow, 'seconds' | 'peakMegabytes'> & { readonly run: TracedRun };

function runOnce(scenario: Scenario, trace: TraceLevel): Timed {
  let peak = 0;
  const start = performance.now();
  const run = openTraced(scenario, trace);
  while (!run.advance(STEPS)) peak = Math.max(peak, process.memoryUsage.rss());
  const seconds = (performance.now() - start) / 1_000;
  peak = Math.max(peak, process.memoryUsage.rss());
  return { run, seconds, peakMegabytes: peak / MEGABYTE };
}

/** A figure about a run that went wrong would be about something else. */
function deliveredIn(run: TracedRun): number {
  const { outcome, messages } = run.report();
  if (outcome !== 'agreed') throw new Error(`a council that nobody troubles ended ${outcome}`);
  return messages.delivered;
}

function heldBytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Without it the figures would depend on when the engine last cleaned up. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (!isCollector(collect)) return;
  collect();
  // Array buffers are given back behind its back; a second one waits for that.
  collect();
}

function isCollector(value: unknown): value is () => void {
  return typeof value === 'function';
}

/** The exponent of n in what a decision costs, fitted over all rows; null where there are fewer than two. */
export function growth(rows: readonly BenchRow[]): number | null {
  const points = rows.map(({ n, millisecondsPerDecision }) => ({
    x: Math.log(n),
    y: Math.log(millisecondsPerDecision),
  }));
  const mean = (of: (point: { x: number; y: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const meanX = mean(({ x }) => x);
  const meanY = mean(({ y }) => y);
  const spread = mean(({ x }) => (x - meanX) ** 2);
  return spread > 0 ? mean(({ x, y }) => (x - meanX) * (y - meanY)) / spread : null;
}

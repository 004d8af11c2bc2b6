import { startHunt } from '../core/index.ts';
import { ranges, whole } from './arguments.ts';
import { growth, measure, type BenchMode, type BenchRow } from './bench-row.ts';
import { expectManyRuns } from './engine-flags.ts';
import { write, writeLines } from './io.ts';
import type { Io } from './io.ts';
import { textTable } from './table.ts';

export type BenchArguments = {
  readonly n: string | undefined;
  readonly messages: string | undefined;
  readonly scenarios: string | undefined;
  readonly json: boolean;
};

/** Measurements of one kind, over the sizes. */
type Series = BenchMode & {
  readonly rows: readonly BenchRow[];
  /** What a decision costs grows with n to this power; null where one size alone was measured. */
  readonly exponent: number | null;
};

const SIZES = '4,16,31,64,100,256,512';
const SIZE_RANGE = { min: 1, max: 1_024 };
/** For each council; one of which a single decision takes more takes that. */
const MESSAGE_RANGE = { min: 1, max: 100_000_000, otherwise: 200_000 };
const SCENARIO_RANGE = { min: 1, max: 1_000_000, otherwise: 2_000 };

const MODES: readonly BenchMode[] = [
  { title: 'Ideal signatures, trace limited to facts', signatures: 'ideal', trace: 'facts' },
  { title: 'Ideal signatures, full trace', signatures: 'ideal', trace: 'full' },
  { title: 'Ed25519, trace limited to facts', signatures: 'ed25519', trace: 'facts' },
];

/** `parley bench`: how fast this machine simulates. Always 0: figures of time are for reading, not for judging. */
export async function benchCommand(given: BenchArguments, io: Io): Promise<number> {
  const sizes = ranges('n', given.n ?? SIZES, SIZE_RANGE);
  const messages = whole('messages', given.messages, MESSAGE_RANGE);
  const scenarios = whole('scenarios', given.scenarios, SCENARIO_RANGE);
  const tell = async (lines: readonly string[]): Promise<void> => {
    if (!given.json) await writeLines(io.stdout, lines);
  };
  await tell([`Node ${process.version}, one thread; the quickest of several runs.`]);
  const series: Series[] = [];
  for (const mode of MODES) {
    const measured = measureSeries(mode, sizes, messages);
    series.push(measured);
    await tell(['', ...tableOf(measured)]);
  }
  const hunt = measureHunt(scenarios);
  await tell(['', tellHunt(hunt)]);
  const result = { node: process.version, series, hunt };
  if (given.json) await write(io.stdout, `${JSON.stringify(result)}\n`);
  return 0;
}

function measureSeries(mode: BenchMode, sizes: readonly number[], messages: number): Series {
  // What ran first would pay for compiling what all run.
  measure(mode, sizes[0] ?? 1, messages / 4);
  const rows = sizes.map((n) => measure(mode, n, messages));
  return { ...mode, rows, exponent: growth(rows) };
}

const HEAD = [
  'n',
  'decisions',
  'messages',
  'messages/s',
  'ms/decision',
  'bytes/message',
  'peak MB',
];

function tableOf({ title, rows, exponent }: Series): readonly string[] {
  const table = textTable([HEAD, ...rows.map(cells)], 'right');
  if (exponent === null) return [title, ...table];
  return [title, ...table, `A decision costs n to the power of ${exponent.toFixed(2)}.`];
}

function cells(row: BenchRow): readonly string[] {
  const { n, decisions, messages, messagesPerSecond, bytesPerMessage, peakMegabytes } = row;
  return [
    ...[n, decisions, messages, messagesPerSecond].map(grouped),
    row.millisecondsPerDecision.toPrecision(3),
    ...[bytesPerMessage, peakMegabytes].map(grouped),
  ];
}

function grouped(figure: number): string {
  return Math.round(figure).toLocaleString('en');
}

type Hunting = { readonly scenarios: number; readonly scenariosPerSecond: number };

/** A search that finds nothing, because the protocol is complete: every scenario runs to its end. */
function measureHunt(scenarios: number): Hunting {
  expectManyRuns();
  searchThrough(scenarios / 5, 1);
  const start = performance.now();
  searchThrough(scenarios, 1 + scenarios);
  return { scenarios, scenariosPerSecond: (1_000 * scenarios) / (performance.now() - start) };
}

function searchThrough(scenarios: number, first: number): void {
  const council = { replicasMin: 4, replicasMax: 4, tolerance: 1, faulty: 1, ablate: [] };
  const limits = { first, runsMax: Math.ceil(scenarios), shrinkRunsMax: 0 };
  const tries = startHunt({ protocol: 'pbft', ...council, ...limits });
  for (;;) {
    const next = tries.next();
    if (next.done !== true) continue;
    // The rate would be that of a search which ended early.
    if (next.value !== null) throw new Error(`${next.value.monitor} broke in a complete protocol`);
    return;
  }
}

function tellHunt({ scenarios, scenariosPerSecond }: Hunting): string {
  return `Hunting at n = 4 with one traitor: ${grouped(scenarios)} scenarios, ${grouped(scenariosPerSecond)} a second.`;
}

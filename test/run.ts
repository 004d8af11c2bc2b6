/**
 * `npm test`: every check of the project in turn. All of them run even after one failed, so that one run tells everything;
 * the last line counts the tests, each check without tests of its own counting as one.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** Skipped is what cannot be checked on this machine; it counts neither way, and the last line says so. */
type Count = { readonly passed: number; readonly failed: number; readonly skipped?: number };

type Stage = {
  readonly title: string;
  /** An npm script, with arguments. */
  readonly script: string;
  /** Reads the counts of a finished run; absent where the check is one yes or no. */
  readonly count?: () => Count;
};

const RESULTS = 'test-results';

const STAGES: readonly Stage[] = [
  { title: 'Types', script: 'types' },
  { title: 'Lint', script: 'lint' },
  { title: 'Format', script: 'format:check' },
  {
    title: 'Tidy, unit and paper tests, golden transcripts, a short fuzz',
    script: `unit -- --reporter=default --reporter=json --outputFile.json=${RESULTS}/unit.json`,
    count: () => countUnit(readJson(`${RESULTS}/unit.json`)),
  },
  {
    title: 'Model checking with SPIN',
    script: 'spin',
    count: () => countOwn(readJson(`${RESULTS}/spin.json`)),
  },
  {
    title: 'Sweeps in shards, killed and resumed',
    script: 'sweeps',
    count: () => countOwn(readJson(`${RESULTS}/sweeps.json`)),
  },
  { title: 'Dead code', script: 'dead-code' },
  { title: 'Duplicates', script: 'duplicates' },
  { title: 'Build', script: 'build' },
  { title: 'The app as one file', script: 'build:single' },
  { title: 'Size of the bundle', script: 'size' },
  {
    title: 'Browser tests',
    script: 'browser',
    count: () => countBrowser(readJson(`${RESULTS}/browser.json`)),
  },
  {
    title: 'The same trace hashes in Firefox',
    script: 'firefox',
    count: () => countOwn(readJson(`${RESULTS}/firefox.json`)),
  },
];

function main(): void {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const counts = STAGES.map(runStage);
  const passed = sum(counts.map((count) => count.passed));
  const failed = sum(counts.map((count) => count.failed));
  const broken = STAGES.filter((_, index) => (counts[index]?.failed ?? 0) > 0);
  print('');
  if (broken.length > 0) print(`Failed: ${broken.map((stage) => stage.title).join('; ')}`);
  const skipped = sum(counts.map((count) => count.skipped ?? 0));
  print(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function runStage(stage: Stage): Count {
  const start = performance.now();
  print(`\n== ${stage.title}`);
  const { status } = spawnSync(`npm run -s ${stage.script}`, { shell: true, stdio: 'inherit' });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  print(`-- ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  const succeeded = status === 0;
  if (stage.count === undefined) return { passed: Number(succeeded), failed: Number(!succeeded) };
  const count = stage.count();
  // A run can fail without a failing test: by an error outside any, or by having found no tests at all.
  const isEmpty = count.passed === 0 && (count.skipped ?? 0) === 0;
  const isSilentFailure = count.failed === 0 && (!succeeded || isEmpty);
  return isSilentFailure ? { ...count, failed: 1 } : count;
}

function countUnit(results: unknown): Count {
  return { passed: field(results, 'numPassedTests'), failed: field(results, 'numFailedTests') };
}

/** Of a check with a script of its own, which is skipped where what it needs cannot be installed. */
function countOwn(results: unknown): Count {
  return {
    passed: field(results, 'passed'),
    failed: field(results, 'failed'),
    skipped: field(results, 'skipped'),
  };
}

/** A test that passes only when it is repeated is flaky, and a flaky test has failed. */
function countBrowser(results: unknown): Count {
  const stats = isRecord(results) ? results.stats : undefined;
  const failed = field(stats, 'unexpected') + field(stats, 'flaky') + field(stats, 'skipped');
  return { passed: field(stats, 'expected'), failed };
}

/** Null where the run ended before it could write its results. */
function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function field(value: unknown, name: string): number {
  const found = isRecord(value) ? value[name] : undefined;
  return typeof found === 'number' ? found : 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main();

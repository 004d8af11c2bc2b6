/**
 * `npm test`: every check of the project in turn. All of them run even after one failed, so that one run tells everything;
 * what failed is told once more at the end, and the last line counts the tests, each check without tests of its own
 * counting as one.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { ofBrowser, ofOwn, ofUnit } from './outcomes.ts';
import type { Outcome } from './outcomes.ts';
import { print } from './support/counted.ts';

type Stage = {
  readonly title: string;
  /** An npm script, with arguments. */
  readonly script: string;
  /** Reads the report of a finished run; absent where the check is one yes or no. */
  readonly outcome?: () => Outcome;
};

const RESULTS = 'test-results';

const STAGES: readonly Stage[] = [
  { title: 'Types', script: 'types' },
  { title: 'Lint', script: 'lint' },
  { title: 'Format', script: 'format:check' },
  {
    title: 'Tidy, unit and paper tests, golden transcripts, a short fuzz',
    script: `unit -- --reporter=default --reporter=json --outputFile.json=${RESULTS}/unit.json`,
    outcome: () => ofUnit(`${RESULTS}/unit.json`),
  },
  {
    title: 'Model checking with SPIN',
    script: 'spin',
    outcome: () => ofOwn(`${RESULTS}/spin.json`),
  },
  {
    title: 'Sweeps in shards, killed and resumed',
    script: 'sweeps',
    outcome: () => ofOwn(`${RESULTS}/sweeps.json`),
  },
  { title: 'Dead code', script: 'dead-code' },
  { title: 'Duplicates', script: 'duplicates' },
  { title: 'Build', script: 'build' },
  { title: 'The app as one file', script: 'build:single' },
  { title: 'Size of the bundle', script: 'size' },
  {
    title: 'Browser tests',
    script: 'browser',
    outcome: () => ofBrowser(`${RESULTS}/browser.json`),
  },
  {
    title: 'The same trace hashes in Firefox',
    script: 'firefox',
    outcome: () => ofOwn(`${RESULTS}/firefox.json`),
  },
];

function main(): void {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const outcomes = STAGES.map(runStage);
  const passed = sum(outcomes.map((outcome) => outcome.passed));
  const failed = sum(outcomes.map((outcome) => outcome.failed));
  const broken = STAGES.filter((_, index) => (outcomes[index]?.failed ?? 0) > 0);
  print('');
  if (broken.length > 0) print(`Failed: ${broken.map((stage) => stage.title).join('; ')}`);
  for (const { failures = [] } of outcomes) failures.forEach((failure) => print(`- ${failure}`));
  const skipped = sum(outcomes.map((outcome) => outcome.skipped ?? 0));
  print(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function runStage(stage: Stage): Outcome {
  const start = performance.now();
  print(`\n== ${stage.title}`);
  const { status } = spawnSync(`npm run -s ${stage.script}`, { shell: true, stdio: 'inherit' });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  print(`-- ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  const succeeded = status === 0;
  if (stage.outcome === undefined) return { passed: Number(succeeded), failed: Number(!succeeded) };
  const outcome = stage.outcome();
  // A run can fail without a failing test: by an error outside any, or by having found no tests at all.
  const isEmpty = outcome.passed === 0 && (outcome.skipped ?? 0) === 0;
  const isSilentFailure = outcome.failed === 0 && (!succeeded || isEmpty);
  return isSilentFailure ? { ...outcome, failed: 1 } : outcome;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

main();

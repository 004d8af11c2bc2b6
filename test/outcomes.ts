/** What the reports that the test runners write say: how many tests passed, and which failed with what. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export type Outcome = {
  readonly passed: number;
  readonly failed: number;
  /** What cannot be checked on this machine; it counts neither way. */
  readonly skipped?: number;
  /** A text each: the file, the test and the beginning of what it said. */
  readonly failures?: readonly string[];
};

type Failure = { readonly file: string; readonly test: string; readonly said: string };

/** Of Vitest's JSON. A file that could not be loaded has no tests and still failed. */
export function ofUnit(path: string): Outcome {
  const report = readJson(path);
  const failures = list(report, 'testResults').flatMap((file): Failure[] => {
    const failed = list(file, 'assertionResults').filter(
      (test) => text(test, 'status') === 'failed',
    );
    const name = relative('.', text(file, 'name'));
    if (failed.length === 0 && text(file, 'status') === 'failed')
      return [{ file: name, test: '', said: text(file, 'message') }];
    return failed.map((test) => {
      const said = list(test, 'failureMessages').map(String).join('\n');
      return { file: name, test: text(test, 'fullName'), said };
    });
  });
  return {
    passed: number(report, 'numPassedTests'),
    failed: number(report, 'numFailedTests'),
    failures: failures.map(told),
  };
}

/** Of Playwright's JSON. A test that passes only when it is repeated is flaky, and a flaky test has failed. */
export function ofBrowser(path: string): Outcome {
  const report = readJson(path);
  const stats = field(report, 'stats');
  const failed = number(stats, 'unexpected') + number(stats, 'flaky') + number(stats, 'skipped');
  const failures = list(report, 'suites').flatMap((suite) => failedSpecs(suite, []));
  return { passed: number(stats, 'expected'), failed, failures: failures.map(told) };
}

function failedSpecs(suite: unknown, above: readonly string[]): Failure[] {
  const specs = list(suite, 'specs').flatMap((spec): Failure[] => {
    const tests = list(spec, 'tests');
    if (tests.every((test) => text(test, 'status') === 'expected')) return [];
    const errors = tests
      .flatMap((test) => list(test, 'results'))
      .map((result) => text(field(result, 'error'), 'message'))
      .filter((message) => message !== '');
    const test = [...above, text(spec, 'title')].join(' › ');
    return [{ file: text(spec, 'file'), test, said: errors[0] ?? 'skipped' }];
  });
  const within = list(suite, 'suites').flatMap((inner) =>
    failedSpecs(inner, [...above, text(inner, 'title')]),
  );
  return [...specs, ...within];
}

/** Of a check with a script of its own, which is skipped where what it needs cannot be installed. */
export function ofOwn(path: string): Outcome {
  const report = readJson(path);
  return {
    passed: number(report, 'passed'),
    failed: number(report, 'failed'),
    skipped: number(report, 'skipped'),
  };
}

const LINES_TOLD = 10;

function told({ file, test, said }: Failure): string {
  const lines = stripVTControlCharacters(said)
    .split('\n')
    .filter((line) => !line.includes('node_modules'))
    .slice(0, LINES_TOLD);
  return [[file, test].filter((part) => part !== '').join(' › '), ...lines].join('\n    ');
}

/** Null where the run ended before it could write its results. */
function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function field(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function number(value: unknown, name: string): number {
  const found = field(value, name);
  return typeof found === 'number' ? found : 0;
}

function text(value: unknown, name: string): string {
  const found = field(value, name);
  return typeof found === 'string' ? found : '';
}

function list(value: unknown, name: string): readonly unknown[] {
  const found = field(value, name);
  return Array.isArray(found) ? found : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

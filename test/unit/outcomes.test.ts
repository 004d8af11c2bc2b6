import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofBrowser, ofUnit } from '../outcomes.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-outcomes-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe('what test runners report', () => {
  it('names a failed unit test with the beginning of what it said', () => {
    const failureMessages = [
      'Error: 4 is not 5\n    at test/a.test.ts:2\n    at node_modules/x.js:1',
    ];
    const assertionResults = [
      { status: 'passed', fullName: 'counts to three' },
      { status: 'failed', fullName: 'counts to five', failureMessages },
    ];
    const path = report({
      numPassedTests: 1,
      numFailedTests: 1,
      testResults: [
        { name: `${process.cwd()}/test/a.test.ts`, status: 'failed', assertionResults },
      ],
    });
    const said =
      'test/a.test.ts › counts to five\n    Error: 4 is not 5\n        at test/a.test.ts:2';
    expect(ofUnit(path)).toEqual({ passed: 1, failed: 1, failures: [said] });
  });

  it('names a file that could not be loaded', () => {
    const file = { name: 'b.test.ts', status: 'failed', message: 'gone', assertionResults: [] };
    expect(ofUnit(report({ testResults: [file] })).failures).toEqual(['b.test.ts\n    gone']);
  });

  it('counts a flaky browser test as failed, and names it', () => {
    const spec = (title: string, status: string, message: string): unknown => ({
      title,
      file: 'c.spec.ts',
      tests: [{ status, results: [{ error: { message } }, {}] }],
    });
    const inner = {
      title: 'time',
      specs: [spec('steps', 'expected', ''), spec('jumps', 'flaky', 'late')],
    };
    const path = report({
      stats: { expected: 1, unexpected: 0, flaky: 1, skipped: 0 },
      suites: [{ title: 'c.spec.ts', specs: [], suites: [inner] }],
    });
    const failures = ['c.spec.ts › time › jumps\n    late'];
    expect(ofBrowser(path)).toEqual({ passed: 1, failed: 1, failures });
  });

  it('has nothing to tell of a run that ended before it could report', () => {
    expect(ofUnit(join(folder, 'none.json'))).toEqual({ passed: 0, failed: 0, failures: [] });
  });
});

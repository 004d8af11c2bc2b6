/** A check with a script of its own says how it went: in words, in its exit status, and in a file for `npm test` to count. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

const RESULTS = fileURLToPath(new URL('../../test-results', import.meta.url));

export function finish(check: string, counts: Counts): void {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, `${check}.json`), JSON.stringify(counts));
  const { passed, failed, skipped } = counts;
  print(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** What is needed cannot be had on this machine. */
export function skip(check: string, reason: string): void {
  print(`${reason}. Skipped.`);
  finish(check, { passed: 0, failed: 0, skipped: 1 });
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

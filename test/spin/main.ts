/**
 * `npm run spin`: the Promela model beside this file, checked with SPIN, must come to the verdicts of the explorer. Where SPIN
 * cannot be had this says so, and counts as skipped.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHECKS } from './checks.ts';
import { missingTool } from './tools.ts';
import { createVerifier, type Verifier } from './verifier.ts';

const RESULTS = fileURLToPath(new URL('../../test-results', import.meta.url));

function main(): void {
  const missing = missingTool(print);
  if (missing !== null) {
    print(`${missing}. Skipped.`);
    return finish({ passed: 0, failed: 0, skipped: 1 });
  }
  const folder = mkdtempSync(join(tmpdir(), 'parley-spin-'));
  try {
    finish(checkAll(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

function checkAll(folder: string): Counts {
  const verifiers = new Map<number, Verifier>();
  let failed = 0;
  for (const { title, views, question, isFound } of CHECKS) {
    const verify = verifiers.get(views) ?? createVerifier(folder, views);
    verifiers.set(views, verify);
    const answer = verify(question);
    const isRight = answer.isFound === isFound;
    if (!isRight) failed += 1;
    const verdict = answer.isFound ? 'found' : 'none';
    print(`${isRight ? 'ok  ' : 'FAIL'} ${title}: ${verdict}, ${answer.states} states`);
  }
  return { passed: CHECKS.length - failed, failed, skipped: 0 };
}

function finish(counts: Counts): void {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, 'spin.json'), JSON.stringify(counts));
  const { passed, failed, skipped } = counts;
  print(`SPIN: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main();

/**
 * `npm run spin`: the Promela model beside this file, checked with SPIN, must come to the verdicts of the explorer. Where SPIN
 * cannot be had this says so, and counts as skipped.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finish, print, skip, type Counts } from '../support/counted.ts';
import { missingTools } from '../support/debian-tools.ts';
import { CHECKS } from './checks.ts';
import { createVerifier, type Verifier } from './verifier.ts';

const TOOLS = {
  name: 'SPIN',
  commands: ['spin', 'gcc'],
  packages: ['spin', 'gcc', 'libc6-dev'],
};

function main(): void {
  const missing = missingTools(TOOLS, print);
  if (missing !== null) return skip('spin', missing);
  const folder = mkdtempSync(join(tmpdir(), 'parley-spin-'));
  try {
    finish('spin', checkAll(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

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

main();

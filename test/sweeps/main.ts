/**
 * `npm run sweeps`: sweeps in processes of their own, killed half-way and started again, come to the table of a straight one. The
 * shards are started as docs/sweeps.md says; where there is no GNU parallel a loop of the shell starts them, and that is said.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { finish, print } from '../support/counted.ts';
import { missingTools } from '../support/debian-tools.ts';
import { exampleIn, inShell } from './example.ts';
import { killHalfWay, removeRows, rowsIn, run } from './processes.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SWEEP = 'npm run -s parley -- sweep grid.json --jobs 2 --out whole.jsonl';
const PARALLEL = { name: 'GNU parallel', commands: ['parallel'], packages: ['parallel'] };

async function main(): Promise<void> {
  const missing = missingTools(PARALLEL, print);
  if (missing !== null) print(`${missing}. A loop of the shell starts the shards instead.`);
  const folder = mkdtempSync(join(tmpdir(), 'parley-sweeps-'));
  try {
    const failed = await checkAll(folder, missing === null);
    finish('sweeps', { passed: 2 - failed, failed, skipped: missing === null ? 0 : 1 });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** How many of the two checks failed. */
async function checkAll(folder: string, hasParallel: boolean): Promise<number> {
  const example = exampleIn(readFileSync(join(ROOT, 'docs/sweeps.md'), 'utf8'));
  const shards = hasParallel ? example.shards : inShell(example.shards);
  // The example is for a checkout; this is one with nothing but the script that it calls.
  const scripts = { parley: `node ${JSON.stringify(join(ROOT, 'bin/parley.mjs'))}` };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }));
  writeFileSync(join(folder, 'grid.json'), example.grid);

  const straight = run(SWEEP, folder);
  const all = rowsIn(folder);
  removeRows(folder);
  await killHalfWay(shards, { folder, all });
  run(shards, folder);
  const merged = run(example.merge, folder);
  removeRows(folder);
  await killHalfWay(SWEEP, { folder, all });
  const resumed = run(SWEEP, folder);

  const first = check('shards, killed half-way, started again and merged', merged === straight);
  const second = check('a sweep in two threads, killed half-way and resumed', resumed === straight);
  return first + second;
}

function check(title: string, isRight: boolean): number {
  print(
    `${isRight ? 'ok  ' : 'FAIL'} ${title}: ${isRight ? 'the' : 'not the'} table of a straight one`,
  );
  return isRight ? 0 : 1;
}

await main();

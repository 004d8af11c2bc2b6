/**
 * `npm run threshold`: computes the result that the threshold page comes with, by the command line's sweep in all cores, and
 * says how it compares with theory. The file keeps its date where nothing has changed. Give names of sweeps to compute only
 * those and look at them; nothing is written then.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSweep } from '../../src/cli/sweep-file.ts';
import { blankCells, withRows } from '../../src/store/threshold/cells.ts';
import type { Cells } from '../../src/store/threshold/cells.ts';
import { shippedSpecs, squaresOf } from '../../src/store/threshold/shipped.ts';
import { sweepDocument } from '../../src/store/threshold/spec.ts';
import type { SweepSpec } from '../../src/worker/jobs.ts';
import { print } from '../support/counted.ts';
import { hashOfResults, shippedText, SHIPPED } from './file.ts';
import { tellCells } from './verdicts.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/parley.mjs', import.meta.url));

function main(wanted: readonly string[]): void {
  const names = [...shippedSpecs()].filter(
    ([name]) => wanted.length === 0 || wanted.includes(name),
  );
  const results = names.map(([name, spec]) => [name, swept(name, spec)] as const);
  if (wanted.length > 0) return;
  const squares = Object.fromEntries(results.map(([name, cells]) => [name, squaresOf(cells)]));
  const hash = hashOfResults(squares);
  const before = existsSync(SHIPPED) ? readFileSync(SHIPPED, 'utf8') : '';
  if (before.includes(hash)) return print('Nothing has changed.');
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(SHIPPED, shippedText({ date, hash, results: squares }));
  print(`Written, with the hash ${hash}.`);
}

/** Does a sweep with the command line, and tells what came of it. */
function swept(name: string, spec: SweepSpec): Cells {
  const folder = mkdtempSync(join(tmpdir(), 'parley-threshold-'));
  try {
    const [grid, rows] = [join(folder, 'grid.json'), join(folder, 'rows.jsonl')];
    writeFileSync(grid, JSON.stringify(sweepDocument(spec)));
    const begun = performance.now();
    const { status, stderr } = spawnSync(
      process.execPath,
      [PROGRAM, 'sweep', grid, '--out', rows],
      {
        encoding: 'utf8',
        maxBuffer: 100_000_000,
      },
    );
    if (status !== 0) throw new Error(stderr);
    const seconds = (performance.now() - begun) / 1_000;
    const cells = withRows(blankCells(spec), readSweep(rows).rows);
    print(`${name}: ${cells.length * spec.runs} runs in ${seconds.toFixed(1)} s`);
    for (const line of tellCells(cells)) print(`  ${line}`);
    return cells;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main(process.argv.slice(2));

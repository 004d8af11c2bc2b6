import { parentPort, Worker, workerData } from 'node:worker_threads';
import { runSweepCase } from '../core/index.ts';
import type { SweepRow, SweepSpec } from '../core/index.ts';

/** The part of a sweep that one thread runs. */
export type Share = { readonly spec: SweepSpec; readonly indices: readonly number[] };

/** Runs a share in a thread of its own; the program itself is the thread's code. */
export async function runInThread(share: Share, onRow: (row: SweepRow) => void): Promise<void> {
  const program = process.argv[1];
  if (program === undefined) throw new Error('a program has a file');
  const worker = new Worker(program, { workerData: share });
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (row: SweepRow) => onRow(row));
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a thread of the sweep ended with ${code}`));
    });
  });
}

/** What such a thread does. */
export function serveSweep(): void {
  const share: unknown = workerData;
  if (!isShare(share)) throw new Error('a thread of the command line runs sweeps only');
  for (const index of share.indices) parentPort?.postMessage(runSweepCase(share.spec, index));
}

function isShare(value: unknown): value is Share {
  return typeof value === 'object' && value !== null && 'spec' in value && 'indices' in value;
}

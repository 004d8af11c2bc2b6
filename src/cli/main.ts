import { isMainThread } from 'node:worker_threads';
import { reasonOf } from '../core/index.ts';
import { commandLine } from './command-line.ts';
import { isSystemError } from './io.ts';
import { serveHunt } from './hunt-worker.ts';
import { serveSweep } from './sweep-worker.ts';

/** Neither agreed, nor otherwise, nor a wrong input: the engine itself is at fault. */
const BUG = 3;
const UNUSABLE = 2;

/** A reader that has seen enough (`parley run ... | head`) is no error; the status stays what the command came to. */
function isBrokenPipe(error: unknown): boolean {
  return isSystemError(error) && error.code === 'EPIPE';
}

let isReported = false;

/** The same failure may arrive twice, from the stream and from the command that wrote to it. */
function report(error: unknown): void {
  if (isBrokenPipe(error) || isReported) return;
  isReported = true;
  const message = reasonOf(error);
  const isOurs = !isSystemError(error);
  const what = isOurs ? 'this is a bug in Parley, please report it' : 'cannot write the output';
  process.stderr.write(`parley: ${what}: ${message}\n`);
  process.exitCode = isOurs ? BUG : UNUSABLE;
}

for (const stream of [process.stdout, process.stderr]) stream.on('error', report);
try {
  if (!isMainThread) {
    if (!serveHunt()) serveSweep();
  } else process.exitCode = await commandLine(process.argv.slice(2), process);
} catch (error) {
  report(error);
}

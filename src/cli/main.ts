import { commandLine } from './command-line.ts';
import { isSystemError } from './io.ts';

/** Neither agreed, nor otherwise, nor a wrong input: the engine itself is at fault. */
const BUG = 3;

/** A reader that has seen enough (`parley run ... | head`) is no error; the status stays what the command came to. */
function isBrokenPipe(error: unknown): boolean {
  return isSystemError(error) && error.code === 'EPIPE';
}

function report(error: unknown): void {
  if (isBrokenPipe(error)) return;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`parley: this is a bug in Parley, please report it: ${message}\n`);
  process.exitCode = BUG;
}

for (const stream of [process.stdout, process.stderr]) stream.on('error', report);
try {
  process.exitCode = await commandLine(process.argv.slice(2), process);
} catch (error) {
  report(error);
}

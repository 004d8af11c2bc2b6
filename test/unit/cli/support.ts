import { Readable, Writable } from 'node:stream';
import { commandLine } from '../../../src/cli/command-line.ts';

export type Ended = { readonly status: number; readonly out: string; readonly err: string };

/** Runs a command in this process, with its streams held in memory. */
export async function parley(
  args: readonly string[],
  stdin: string | Buffer = '',
  { isTerminal = false, columns = 80 } = {},
): Promise<Ended> {
  const out = new Sink();
  const err = new Sink();
  err.isTTY = isTerminal;
  err.columns = columns;
  const status = await commandLine(args, {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: out,
    stderr: err,
  });
  return { status, out: out.text, err: err.text };
}

class Sink extends Writable {
  text = '';
  isTTY = false;
  columns = 0;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

import type { Writable } from 'node:stream';
import { milliseconds } from '../core/index.ts';
import type { TracedRun } from '../core/index.ts';
import { write } from './io.ts';

/** One line on a terminal that says how far a long run has come; nothing anywhere else. */
export type Progress = { show(run: TracedRun): Promise<void>; clear(): Promise<void> };

const ERASE = '\r\u001B[2K';

export function createProgress(stream: Writable): Progress {
  const isTerminal = 'isTTY' in stream && stream.isTTY === true;
  let isShown = false;
  return {
    async show(run) {
      if (!isTerminal) return;
      const { at, messages } = run.progress();
      isShown = true;
      await write(stream, `${ERASE}${milliseconds(at)} simulated, ${messages} messages delivered`);
    },
    async clear() {
      if (isShown) await write(stream, ERASE);
      isShown = false;
    },
  };
}

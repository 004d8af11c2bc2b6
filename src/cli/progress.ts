import type { Writable } from 'node:stream';

/** One line on a terminal that says how far long work has come; nothing anywhere else. */
export type Progress = { show(text: string): void; clear(): void };

const ERASE = '\r\u001B[2K';

export function createProgress(stream: Writable): Progress {
  const isTerminal = 'isTTY' in stream && stream.isTTY === true;
  let isShown = false;
  return {
    show(text) {
      if (!isTerminal) return;
      isShown = true;
      stream.write(`${ERASE}${text.slice(0, room(stream))}`);
    },
    clear() {
      if (isShown) stream.write(ERASE);
      isShown = false;
    },
  };
}

/** A line that wraps could not be erased. A terminal that does not tell its width is wide enough. */
function room(stream: Writable): number {
  const columns = 'columns' in stream ? stream.columns : 0;
  return typeof columns === 'number' && columns > 0 ? columns - 1 : Infinity;
}

/** One run of a sweep, recorded by the pool to be drawn in small. */
import type { Sketch } from '../../core/model/index.ts';
import type { SweepSpec } from '../../worker/jobs.ts';
import type { Lab } from '../lab.ts';

export type Asked = { readonly spec: SweepSpec; readonly index: number };

/** Calls back with the run, or with what went wrong; what it gives back takes the wish back. */
export function askForSketch(
  { around }: Lab,
  asked: Asked,
  onAnswer: (answer: Sketch | string) => void,
): () => void {
  let isWanted = true;
  const running = around.pool.start('sketch', [asked], ([sketch]) => {
    if (isWanted && sketch !== undefined) onAnswer(sketch);
  });
  running.done.catch((error: unknown) => {
    if (isWanted) onAnswer(String(error));
  });
  return () => {
    isWanted = false;
    running.cancel();
  };
}

/** Work that the pool does for a page, of which only the latest counts. */
import { reasonOf } from '../core/base/reason.ts';
import type { JobAsk, JobKind } from '../worker/jobs.ts';
import type { OnParts, Pool } from '../worker/pool.ts';

export type Pooled<K extends JobKind> = {
  readonly kind: K;
  readonly asks: Iterable<JobAsk<K>>;
  readonly onParts: OnParts<K>;
  /** Told once, unless it was given up: what went wrong, or ''. */
  readonly onEnd: (problem: string) => void;
};

/** Starts it, and returns what gives it up: from then on nothing more is heard of it. */
export function startPooled<K extends JobKind>(pool: Pool, work: Pooled<K>): () => void {
  let isWanted = true;
  const running = pool.start(work.kind, work.asks, (parts, ask) => {
    if (isWanted) work.onParts(parts, ask);
  });
  const end = (problem: string): void => {
    if (isWanted) work.onEnd(problem);
    isWanted = false;
  };
  running.done.then(
    () => end(''),
    (error: unknown) => end(reasonOf(error)),
  );
  return () => {
    isWanted = false;
    running.cancel();
  };
}

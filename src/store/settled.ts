import type { Timeline } from '../core/model/index.ts';

/** Whether nothing more will be recorded: the run is over, or the recording holds all that it may. */
export function isSettled({ done, isFull }: Pick<Timeline, 'done' | 'isFull'>): boolean {
  return done || isFull === true;
}

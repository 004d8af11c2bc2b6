/** Stands for `spawn.ts` in the single file: a page from disk may load no other file, so it carries the worker's text within. */
import EngineWorker from './engine.worker.ts?worker&inline';

export function spawnEngine(): Worker {
  return new EngineWorker();
}

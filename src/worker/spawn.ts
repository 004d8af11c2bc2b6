/** A worker that holds the engine, from its own file beside the page's. */
export function spawnEngine(): Worker {
  return new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
}

import { parentPort, Worker, workerData } from 'node:worker_threads';
import { nearer, PreySearch, tryNumber } from '../core/index.ts';
import type { Block, HuntOptions, Tried } from '../core/index.ts';

/** What was found in some scenarios. */
export type Tries = {
  /** The number of the first that breaks something, or null. */
  readonly prey: number | null;
  /** Of those before it the one that came nearest, or null. */
  readonly nearest: Tried | null;
};
type Result = Tries & { readonly block: Block };
type Task = { readonly hunt: HuntOptions };

/** Half of what a thread allocates is garbage at once: the more room there is for it, the seldomer it is sorted out. */
const YOUNG_MEGABYTES = 64;

/** The first scenario that breaks what the hunt is after, or which came nearest where none does, whatever the number of threads. */
export async function tryAll(
  hunt: HuntOptions,
  jobs: number,
  onTried: (tried: number) => void,
): Promise<Tries> {
  const search = new PreySearch(hunt);
  let tried = 0;
  let nearest: Tried | null = null;
  await Promise.all(
    Array.from({ length: jobs }, () =>
      work({ hunt }, search, ({ block, ...found }) => {
        if (found.prey !== null) search.found(found.prey);
        nearest = nearer(nearest, found.nearest);
        onTried((tried += block.count));
      }),
    ),
  );
  return { prey: search.prey, nearest };
}

/** One thread, from the first block to the last; the program itself is its code. */
async function work(
  task: Task,
  search: PreySearch,
  onResult: (result: Result) => void,
): Promise<void> {
  const program = process.argv[1];
  if (program === undefined) throw new Error('a program has a file');
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MEGABYTES };
  const worker = new Worker(program, { workerData: task, resourceLimits });
  await new Promise<void>((resolve, reject) => {
    const goOn = (): void => worker.postMessage(search.take());
    worker.on('message', (result: Result) => {
      onResult(result);
      goOn();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a thread of the hunt ended with ${code}`));
    });
    goOn();
  });
}

/** What such a thread does; false if it was started for something else. */
export function serveHunt(): boolean {
  const task: unknown = workerData;
  if (!isTask(task)) return false;
  parentPort?.on('message', (block: Block | null) => {
    if (block === null) return void parentPort?.close();
    parentPort?.postMessage({ block, ...tryBlock(block, task.hunt) });
  });
  return true;
}

/** Up to the first that breaks something. */
export function tryBlock({ first, count }: Block, hunt: HuntOptions): Tries {
  let nearest: Tried | null = null;
  for (let number = first; number < first + count; number += 1) {
    const tried = tryNumber(number, hunt);
    if (tried.broken !== null) return { prey: number, nearest };
    nearest = nearer(nearest, tried);
  }
  return { prey: null, nearest };
}

function isTask(value: unknown): value is Task {
  return typeof value === 'object' && value !== null && 'hunt' in value;
}

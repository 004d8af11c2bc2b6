import { parentPort, Worker, workerData } from 'node:worker_threads';
import { PreySearch, tryNumber } from '../core/index.ts';
import type { Block, HuntOptions } from '../core/index.ts';

/** What a thread found in one: the number of the first scenario that breaks something, or null. */
type Result = { readonly block: Block; readonly prey: number | null };
type Task = { readonly hunt: HuntOptions };

/** Half of what a thread allocates is garbage at once: the more room there is for it, the seldomer it is sorted out. */
const YOUNG_MEGABYTES = 64;

/** The number of the first scenario that breaks what the hunt is after, or null where none does, whatever the number of threads. */
export async function firstPrey(
  hunt: HuntOptions,
  jobs: number,
  onTried: (tried: number) => void,
): Promise<number | null> {
  const search = new PreySearch(hunt);
  let tried = 0;
  await Promise.all(
    Array.from({ length: jobs }, () =>
      work({ hunt }, search, ({ block, prey }) => {
        if (prey !== null) search.found(prey);
        onTried((tried += block.count));
      }),
    ),
  );
  return search.prey;
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
    parentPort?.postMessage({ block, prey: preyIn(block, task.hunt) });
  });
  return true;
}

function preyIn({ first, count }: Block, hunt: HuntOptions): number | null {
  for (let number = first; number < first + count; number += 1)
    if (tryNumber(number, hunt).broken !== null) return number;
  return null;
}

function isTask(value: unknown): value is Task {
  return typeof value === 'object' && value !== null && 'hunt' in value;
}

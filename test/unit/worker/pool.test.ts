import { describe, expect, it } from 'vitest';
import { doJob } from '../../../src/worker/do-job.ts';
import type { FromJobs, JobAsk, SweepRow, SweepSpec, ToJobs } from '../../../src/worker/jobs.ts';
import { createPool } from '../../../src/worker/pool.ts';
import type { JobWorker } from '../../../src/worker/pool.ts';
import { runSweepCase } from '../../../src/core/index.ts';

const SPEC: SweepSpec = {
  replicas: [4],
  tolerance: null,
  faulty: [0, 1],
  tactics: ['mute'],
  quorums: ['intersect'],
  runs: 3,
  seed: 1,
  base: { workload: { requests: 1 } },
};

/** A worker whose messages come when the test says so. */
class HandWorker implements JobWorker {
  onmessage: ((event: MessageEvent<FromJobs>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly asked: ToJobs[] = [];
  isEnded = false;

  postMessage(message: ToJobs): void {
    this.asked.push(message);
  }

  terminate(): void {
    this.isEnded = true;
  }

  say(message: FromJobs): void {
    this.onmessage?.({ data: message } as MessageEvent<FromJobs>);
  }

  /** Does the last job that it was given, as a real one does. */
  work(): void {
    const last = this.asked.at(-1);
    if (last) doJob(last, { post: (message) => this.say(message), clock: () => 0 });
  }
}

function handPool(size: number) {
  const workers: HandWorker[] = [];
  const pool = createPool(() => {
    const worker = new HandWorker();
    workers.push(worker);
    return worker;
  }, size);
  return { pool, workers };
}

const ASKS: readonly JobAsk<'sweep'>[] = [0, 2, 4].map((from) => ({
  spec: SPEC,
  from,
  to: from + 2,
}));

describe('a pool of workers', () => {
  it('does every ask, each once, and gives the rows of the sweep', async () => {
    const { pool, workers } = handPool(2);
    const rows: SweepRow[] = [];
    const running = pool.start('sweep', ASKS, (parts) => rows.push(...parts));
    expect(workers).toHaveLength(2);
    workers[1]?.work();
    workers[1]?.work();
    workers[0]?.work();
    expect(await running.done).toBe(true);
    const straight = [0, 1, 2, 3, 4, 5].map((index) => runSweepCase(SPEC, index));
    expect([...rows].sort((a, b) => a.index - b.index)).toEqual(straight);
  });

  it('keeps its workers for the next piece of work', async () => {
    const { pool, workers } = handPool(1);
    for (let time = 0; time < 2; time += 1) {
      const running = pool.start('sweep', ASKS.slice(0, 1), () => {});
      workers[0]?.work();
      expect(await running.done).toBe(true);
    }
    expect(workers).toHaveLength(1);
  });

  it('takes an ask only when somebody is free for it', () => {
    const { pool, workers } = handPool(1);
    let taken = 0;
    function* asks(): Iterable<JobAsk<'sweep'>> {
      for (const ask of ASKS) {
        taken += 1;
        yield ask;
      }
    }
    pool.start('sweep', asks(), () => {});
    expect(taken).toBe(1);
    workers[0]?.work();
    expect(taken).toBe(2);
  });

  it('sends away who is at work on what was cancelled, and nothing of it comes any more', async () => {
    const { pool, workers } = handPool(1);
    const parts: unknown[] = [];
    const running = pool.start('sweep', ASKS, (rows) => parts.push(...rows));
    running.cancel();
    workers[0]?.work();
    expect(await running.done).toBe(false);
    expect(workers[0]?.isEnded).toBe(true);
    expect(parts).toEqual([]);
  });

  it('ends without asks, and fails with what a worker says', async () => {
    const { pool, workers } = handPool(2);
    expect(await pool.start('sweep', [], () => {}).done).toBe(true);
    const running = pool.start('sweep', [{ spec: SPEC, from: 100, to: 101 }], () => {});
    workers[0]?.work();
    await expect(running.done).rejects.toThrow('a sweep has no case 100');
    expect(workers.every(({ isEnded }) => isEnded)).toBe(true);
  });
});

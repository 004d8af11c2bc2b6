import { createLab } from '../../../src/store/lab.ts';
import type { Lab } from '../../../src/store/lab.ts';
import type { Kept, Left, Shelf } from '../../../src/store/kept/shelf.ts';
import { HOME } from '../../../src/store/pages.ts';
import { createClient } from '../../../src/worker/client.ts';
import { doJob } from '../../../src/worker/do-job.ts';
import type { FromJobs, ToJobs } from '../../../src/worker/jobs.ts';
import { createPool } from '../../../src/worker/pool.ts';
import type { JobWorker } from '../../../src/worker/pool.ts';
import type { WorkerLike } from '../../../src/worker/client.ts';
import { createCore } from '../../../src/worker/core.ts';
import type { FromWorker, ToWorker } from '../../../src/worker/messages.ts';
import { createServer, EVENTS_MAX } from '../../../src/worker/server.ts';

/** The real engine behind a worker that is no thread: messages are delivered one turn later, as between threads. */
export class InProcessWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  #isAlive = true;
  readonly #receive;

  constructor(eventsMax = EVENTS_MAX, clock = () => performance.now()) {
    this.#receive = createServer(createCore(), {
      post: (message) => this.#later(() => this.#deliver(message)),
      schedule: (work) => this.#later(work),
      clock,
      eventsMax,
    });
  }

  postMessage(message: ToWorker): void {
    this.#later(() => this.#receive(message));
  }

  terminate(): void {
    this.#isAlive = false;
  }

  crash(message: string): void {
    this.onerror?.({ message } as ErrorEvent);
  }

  #later(work: () => void): void {
    setImmediate(() => {
      if (this.#isAlive) work();
    });
  }

  #deliver(data: FromWorker): void {
    this.onmessage?.({ data } as MessageEvent<FromWorker>);
  }
}

export type TestLab = {
  readonly lab: Lab;
  readonly shelf: TestShelf;
  /** The links that were put into the address bar. */
  readonly addresses: string[];
  readonly copied: string[];
  /** The files that were handed to the person. */
  readonly saved: { readonly name: string; readonly text: string }[];
  readonly worker: () => InProcessWorker;
};

/** A shelf of a browser that keeps what it is told, unless it is full. */
export class TestShelf implements Shelf {
  kept: Kept | null = null;
  readonly others: Left[] = [];
  isFull = false;

  left(): Promise<readonly Left[]> {
    return Promise.resolve(this.others);
  }

  put(kept: Kept): boolean {
    if (!this.isFull) this.kept = kept;
    return !this.isFull;
  }

  remove(id?: string): void {
    this.others.splice(0, this.others.length, ...this.others.filter((each) => each.id !== id));
  }
}

/** Does each job soon, in this very thread. */
class InProcessJobs implements JobWorker {
  onmessage: ((event: MessageEvent<FromJobs>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  #isEnded = false;

  postMessage(message: ToJobs): void {
    setTimeout(() => {
      doJob(message, { post: (data) => this.#say(data), clock: () => performance.now() });
    });
  }

  terminate(): void {
    this.#isEnded = true;
  }

  #say(data: FromJobs): void {
    if (!this.#isEnded) this.onmessage?.({ data } as MessageEvent<FromJobs>);
  }
}

export function createTestLab(
  shelf = new TestShelf(),
  jobs = 1,
  eventsMax?: number,
  clock?: () => number,
): TestLab {
  const addresses: string[] = [];
  const copied: string[] = [];
  const saved: { name: string; text: string }[] = [];
  let worker = new InProcessWorker(eventsMax, clock);
  const engine = createClient(() => (worker = new InProcessWorker(eventsMax, clock)));
  const lab = createLab(engine, {
    settings: { theme: 'dark', isStill: false, words: 'field' },
    site: HOME,
    startEngine: () => createClient(() => new InProcessWorker()),
    pool: createPool(() => new InProcessJobs(), jobs),
    writeAddress: (link) => addresses.splice(-1, 1, link),
    goToAddress: (link) => addresses.push(link),
    save: (name, parts) => saved.push({ name, text: parts.join('') }),
    shelf,
    pick: () => Promise.resolve(null),
    copy: (text) => {
      copied.push(text);
      return Promise.resolve();
    },
    address: () => `https://parley.example/#${addresses.at(-1) ?? ''}`,
  });
  return { lab, shelf, addresses, copied, saved, worker: () => worker };
}

/** Waits until something holds; the message tells what was waited for. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (const start = performance.now(); performance.now() - start < 100_000;) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`waited in vain until ${what}`);
}

/** Opens a small run with ideal signatures and waits until all of it is recorded. */
export async function openSmall(lab: Lab, change: Record<string, unknown> = {}): Promise<void> {
  const scenario = { version: 1, signatures: 'ideal', workload: { requests: 2 }, ...change };
  await lab.opening.begin({ from: 'scenario', scenario }, '');
  await recorded(lab);
}

export async function recorded(lab: Lab): Promise<void> {
  await until('the run is recorded', () => {
    const { timeline, report, run, windowRun, windowRange } = lab.recording.getState();
    const isHere = windowRun === run && (windowRange?.until ?? -1) >= lab.playback.getState().at;
    return timeline?.done === true && report !== null && isHere;
  });
}

export function hashOf(lab: Lab): string {
  return lab.recording.getState().report?.trace.hash ?? 'none';
}

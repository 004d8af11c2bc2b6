/**
 * The page's side of the workers that do many runs. A pool starts workers when there is work, keeps them for the next, and
 * ends those that work on what nobody wants any more.
 */
import type { FromJobs, JobAsk, JobKind, JobPart, ToJobs } from './jobs.ts';

/** The part of a Worker that is used here. */
export interface JobWorker {
  postMessage(message: ToJobs): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromJobs>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface Pool {
  /** How many jobs are done at a time. */
  readonly size: number;
  /**
   * Does one job for each ask. Asks are taken in order, and only when a worker is free for them, so that what has come
   * may decide what is still asked.
   */
  start<K extends JobKind>(kind: K, asks: Iterable<JobAsk<K>>, onParts: OnParts<K>): Running;
}

/** Told of parts as they come, and of which ask, counted from 0. */
export type OnParts<K extends JobKind> = (parts: readonly JobPart<K>[], ask: number) => void;

export type Running = {
  /** True once every ask was answered, false when it was cancelled; rejected where a worker failed. */
  readonly done: Promise<boolean>;
  readonly cancel: () => void;
};

export function createPool(spawn: () => JobWorker, size: number): Pool {
  const idle: JobWorker[] = [];
  return {
    size,
    start(kind, asks, onParts) {
      const effort = new Effort(kind, asks, { onParts, idle });
      for (let count = 0; count < size; count += 1) effort.employ(() => idle.pop() ?? spawn());
      return { done: effort.done, cancel: () => effort.end(false) };
    },
  };
}

type Place<K extends JobKind> = { readonly onParts: OnParts<K>; readonly idle: JobWorker[] };

/** One call of `start`: who works on it, and what they have been given. */
class Effort<K extends JobKind> {
  readonly done: Promise<boolean>;
  readonly #kind: K;
  readonly #asks: Iterator<JobAsk<K>>;
  readonly #place: Place<K>;
  readonly #busy = new Set<JobWorker>();
  #given = 0;
  #isOver = false;
  #settle: { readonly resolve: (isDone: boolean) => void; readonly reject: (error: Error) => void };

  constructor(kind: K, asks: Iterable<JobAsk<K>>, place: Place<K>) {
    this.#kind = kind;
    this.#asks = asks[Symbol.iterator]();
    this.#place = place;
    this.#settle = { resolve: () => {}, reject: () => {} };
    this.done = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
  }

  /** One worker more, where there is still something to do. */
  employ(hire: () => JobWorker): void {
    if (this.#isOver) return;
    const next = this.#asks.next();
    if (next.done === true) {
      if (this.#busy.size === 0) this.end(true);
      return;
    }
    const worker = hire();
    this.#busy.add(worker);
    worker.onerror = (event) => this.#fail(event.message || 'A worker could not be started.');
    this.#give(worker, next.value);
  }

  /** Ends it, with all asks answered or without; those who are still at work are sent away. */
  end(isDone: boolean): void {
    this.#stop();
    this.#settle.resolve(isDone);
  }

  #give(worker: JobWorker, ask: JobAsk<K>): void {
    const job = this.#given++;
    worker.onmessage = ({ data }) => {
      if (data.job === job) this.#receive(worker, data);
    };

    /* eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- `start` takes asks of its own kind only. */
    worker.postMessage({ job, kind: this.#kind, ask } as ToJobs);
  }

  #receive(worker: JobWorker, message: FromJobs): void {
    if (this.#isOver) return;
    if (message.status === 'failed') return this.#fail(message.message);
    if (message.status === 'parts') {
      /* eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- As above. */
      this.#place.onParts(message.parts as readonly JobPart<K>[], message.job);
      return;
    }
    const next = this.#asks.next();
    if (next.done !== true) return this.#give(worker, next.value);
    this.#busy.delete(worker);
    this.#place.idle.push(worker);
    if (this.#busy.size === 0) this.end(true);
  }

  #fail(message: string): void {
    this.#stop();
    this.#settle.reject(new Error(message));
  }

  #stop(): void {
    this.#isOver = true;
    for (const worker of this.#busy) worker.terminate();
    this.#busy.clear();
  }
}

import type { Micros, ProcessId } from '../model/index.ts';
import type { Queue, Task } from './entry.ts';

/** Where what comes to a busy replica waits, in the order in which it came. */
export class Inboxes {
  #busyUntil: Micros[];
  #waiting: (readonly Task[])[];
  readonly #queue: Queue;

  constructor(n: number, queue: Queue) {
    this.#busyUntil = Array.from({ length: n }, () => 0);
    this.#waiting = Array.from({ length: n }, () => []);
    this.#queue = queue;
  }

  /** Puts the task aside if the process is busy at that time, or has older ones to do first. */
  park(process: ProcessId, at: Micros, task: Task): boolean {
    const waiting = this.#waiting[process];
    if (waiting === undefined) return false;
    const busyUntil = this.#busyUntil[process] ?? 0;
    if (waiting.length === 0 && at >= busyUntil) return false;
    this.#waiting[process] = [...waiting, task];
    if (waiting.length === 0) this.#wake(process, busyUntil);
    return true;
  }

  occupy(process: ProcessId, until: Micros): void {
    if (process < this.#busyUntil.length) this.#busyUntil[process] = until;
  }

  /** The next task of a process that wakes up; undefined when this wake-up is out of date. */
  next(process: ProcessId, at: Micros): Task | undefined {
    return at === (this.#busyUntil[process] ?? 0) ? this.#waiting[process]?.[0] : undefined;
  }

  take(process: ProcessId): void {
    this.#waiting[process] = this.#waiting[process]?.slice(1) ?? [];
  }

  /** After the task at hand: wakes the process again if more is waiting. */
  resume(process: ProcessId, now: Micros): void {
    if ((this.#waiting[process]?.length ?? 0) === 0) return;
    const busyUntil = this.#busyUntil[process] ?? 0;
    this.#busyUntil[process] = Math.max(now, busyUntil);
    this.#wake(process, Math.max(now, busyUntil));
  }

  /** A crash: what waited is lost. */
  empty(process: ProcessId): readonly Task[] {
    const lost = this.#waiting[process] ?? [];
    this.#waiting[process] = [];
    this.#busyUntil[process] = 0;
    return lost;
  }

  save(): SavedInboxes {
    return { busyUntil: this.#busyUntil.slice(), waiting: this.#waiting.slice() };
  }

  load(saved: SavedInboxes): void {
    this.#busyUntil = saved.busyUntil.slice();
    this.#waiting = saved.waiting.slice();
  }

  #wake(process: ProcessId, at: Micros): void {
    this.#queue.push(at, { kind: 'wake', process, at });
  }
}

export type SavedInboxes = {
  readonly busyUntil: readonly Micros[];
  readonly waiting: readonly (readonly Task[])[];
};

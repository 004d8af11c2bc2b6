import type { Micros, ProcessId } from '../model/index.ts';
import type { Queue, Task } from './entry.ts';

/** Where what comes to a busy replica waits, in the order in which it came. */
export class Inboxes {
  #busyUntil: Micros[];
  #waiting: Line[];
  readonly #queue: Queue;

  constructor(n: number, queue: Queue) {
    this.#busyUntil = Array.from({ length: n }, () => 0);
    this.#waiting = Array.from({ length: n }, () => lineOf([]));
    this.#queue = queue;
  }

  /** Puts the task aside if the process is busy at that time, or has older ones to do first. */
  park(process: ProcessId, at: Micros, task: Task): boolean {
    const line = this.#waiting[process];
    if (line === undefined) return false;
    const busyUntil = this.#busyUntil[process] ?? 0;
    const isFirst = lengthOf(line) === 0;
    if (isFirst && at >= busyUntil) return false;
    line.tasks.push(task);
    if (isFirst) this.#wake(process, busyUntil);
    return true;
  }

  occupy(process: ProcessId, until: Micros): void {
    if (process < this.#busyUntil.length) this.#busyUntil[process] = until;
  }

  /** The next task of a process that wakes up; undefined when this wake-up is out of date. */
  next(process: ProcessId, at: Micros): Task | undefined {
    const line = this.#waiting[process];
    return at === (this.#busyUntil[process] ?? 0) ? line?.tasks[line.head] : undefined;
  }

  take(process: ProcessId): void {
    const line = this.#waiting[process];
    if (line === undefined || lengthOf(line) === 0) return;
    line.head++;
    if (line.head < HEAD_MAX) return;
    line.tasks.splice(0, line.head);
    line.head = 0;
  }

  /** After the task at hand: wakes the process again if more is waiting. */
  resume(process: ProcessId, now: Micros): void {
    const line = this.#waiting[process];
    if (line === undefined || lengthOf(line) === 0) return;
    const busyUntil = this.#busyUntil[process] ?? 0;
    this.#busyUntil[process] = Math.max(now, busyUntil);
    this.#wake(process, Math.max(now, busyUntil));
  }

  /** A crash: what waited is lost. */
  empty(process: ProcessId): readonly Task[] {
    const line = this.#waiting[process];
    this.#waiting[process] = lineOf([]);
    this.#busyUntil[process] = 0;
    return line === undefined ? [] : stillIn(line);
  }

  save(): SavedInboxes {
    return { busyUntil: this.#busyUntil.slice(), waiting: this.#waiting.map(stillIn) };
  }

  load(saved: SavedInboxes): void {
    this.#busyUntil = saved.busyUntil.slice();
    this.#waiting = saved.waiting.map(lineOf);
  }

  #wake(process: ProcessId, at: Micros): void {
    this.#queue.push(at, { kind: 'wake', process, at });
  }
}

export type SavedInboxes = {
  readonly busyUntil: readonly Micros[];
  readonly waiting: readonly (readonly Task[])[];
};

/**
 * First come, first served; what lies before the head is done. A flood makes thousands wait, too many to copy them for each that
 * comes or goes.
 */
type Line = { readonly tasks: Task[]; head: number };

/** Tasks done that are kept before they are cut off together. */
const HEAD_MAX = 1_024;

function lineOf(tasks: readonly Task[]): Line {
  return { tasks: tasks.slice(), head: 0 };
}

function lengthOf({ tasks, head }: Line): number {
  return tasks.length - head;
}

function stillIn({ tasks, head }: Line): readonly Task[] {
  return tasks.slice(head);
}

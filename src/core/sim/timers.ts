import { assert } from '../base/assert.ts';
import type { Micros, ProcessId, TimerView } from '../model/index.ts';
import type { Queue, Timer } from './entry.ts';
import type { Journal } from './journal.ts';

/** Armed timers by process. Re-arming or clearing leaves a stale entry in the queue, which is passed over in silence. */
export class Timers {
  #armed: Map<string, Timer>[];
  readonly #journal: Journal;
  readonly #queue: Queue;

  constructor(machineCount: number, journal: Journal, queue: Queue) {
    this.#queue = queue;
    this.#armed = Array.from({ length: machineCount }, () => new Map<string, Timer>());
    this.#journal = journal;
  }

  set(process: ProcessId, what: { readonly timer: string; readonly firesAt: Micros }): void {
    const { timer: name, firesAt } = what;
    const journal = this.#journal;
    const event = journal.isDetailed
      ? journal.record(process, { kind: 'timer-set', timer: name, firesAt })
      : journal.count();
    const timer = { timer: name, firesAt, setAt: journal.now, event };
    this.#of(process).set(name, timer);
    this.#queue.push(firesAt, { kind: 'timer', process, timer });
  }

  clear(process: ProcessId, timer: string): void {
    if (!this.#of(process).delete(timer)) return;
    if (this.#journal.isDetailed) this.#journal.record(process, { kind: 'timer-clear', timer });
    else this.#journal.count();
  }

  /** A crash takes the timers with it, without a word. */
  forget(process: ProcessId): void {
    this.#of(process).clear();
  }

  isArmed(process: ProcessId, timer: Timer): boolean {
    return this.#of(process).get(timer.timer) === timer;
  }

  fire(process: ProcessId, { timer, event }: Timer): void {
    this.#of(process).delete(timer);
    this.#journal.open(process, { kind: 'timer-fired', timer }, event);
  }

  names(process: ProcessId): Iterable<string> {
    return this.#of(process).keys();
  }

  view(process: ProcessId): readonly TimerView[] {
    return [...this.#of(process).values()].map(({ timer, setAt, firesAt }) => ({
      timer,
      setAt,
      firesAt,
    }));
  }

  save(): readonly ReadonlyMap<string, Timer>[] {
    return this.#armed.map((timers) => new Map(timers));
  }

  load(saved: readonly ReadonlyMap<string, Timer>[]): void {
    this.#armed = saved.map((timers) => new Map(timers));
  }

  #of(process: ProcessId): Map<string, Timer> {
    const timers = this.#armed[process];
    assert(timers !== undefined, 'only processes with a machine have timers');
    return timers;
  }
}

import type { Action, Intervention, Micros } from '../model/index.ts';
import type { Entry } from './entry.ts';
import type { Wiring } from './wiring.ts';

/** What comes next: scheduled entries, and interventions between them. */
export class Agenda {
  /** Interventions applied so far. */
  position = 0;
  readonly #parts: Wiring;
  readonly #interventions: readonly Intervention[];
  readonly #until: Micros;

  constructor(parts: Wiring) {
    this.#parts = parts;
    const { interventions, until } = parts.settings.scenario;
    this.#until = until;
    this.#interventions = interventions
      .filter(({ at }) => at <= until)
      .toSorted((a, b) => a.at - b.at || a.after - b.after);
  }

  /** No intervention is left. */
  get isDone(): boolean {
    return this.position >= this.#interventions.length;
  }

  /** Faults and partitions come before the processes start: a fault at 0 holds before anything happens. */
  schedule(): void {
    const { faults, network } = this.#parts.settings.scenario;
    faults.forEach(({ at, until }, index) => {
      this.#plan(at, { kind: 'fault-begin', index });
      if (until !== null) this.#plan(until, { kind: 'fault-end', index });
    });
    network.partitions.forEach(({ at, until }, index) => {
      this.#plan(at, { kind: 'partition', index });
      this.#plan(until, { kind: 'heal', index });
    });
    this.#parts.host.start((process, effects) => {
      if (effects.length > 0) this.#plan(0, { kind: 'boot', process, effects });
    });
  }

  /** Applies the next intervention if it falls due before anything else happens. */
  intervene(): boolean {
    while (!this.isDone) {
      if (this.#isDue(this.#skipStale())) {
        this.#interveneAt();
        return true;
      }
      if (!this.#parkNext()) return false;
    }
    return false;
  }

  /**
   * The entry to carry out next; the clock stands at its time. Undefined: nothing more happens before the horizon.
   * No intervention is due.
   */
  next(): Entry | undefined {
    const { queue, journal } = this.#parts;
    for (;;) {
      const time = this.#skipStale();
      if (time > this.#until) return undefined;
      const entry = queue.pop();
      if (entry === undefined) return undefined;
      if (this.#isParked(entry, time)) continue;
      journal.advance(time);
      return entry;
    }
  }

  #plan(at: Micros, entry: Entry): void {
    if (at > this.#until) return;
    this.#parts.progress.scheduled();
    this.#parts.queue.push(at, entry);
  }

  /** Passes over timers that were cleared or set anew. Returns the time of the first entry that counts. */
  #skipStale(): Micros {
    const { queue } = this.#parts;
    for (;;) {
      const entry = queue.peek();
      if (entry === undefined || !this.#isStale(entry)) return queue.nextTime;
      queue.pop();
    }
  }

  #isStale(entry: Entry): boolean {
    const { timers, adversaries, inboxes } = this.#parts;
    switch (entry.kind) {
      case 'timer':
        return !timers.isArmed(entry.process, entry.timer);
      case 'adversary-timer':
        return !adversaries.isArmed(entry.adversary, entry.timer);
      case 'wake':
        return this.#nextTask(inboxes, entry) === undefined;
      default:
        return false;
    }
  }

  /** The first task of a waking process that is still to be done: timers may have been cleared while they waited. */
  #nextTask(inboxes: Wiring['inboxes'], wake: Extract<Entry, { kind: 'wake' }>): Entry | undefined {
    for (;;) {
      const task = inboxes.next(wake.process, wake.at);
      if (task === undefined || task.kind === 'deliver') return task;
      if (this.#parts.timers.isArmed(task.process, task.timer)) return task;
      inboxes.take(wake.process);
    }
  }

  #isParked(entry: Entry, time: Micros): boolean {
    if (entry.kind === 'timer') return this.#parts.inboxes.park(entry.process, time, entry);
    if (entry.kind === 'deliver') return this.#parts.inboxes.park(entry.to, time, entry);
    return false;
  }

  /** What comes to a busy process waits there, which is no step: the intervention may fall due before the next one. */
  #parkNext(): boolean {
    const { queue } = this.#parts;
    const entry = queue.peek();
    if (entry === undefined || queue.nextTime > this.#until) return false;
    // It is at the front still: the process wakes up for it later.
    if (!this.#isParked(entry, queue.nextTime)) return false;
    queue.pop();
    return true;
  }

  #isDue(time: Micros): boolean {
    const intervention = this.#interventions[this.position];
    if (intervention === undefined) return false;
    const { at, after } = intervention;
    if (at !== time) return at < time;
    const { now, stepsIntoNow } = this.#parts.journal;
    return after <= (at === now ? stepsIntoNow : 0);
  }

  #interveneAt(): void {
    const intervention = this.#interventions[this.position];
    if (intervention === undefined) return;
    this.#parts.journal.advance(intervention.at);
    this.#parts.journal.cause = null;
    const { at: _at, after: _after, ...action } = intervention;
    this.#carryOut(action, this.position++);
    this.#parts.journal.cause = null;
  }

  /** Marks and orders, or what a hand does to messages. */
  #carryOut(action: Action, position: number): void {
    const { marks, hands } = this.#parts;
    switch (action.do) {
      case 'crash':
      case 'restore':
      case 'lie':
      case 'collude':
      case 'inject':
      case 'order':
        return marks.intervene(action, position);
      default:
        return hands.apply(action, position);
    }
  }
}

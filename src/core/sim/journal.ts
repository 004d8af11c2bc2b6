import type { EventIndex, Happening, Micros, ProcessId, Sink } from '../model/index.ts';

/** The clock of the run, and the one place where events get their index and cause. */
export class Journal {
  now: Micros = 0;
  /** Steps done within the current microsecond. */
  stepsIntoNow = 0;
  events: EventIndex = 0;
  /** What happens next happens because of this event. */
  cause: EventIndex | null = null;
  /** Whether messages are taken down: where nobody does, they are only counted. */
  isDetailed = false;
  #sink: Sink | null = null;

  constructor(sink: Sink | null) {
    this.listen(sink);
  }

  /** From now on events go there. */
  listen(sink: Sink | null): void {
    this.#sink = sink;
    this.isDetailed = sink !== null && sink.level !== 'facts';
  }

  advance(to: Micros): void {
    if (to === this.now) return;
    this.now = to;
    this.stepsIntoNow = 0;
  }

  record(process: ProcessId, happening: Happening, cause = this.cause): EventIndex {
    this.#sink?.record(this.now, process, cause, happening);
    return this.events++;
  }

  /** An event that nobody takes down. */
  count(): EventIndex {
    return this.events++;
  }

  /** Records what a step begins with: all that follows in it has this as its cause. */
  open(process: ProcessId, happening: Happening, cause: EventIndex | null): EventIndex {
    this.cause = this.record(process, happening, cause);
    return this.cause;
  }

  save(): SavedJournal {
    return { now: this.now, stepsIntoNow: this.stepsIntoNow, events: this.events };
  }

  load(saved: SavedJournal): void {
    this.now = saved.now;
    this.stepsIntoNow = saved.stepsIntoNow;
    this.events = saved.events;
    this.cause = null;
  }
}

export type SavedJournal = {
  readonly now: Micros;
  readonly stepsIntoNow: number;
  readonly events: EventIndex;
};

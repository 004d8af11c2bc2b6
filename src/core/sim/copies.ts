import type { ProcessId } from '../model/index.ts';

/**
 * How often a label was sent on a link before: retransmissions draw anew, and nobody else's messages shift.
 * Counters lie in layers of which only the newest is written; full ones are merged and never change again, so that a
 * snapshot of a long run shares them and copies little.
 */
export class Copies {
  #sealed: ReadonlyMap<number, Tally>[] = [];
  #open = new Map<number, Tally>();
  /** Counters in the open layer. */
  #counters = 0;

  /** Counts one more, and tells how many there were. */
  next(from: ProcessId, to: ProcessId, label: number): number {
    const tally = this.#tallyOf(label, from);
    const round = tally.rounds[from] ?? 0;
    const link = linkOf(from, to);
    const alone = (tally.alone ??= new Map<number, number>());
    const before = alone.get(link) ?? 0;
    alone.set(link, before + 1);
    this.#counters += 1;
    tally.rounds[from] = round | MIXED;
    return fullRounds(round) + before;
  }

  /** Counts one more on each link from there: one counter for all of them. What is returned tells `before` how many there were. */
  nextToAll(from: ProcessId, label: number): Round {
    const tally = this.#tallyOf(label, from);
    const count = tally.rounds[from] ?? 0;
    tally.rounds[from] = count + ROUND;
    return { from, tally, count };
  }

  before({ from, tally, count }: Round, to: ProcessId): number {
    const isMixed = (count & MIXED) !== 0;
    return fullRounds(count) + (isMixed ? (tally.alone?.get(linkOf(from, to)) ?? 0) : 0);
  }

  save(): SavedCopies {
    return { sealed: this.#sealed.slice(), open: copied(this.#open), counters: this.#counters };
  }

  load(saved: SavedCopies): void {
    this.#sealed = saved.sealed.slice();
    this.#open = copied(saved.open);
    this.#counters = saved.counters;
  }

  /** To be written to, at this sender. */
  #tallyOf(label: number, from: ProcessId): Tally {
    if (this.#counters >= LAYER_MAX) this.#seal();
    let tally = this.#open.get(label);
    if (tally === undefined) {
      tally = this.#earlier(label);
      this.#open.set(label, tally);
      this.#counters += tally.rounds.length;
    }
    for (; tally.rounds.length <= from; this.#counters += 1) tally.rounds.push(0);
    return tally;
  }

  /** What is sealed already stays as it is. */
  #earlier(label: number): Tally {
    for (let i = this.#sealed.length - 1; i >= 0; i--) {
      const earlier = this.#sealed[i]?.get(label);
      if (earlier !== undefined) return copyOf(earlier);
    }
    return { rounds: [], alone: null };
  }

  // Layers of like size are merged, the newer count winning: their number grows with the logarithm of the run.
  #seal(): void {
    let newest: ReadonlyMap<number, Tally> = this.#open;
    this.#open = new Map();
    this.#counters = 0;
    for (;;) {
      const older = this.#sealed.at(-1);
      if (older === undefined || older.size > 2 * newest.size) break;
      const merged = new Map(older);
      for (const [label, tally] of newest) merged.set(label, tally);
      newest = merged;
      this.#sealed.pop();
    }
    this.#sealed.push(newest);
  }
}

export type SavedCopies = {
  readonly sealed: readonly ReadonlyMap<number, Tally>[];
  readonly open: ReadonlyMap<number, Tally>;
  readonly counters: number;
};

/** How often a label was sent. */
type Tally = {
  /** By sender: how often to everybody, times two; odd where it has also gone to one receiver alone. */
  readonly rounds: number[];
  /** By link: how often to that receiver alone; null: to nobody so far. */
  alone: Map<number, number> | null;
};

/** A label that one sender has sent to everybody so often. */
type Round = { readonly from: ProcessId; readonly tally: Tally; readonly count: number };

const MIXED = 1;
const ROUND = 2;

const fullRounds = (count: number): number => count >>> 1;

const LAYER_MAX = 4_096;

/** More processes than there can be. */
const PROCESSES_MAX = 0x10000;

function linkOf(from: ProcessId, to: ProcessId): number {
  return from * PROCESSES_MAX + to;
}

function copyOf({ rounds, alone }: Tally): Tally {
  return { rounds: rounds.slice(), alone: alone === null ? null : new Map(alone) };
}

function copied(layer: ReadonlyMap<number, Tally>): Map<number, Tally> {
  return new Map(Array.from(layer, ([label, tally]) => [label, copyOf(tally)]));
}

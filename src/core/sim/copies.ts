import { finish, fold } from '../base/draw.ts';
import type { ProcessId } from '../model/index.ts';

/**
 * How often a label was sent on a link before: retransmissions draw anew, and nobody else's messages shift.
 * Counters lie in layers of which only the newest is written; full ones are merged and never change again, so that a
 * snapshot of a long run shares them and copies little.
 */
export class Copies {
  #sealed: ReadonlyMap<number, number>[] = [];
  #open = new Map<number, number>();

  /** Counts one more, and tells how many there were. */
  next(from: ProcessId, to: ProcessId, label: number): number {
    const round = this.#count(keyOf(from, EVERYBODY, label));
    const key = keyOf(from, to, label);
    const alone = isMixed(round) ? this.#count(key) : 0;
    this.#open.set(key, alone + 1);
    if (!isMixed(round)) this.#open.set(keyOf(from, EVERYBODY, label), round + 1);
    if (this.#open.size >= LAYER_MAX) this.#seal();
    return rounds(round) + alone;
  }

  /** Counts one more on each link from there: one counter for all of them. What is returned tells `before` how many there were. */
  nextToAll(from: ProcessId, label: number): Round {
    const key = keyOf(from, EVERYBODY, label);
    const round = this.#count(key);
    this.#open.set(key, round + 2);
    if (this.#open.size >= LAYER_MAX) this.#seal();
    return { from, label, count: round };
  }

  before({ from, label, count }: Round, to: ProcessId): number {
    return rounds(count) + (isMixed(count) ? this.#count(keyOf(from, to, label)) : 0);
  }

  save(): SavedCopies {
    return { sealed: this.#sealed.slice(), open: new Map(this.#open) };
  }

  load(saved: SavedCopies): void {
    this.#sealed = saved.sealed.slice();
    this.#open = new Map(saved.open);
  }

  #count(key: number): number {
    const count = this.#open.get(key);
    if (count !== undefined) return count;
    for (let i = this.#sealed.length - 1; i >= 0; i--) {
      const earlier = this.#sealed[i]?.get(key);
      if (earlier !== undefined) return earlier;
    }
    return 0;
  }

  // Layers of like size are merged, the newer count winning: their number grows with the logarithm of the run.
  #seal(): void {
    let newest: ReadonlyMap<number, number> = this.#open;
    this.#open = new Map();
    for (;;) {
      const older = this.#sealed.at(-1);
      if (older === undefined || older.size > 2 * newest.size) break;
      const merged = new Map(older);
      for (const [key, count] of newest) merged.set(key, count);
      newest = merged;
      this.#sealed.pop();
    }
    this.#sealed.push(newest);
  }
}

export type SavedCopies = {
  readonly sealed: readonly ReadonlyMap<number, number>[];
  readonly open: ReadonlyMap<number, number>;
};

/** A label that one sender has sent to everybody so often; odd where it has also gone to one receiver alone, who is counted apart. */
type Round = { readonly from: ProcessId; readonly label: number; readonly count: number };

const rounds = (count: number): number => count >>> 1;
const isMixed = (count: number): boolean => (count & 1) === 1;

/** In the place of a receiver. */
const EVERYBODY = -1;

const LAYER_MAX = 4_096;

/** 53 mixed bits. Two labels that collide would share a counter, which is harmless and the same in every replay. */
function keyOf(from: ProcessId, to: ProcessId, label: number): number {
  const mixed = fold(fold(label, from), to);
  return finish(mixed) * 0x200000 + (fold(mixed, label) & 0x1fffff);
}

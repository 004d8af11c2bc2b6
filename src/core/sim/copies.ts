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
    const key = keyOf(from, to, label);
    const count = this.#open.get(key) ?? this.#earlier(key);
    this.#open.set(key, count + 1);
    if (this.#open.size >= LAYER_MAX) this.#seal();
    return count;
  }

  save(): SavedCopies {
    return { sealed: this.#sealed.slice(), open: new Map(this.#open) };
  }

  load(saved: SavedCopies): void {
    this.#sealed = saved.sealed.slice();
    this.#open = new Map(saved.open);
  }

  #earlier(key: number): number {
    for (let i = this.#sealed.length - 1; i >= 0; i--) {
      const count = this.#sealed[i]?.get(key);
      if (count !== undefined) return count;
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
      newest = new Map([...older, ...newest]);
      this.#sealed.pop();
    }
    this.#sealed.push(newest);
  }
}

export type SavedCopies = {
  readonly sealed: readonly ReadonlyMap<number, number>[];
  readonly open: ReadonlyMap<number, number>;
};

const LAYER_MAX = 4_096;

/** 53 mixed bits. Two labels that collide would share a counter, which is harmless and the same in every replay. */
function keyOf(from: ProcessId, to: ProcessId, label: number): number {
  const mixed = fold(fold(label, from), to);
  return finish(mixed) * 0x200000 + (fold(mixed, label) & 0x1fffff);
}

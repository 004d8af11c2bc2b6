import { assert } from '../base/assert.ts';

/** Remembers so many results; the oldest goes out first. */
export class Memo<V> {
  readonly #limit: number;
  readonly #values = new Map<string, V>();

  constructor(limit: number) {
    assert(limit > 0, 'a memo holds at least one value');
    this.#limit = limit;
  }

  get size(): number {
    return this.#values.size;
  }

  /** The remembered value, or the computed one. */
  take(key: string, compute: () => V): V {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = compute();
    if (this.#values.size >= this.#limit) this.#dropOldest();
    this.#values.set(key, value);
    return value;
  }

  #dropOldest(): void {
    for (const oldest of this.#values.keys()) {
      this.#values.delete(oldest);
      return;
    }
  }
}

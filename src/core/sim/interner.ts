import { contentHash, isSame, nextHash } from '../base/content.ts';
import { ObjectMemo } from '../base/object-memo.ts';

/** The number of an object in the table that it was looked up in last. */
const NUMBERS = new ObjectMemo<object, { readonly table: object; readonly id: number }>();

/**
 * Numbers values by content in the order in which they first come. The identity of an object is only a short cut: a
 * replay that makes equal objects anew gets the same numbers, and so the same hash.
 */
export class Interner<T extends object> {
  readonly #values: T[] = [];
  /** By hash of the content; collisions take the next free hash. */
  readonly #byContent = new Map<number, number>();

  readonly #isOfMany: boolean;

  /** `isOfMany`: each of its objects comes many times, as a message does that is sent to all. */
  constructor(isOfMany = false) {
    this.#isOfMany = isOfMany;
  }

  get values(): readonly T[] {
    return this.#values;
  }

  intern(value: T): number {
    if (!this.#isOfMany) return this.#find(value);
    const known = NUMBERS.get(value);
    if (known?.table === this) return known.id;
    const id = this.#find(value);
    NUMBERS.set(value, { table: this, id });
    return id;
  }

  at(id: number): T {
    const value = this.#values[id];
    if (value === undefined) throw new RangeError(`The trace holds no value ${id}`);
    return value;
  }

  /** The first so many values, in a table of its own. */
  fork(count: number): Interner<T> {
    const copy = new Interner<T>(this.#isOfMany);
    for (const value of this.#values.slice(0, count)) copy.intern(value);
    return copy;
  }

  #find(value: T): number {
    for (let hash = contentHash(value); ; hash = nextHash(hash)) {
      const id = this.#byContent.get(hash);
      if (id === undefined) {
        this.#byContent.set(hash, this.#values.length);
        this.#values.push(value);
        return this.#values.length - 1;
      }
      if (isSame(this.#values[id], value)) return id;
    }
  }
}

/** The same for texts. */
export class Texts {
  readonly #values: string[] = [];
  readonly #ids = new Map<string, number>();

  get values(): readonly string[] {
    return this.#values;
  }

  intern(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    this.#ids.set(text, this.#values.length);
    this.#values.push(text);
    return this.#values.length - 1;
  }

  at(id: number): string {
    const text = this.#values[id];
    if (text === undefined) throw new RangeError(`The trace holds no text ${id}`);
    return text;
  }

  fork(count: number): Texts {
    const copy = new Texts();
    for (const text of this.#values.slice(0, count)) copy.intern(text);
    return copy;
  }
}

import { fold, finish } from '../base/draw.ts';

/**
 * Numbers values by content in the order in which they first come. The identity of an object is only a short cut: a
 * replay that makes equal objects anew gets the same numbers, and so the same hash.
 */
export class Interner<T extends object> {
  readonly #values: T[] = [];
  readonly #byIdentity = new WeakMap<T, number>();
  /** By hash of the content; collisions take the next free hash. */
  readonly #byContent = new Map<number, number>();

  get values(): readonly T[] {
    return this.#values;
  }

  intern(value: T): number {
    const known = this.#byIdentity.get(value);
    if (known !== undefined) return known;
    const id = this.#find(value);
    this.#byIdentity.set(value, id);
    return id;
  }

  at(id: number): T {
    const value = this.#values[id];
    if (value === undefined) throw new RangeError(`The trace holds no value ${id}`);
    return value;
  }

  /** The first so many values, in a table of its own. */
  fork(count: number): Interner<T> {
    const copy = new Interner<T>();
    for (const value of this.#values.slice(0, count)) copy.intern(value);
    return copy;
  }

  #find(value: T): number {
    const text = JSON.stringify(value);
    for (let hash = hashOf(text); ; hash++) {
      const id = this.#byContent.get(hash);
      if (id === undefined) {
        this.#byContent.set(hash, this.#values.length);
        this.#values.push(value);
        return this.#values.length - 1;
      }
      if (JSON.stringify(this.#values[id]) === text) return id;
    }
  }
}

function hashOf(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b + unit, 0x5bd1e995) ^ (b >>> 15);
  }
  return finish(fold(a, b)) * 0x100000 + (finish(b) & 0xfffff);
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

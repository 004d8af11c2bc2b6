/**
 * Remembers what was worked out about objects that never change, for as long as they live, as a WeakMap does. An entry of a WeakMap
 * costs its maker and the garbage collector more than most of what is remembered here takes to work out; so whatever `freezeBody`
 * freezes gets a private field first, which no key, copy, comparison or encoding ever shows, and the memos keep their values
 * there. What was frozen elsewhere is looked after by a WeakMap.
 *
 * There are a few memos for the whole program, and each has a place in every such field: make one only where a module is loaded.
 */
export class ObjectMemo<K extends object, V extends object | number | boolean> {
  readonly #place = BLANK.push(undefined) - 1;
  readonly #others = new WeakMap<K, V>();

  get(key: K): V | undefined {
    if (!Annotated.hasRoom(key)) return this.#others.get(key);
    const value = Annotated.notesOn(key)?.[this.#place];
    return this.#isOwn(value) ? value : undefined;
  }

  set(key: K, value: V): void {
    if (Annotated.hasRoom(key)) Annotated.notesFor(key)[this.#place] = value;
    else this.#others.set(key, value);
  }

  /** Nobody else writes at this place: what is there came by `set`. */
  #isOwn(value: unknown): value is V {
    return value !== undefined;
  }
}

/** Notes of which none is taken: one place for each memo. A copy takes no more room than that. */
const BLANK: unknown[] = [];

/** A constructor that gives back another object than it made lets a class add its private fields to that one. */
class Host {
  constructor(host: object) {
    return host;
  }
}

class Annotated extends Host {
  #notes: unknown[] | null = null;

  static hasRoom(host: object): host is Annotated {
    return #notes in host;
  }

  static notesOn(host: Annotated): readonly unknown[] | null {
    return host.#notes;
  }

  static notesFor(host: Annotated): unknown[] {
    return (host.#notes ??= BLANK.slice());
  }
}

/** Makes room for notes. To be called before the object is frozen: some engines add no field afterwards. */
export function annotate(host: object): void {
  if (!Annotated.hasRoom(host)) new Annotated(host);
}

/** Remembers what was worked out about two objects, neither of which ever changes, for as long as both live. */
export class PairMemo<A extends object, B extends object, V> {
  readonly #known = new WeakMap<A, WeakMap<B, { readonly value: V }>>();

  take(first: A, second: B, compute: () => V): V {
    const ofFirst = this.#known.get(first) ?? new WeakMap<B, { readonly value: V }>();
    this.#known.set(first, ofFirst);
    const before = ofFirst.get(second);
    if (before !== undefined) return before.value;
    const value = compute();
    ofFirst.set(second, { value });
    return value;
  }
}

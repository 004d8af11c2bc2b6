import { assert } from './assert.ts';

/**
 * A heap ordered by time, ties by insertion. Each entry has four below it: it is half as deep as with two, and the four lie side by side.
 * Times and insertion numbers lie in typed arrays: nothing is allocated for an entry but the entry itself. Items have to be immutable,
 * because copies of the heap share them.
 */
export class TimeHeap<T> {
  #times = new Float64Array(64);
  #orders = new Float64Array(64);
  #items: T[] = [];
  #inserted = 0;

  get size(): number {
    return this.#items.length;
  }

  /** Time of the first item; Infinity when there is none. */
  get nextTime(): number {
    return this.#items.length === 0 ? Infinity : (this.#times[0] ?? Infinity);
  }

  peek(): T | undefined {
    return this.#items[0];
  }

  push(time: number, item: T): void {
    assert(Number.isFinite(time), 'an entry has a finite time');
    const end = this.#items.length;
    if (end === this.#times.length) this.#grow();
    this.#items.push(item);
    this.#rise(end, time, item);
  }

  pop(): T | undefined {
    const first = this.#items[0];
    const end = this.#items.length - 1;
    const last = this.#items.pop();
    if (end > 0 && last !== undefined) this.#sink(end, last);
    return first;
  }

  /** Any entry that fits, with its time: a look at all of them, for what happens rarely. */
  find(fits: (item: T) => boolean): { readonly item: T; readonly time: number } | null {
    const index = this.#items.findIndex(fits);
    const item = this.#items[index];
    return item === undefined ? null : { item, time: this.#times[index] ?? 0 };
  }

  /** Puts another one in its place in the order. */
  replace(item: T, other: T): void {
    const index = this.#items.indexOf(item);
    assert(index >= 0, 'what is replaced is in the heap');
    this.#items[index] = other;
  }

  /** Takes it out from wherever it stands; the order of the others stays. */
  remove(item: T): void {
    const index = this.#items.indexOf(item);
    assert(index >= 0, 'what is removed is in the heap');
    const kept = this.#items.flatMap((each, at) =>
      at === index
        ? []
        : [{ item: each, time: this.#times[at] ?? 0, order: this.#orders[at] ?? 0 }],
    );
    // What is sorted is a heap.
    kept.sort((a, b) => a.time - b.time || a.order - b.order);
    this.#items = kept.map((entry) => entry.item);
    kept.forEach(({ time, order }, at) => {
      this.#times[at] = time;
      this.#orders[at] = order;
    });
  }

  copy(): TimeHeap<T> {
    const copy = new TimeHeap<T>();
    copy.become(this);
    return copy;
  }

  /** Holds what the other holds from now on, and in the same order. */
  become(other: TimeHeap<T>): void {
    this.#times = other.#times.slice();
    this.#orders = other.#orders.slice();
    this.#items = other.#items.slice();
    this.#inserted = other.#inserted;
  }

  /** A new entry is later than all others of its time. */
  #rise(from: number, time: number, item: T): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      if ((this.#times[parent] ?? 0) <= time) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#times[at] = time;
    this.#orders[at] = this.#inserted++;
    this.#items[at] = item;
  }

  /** Puts the last entry, which stood at `end`, where it belongs now that the first one is gone. */
  #sink(end: number, item: T): void {
    const time = this.#times[end] ?? 0;
    const order = this.#orders[end] ?? 0;
    let at = 0;
    for (;;) {
      let child = 4 * at + 1;
      if (child >= end) break;
      const last = Math.min(child + 3, end - 1);
      for (let other = child + 1; other <= last; other++)
        if (this.#isBefore(other, child)) child = other;
      const childTime = this.#times[child] ?? 0;
      if (childTime > time || (childTime === time && (this.#orders[child] ?? 0) > order)) break;
      this.#move(child, at);
      at = child;
    }
    this.#times[at] = time;
    this.#orders[at] = order;
    this.#items[at] = item;
  }

  #isBefore(a: number, b: number): boolean {
    const timeA = this.#times[a] ?? 0;
    const timeB = this.#times[b] ?? 0;
    return timeA < timeB || (timeA === timeB && (this.#orders[a] ?? 0) < (this.#orders[b] ?? 0));
  }

  #move(from: number, to: number): void {
    const item = this.#items[from];
    assert(item !== undefined, 'a heap moves only entries that it holds');
    this.#items[to] = item;
    this.#times[to] = this.#times[from] ?? 0;
    this.#orders[to] = this.#orders[from] ?? 0;
  }

  #grow(): void {
    this.#times = doubled(this.#times);
    this.#orders = doubled(this.#orders);
  }
}

function doubled(numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(numbers.length * 2);
  grown.set(numbers);
  return grown;
}

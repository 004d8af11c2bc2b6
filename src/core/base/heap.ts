import { assert } from './assert.ts';

/**
 * A binary heap ordered by time, ties by insertion. Times and insertion numbers lie in typed arrays: nothing is
 * allocated for an entry but the entry itself. Items have to be immutable, because copies of the heap share them.
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
    this.#rise(end, { time, order: this.#inserted++, item });
  }

  pop(): T | undefined {
    const first = this.#items[0];
    const end = this.#items.length - 1;
    const last = this.#items.pop();
    if (end > 0 && last !== undefined) {
      this.#sink({ time: this.#times[end] ?? 0, order: this.#orders[end] ?? 0, item: last });
    }
    return first;
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

  #rise(from: number, entry: Entry<T>): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isAfter(parent, entry)) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#place(at, entry);
  }

  #sink(entry: Entry<T>): void {
    const size = this.#items.length;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#isBefore(child + 1, child)) child++;
      if (this.#isAfter(child, entry)) break;
      this.#move(child, at);
      at = child;
    }
    this.#place(at, entry);
  }

  #isAfter(position: number, entry: Entry<T>): boolean {
    const time = this.#times[position] ?? 0;
    return (
      time > entry.time || (time === entry.time && (this.#orders[position] ?? 0) > entry.order)
    );
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

  #place(at: number, entry: Entry<T>): void {
    this.#items[at] = entry.item;
    this.#times[at] = entry.time;
    this.#orders[at] = entry.order;
  }

  #grow(): void {
    this.#times = doubled(this.#times);
    this.#orders = doubled(this.#orders);
  }
}

type Entry<T> = { readonly time: number; readonly order: number; readonly item: T };

function doubled(numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(numbers.length * 2);
  grown.set(numbers);
  return grown;
}

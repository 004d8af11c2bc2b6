import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimeHeap } from '../../../src/core/base/heap.ts';

type Item = { readonly time: number; readonly order: number };

function drain(heap: TimeHeap<Item>): Item[] {
  const items: Item[] = [];
  for (let item = heap.pop(); item !== undefined; item = heap.pop()) items.push(item);
  return items;
}

describe('the queue', () => {
  it('gives out entries by time, ties by insertion, as a stable sort would', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 300 }), (times) => {
        const items = times.map((time, order) => ({ time, order }));
        const heap = new TimeHeap<Item>();
        for (const item of items) heap.push(item.time, item);
        expect(drain(heap)).toEqual(items.toSorted((a, b) => a.time - b.time));
      }),
    );
  });

  it('stays in order while entries come and go', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(50)), { maxLength: 300 }), (acts) => {
        const heap = new TimeHeap<Item>();
        let model: Item[] = [];
        acts.forEach((time, order) => {
          if (time === null) {
            const [first, ...rest] = model.toSorted((a, b) => a.time - b.time || a.order - b.order);
            expect(heap.pop()).toEqual(first);
            model = rest;
          } else {
            heap.push(time, { time, order });
            model.push({ time, order });
          }
          expect(heap.size).toBe(model.length);
          expect(heap.nextTime).toBe(Math.min(Infinity, ...model.map((item) => item.time)));
        });
      }),
    );
  });

  it('is copied with its ties, and the copy leads its own life', () => {
    const heap = new TimeHeap<string>();
    for (const item of ['a', 'b', 'c']) heap.push(5, item);
    const copy = heap.copy();
    heap.pop();
    copy.push(5, 'd');
    expect([copy.pop(), copy.pop(), copy.pop(), copy.pop(), copy.pop()]).toEqual([
      'a',
      'b',
      'c',
      'd',
      undefined,
    ]);
    expect([heap.pop(), heap.pop(), heap.pop()]).toEqual(['b', 'c', undefined]);
  });

  it('refuses a time that is no number', () => {
    expect(() => new TimeHeap<string>().push(NaN, 'never')).toThrow('finite time');
  });
});

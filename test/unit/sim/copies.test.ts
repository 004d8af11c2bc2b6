import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Copies } from '../../../src/core/sim/copies.ts';

describe('counters of copies', () => {
  it('count each label on each link by itself', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(5))), (sendings) => {
        const copies = new Copies();
        const naive = new Map<string, number>();
        for (const [from, to, label] of sendings) {
          const key = `${from} ${to} ${label}`;
          const count = naive.get(key) ?? 0;
          expect(copies.next(from, to, label)).toBe(count);
          naive.set(key, count + 1);
        }
      }),
    );
  });

  it('count what goes to everybody on each link, whatever went to one receiver alone', () => {
    const everybody = [0, 1, 2, 3];
    const sending = fc.tuple(fc.nat(1), fc.option(fc.nat(3)), fc.nat(2));
    fc.assert(
      fc.property(fc.array(sending), (sendings) => {
        const copies = new Copies();
        const naive = new Map<string, number>();
        const expectNext = (link: string, count: number): void => {
          expect(count).toBe(naive.get(link) ?? 0);
          naive.set(link, count + 1);
        };
        for (const [from, to, label] of sendings) {
          if (to !== null) expectNext(`${from} ${to} ${label}`, copies.next(from, to, label));
          else {
            const round = copies.nextToAll(from, label);
            for (const each of everybody)
              expectNext(`${from} ${each} ${label}`, copies.before(round, each));
          }
        }
      }),
    );
  });

  it('go on counting across the layers of a long run, and from a snapshot of it', () => {
    const copies = new Copies();
    const labels = Array.from({ length: 30_000 }, (_, label) => label);
    for (const label of labels) copies.next(0, 1, label);
    const saved = copies.save();
    for (const label of labels) expect(copies.next(0, 1, label)).toBe(1);
    expect(copies.next(0, 1, 7)).toBe(2);
    copies.load(saved);
    expect(copies.next(0, 1, 7)).toBe(1);
    expect(saved.sealed.length).toBeLessThan(8);
  });
});

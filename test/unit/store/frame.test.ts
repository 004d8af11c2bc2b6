import { describe, expect, it } from 'vitest';
import type { Window } from '../../../src/core/model/index.ts';
import { changesBefore } from '../../../src/store/frame.ts';

describe('changes of state before a place', () => {
  it('agree with a plain count', () => {
    const moments = [5, 5, 7, 9, 9, 9].map((at, index) => ({ at, events: index * 3 + 3 }));
    const window = {
      changes: moments.map((moment) => ({ moment, process: {} })),
    } as unknown as Window;
    for (let at = 0; at < 12; at += 1) {
      const plain = moments.filter((moment) => moment.at <= at).length;
      expect(changesBefore(window, { at, events: null })).toBe(plain);
    }
    for (let events = 0; events < 22; events += 1) {
      const plain = moments.filter((moment) => moment.events <= events).length;
      expect(changesBefore(window, { at: 9, events })).toBe(plain);
    }
  });
});

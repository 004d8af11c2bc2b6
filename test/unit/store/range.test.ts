import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, nextRange, pageOf, windowRange } from '../../../src/store/range.ts';
import { TIMELINE } from './scenes.ts';

describe('the page of the diagram', () => {
  it('stays while the playhead is on it and is turned when it leaves', () => {
    const page = { span: 1000, end: null };
    const first = nextRange(null, 0, page);
    expect(nextRange(first, 800, page)).toBe(first);
    const second = nextRange(first, 950, page);
    expect(second.from).toBe(750);
    expect(nextRange(second, 100, page).from).toBe(0);
  });

  it('has the end of the run at its right once that is known', () => {
    const open = nextRange(null, 5000, { span: 1000, end: null });
    const last = nextRange(open, 5000, { span: 1000, end: 5000 });
    expect(last).toEqual({ from: 4030, until: 5030 });
    expect(nextRange(last, 4990, { span: 1000, end: 5000 })).toBe(last);
    expect(nextRange(null, 0, { span: 1000, end: 400 })).toEqual({ from: 0, until: 430 });
  });

  it('always shows the playhead, and the window that is asked for covers it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1 }),
        fc.constantFrom(0.1, 1, 10, 50),
        fc.boolean(),
        (times, speed, done) => {
          let page = null;
          const timeline = { ...TIMELINE, medianDelay: 10_000, reached: Math.max(...times), done };
          for (const at of times) {
            page = nextRange(page, at, pageOf(timeline, speed));
            expect(at >= page.from && at <= page.until).toBe(true);
            expect(covers(windowRange(page), page, 1e9)).toBe(true);
          }
        },
      ),
    );
  });
});

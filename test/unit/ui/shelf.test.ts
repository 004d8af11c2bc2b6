// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createShelf } from '../../../src/ui/shelf.ts';

const KEPT = { title: 'a run', changes: 1, at: 5, text: '{}' };

describe('the shelf of the browser', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => vi.restoreAllMocks());

  it('gives one page what another has put, and never its own', async () => {
    const [first, second] = [createShelf(), createShelf()];
    expect(first.put(KEPT)).toBe(true);
    expect(await first.left()).toEqual([]);
    expect(await second.left()).toMatchObject([KEPT]);
  });

  it('remembers five pages and forgets the oldest', async () => {
    for (let page = 0; page < 9; page += 1) {
      vi.spyOn(Date, 'now').mockReturnValue(page);
      createShelf().put({ ...KEPT, at: page });
    }
    const left = await createShelf().left();
    expect(left.map(({ at }) => at)).toEqual([8, 7, 6, 5, 4]);
  });

  it('takes no notice of what is damaged or not its own', async () => {
    localStorage.setItem('parley.sitting.1', '{"title":');
    localStorage.setItem(
      'parley.sitting.2',
      '{"title":7,"text":"","at":0,"changes":0,"savedAt":0}',
    );
    localStorage.setItem('parley.sitting.3', 'null');
    localStorage.setItem('other', JSON.stringify(KEPT));
    expect(await createShelf().left()).toEqual([]);
  });

  it('makes room by giving up older pages, and says where there is none', async () => {
    createShelf().put(KEPT);
    const real = localStorage;
    const fake = (room: number): void =>
      void vi.stubGlobal('localStorage', {
        get length() {
          return real.length;
        },
        key: (index: number) => real.key(index),
        getItem: (id: string) => real.getItem(id),
        removeItem: (id: string) => real.removeItem(id),
        setItem(id: string, text: string) {
          if (real.length >= room) throw new Error('QuotaExceededError');
          real.setItem(id, text);
        },
      });
    fake(1);
    expect(createShelf().put({ ...KEPT, at: 9 })).toBe(true);
    expect(await createShelf().left()).toMatchObject([{ at: 9 }]);
    fake(0);
    expect(createShelf().put(KEPT)).toBe(false);
    vi.stubGlobal('localStorage', undefined);
    expect(createShelf().put(KEPT)).toBe(false);
    expect(await createShelf().left()).toEqual([]);
    vi.unstubAllGlobals();
  });
});

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

  it('makes room by giving up older pages, and says where there is none', () => {
    createShelf().put(KEPT);
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      if (localStorage.length > 0) throw new Error('QuotaExceededError');
    });
    expect(createShelf().put(KEPT)).toBe(true);
    full.mockImplementation(() => {
      throw new Error('QuotaExceededError');
    });
    expect(createShelf().put(KEPT)).toBe(false);
  });
});

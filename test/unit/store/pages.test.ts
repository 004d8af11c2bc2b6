import { describe, expect, it } from 'vitest';
import { hashOf, linkIn, siteOf } from '../../../src/store/pages.ts';

describe('the address of a page', () => {
  it.each([
    ['', { page: 'lab', query: '' }, ''],
    ['#lab', { page: 'lab', query: '' }, ''],
    ['#1.abc', { page: 'lab', query: '' }, '1.abc'],
    ['#threshold', { page: 'threshold', query: '' }, ''],
    ['#threshold?n=5&t=1', { page: 'threshold', query: 'n=5&t=1' }, ''],
    ['#hunt?n=4&without=quorum', { page: 'hunt', query: 'n=4&without=quorum' }, ''],
    ['#thresholds', { page: 'lab', query: '' }, 'thresholds'],
  ])('%s', (hash, site, link) => {
    expect(siteOf(hash)).toEqual(site);
    expect(linkIn(hash)).toBe(link);
  });

  it('is read as it was written', () => {
    const site = { page: 'threshold', query: 'n=7&t=2' } as const;
    expect(siteOf(hashOf(site))).toEqual(site);
  });
});

import { describe, expect, it } from 'vitest';
import { createDeparture } from '../../../src/store/departure.ts';
import { openPresetInLab } from '../../../src/store/open-in-lab.ts';
import { hashOf, linkIn, siteOf } from '../../../src/store/pages.ts';
import { start } from '../../../src/store/start.ts';
import { createTestLab, until } from './support.ts';

describe('the address of a page', () => {
  it.each([
    ['', { page: 'lab', query: '' }, ''],
    ['#lab', { page: 'lab', query: '' }, ''],
    ['#1.abc', { page: 'lab', query: '' }, '1.abc'],
    ['#threshold', { page: 'threshold', query: '' }, ''],
    ['#threshold?n=5&t=1', { page: 'threshold', query: 'n=5&t=1' }, ''],
    ['#hunt?n=4&without=quorum', { page: 'hunt', query: 'n=4&without=quorum' }, ''],
    ['#Threshold?n=5', { page: 'threshold', query: 'n=5' }, ''],
    ['#threshold/', { page: 'threshold', query: '' }, ''],
    ['#HUNT/?without=quorum', { page: 'hunt', query: 'without=quorum' }, ''],
    ['#Lab/', { page: 'lab', query: '' }, ''],
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

describe('an address that names neither a page nor a run', () => {
  it('is told the pages there are, beside a calm council or what is open already', async () => {
    const { lab } = createTestLab();
    await start(lab, linkIn('#demos'));
    const { notice } = lab.recording.getState();
    expect(notice?.title).toBe(
      'There is no page “demos”. Here is a calm council in the Lab instead.',
    );
    expect(notice?.problems[0]?.message).toContain('Five minutes (#demo), Threshold (#threshold)');
    const { present } = lab.history.getState();
    await start(lab, 'x'.repeat(99));
    expect(lab.recording.getState().notice?.title).toBe(
      `There is no page “${'x'.repeat(40)}…”. Nothing was changed.`,
    );
    expect(lab.history.getState().present).toBe(present);
  });

  it('is not taken for one where it was meant as a link', async () => {
    const { lab } = createTestLab();
    await start(lab, '2.abc');
    expect(lab.recording.getState().notice?.title).toContain('This link could not be read');
  });
});

describe('leaving the Lab and coming back', () => {
  it('finds the same run open, also behind a link that is older than it', async () => {
    const { lab } = createTestLab();
    const departure = createDeparture(lab);
    await start(lab, '');
    departure.leave('1.older');
    expect(departure.isStillOpen('1.older')).toBe(true);
    expect(departure.isStillOpen('1.other')).toBe(false);
    await openPresetInLab(lab, 'calm-council');
    expect(departure.isStillOpen('1.older')).toBe(false);
  });

  it('goes there by an entry of its own, and writes into it what is opened there', async () => {
    const { lab, addresses } = createTestLab();
    lab.site.setState({ page: 'hunt', query: '' });
    lab.around.writeAddress('hunt');
    await openPresetInLab(lab, 'calm-council');
    await until('the link is written', () => addresses.at(-1)?.startsWith('1.') === true);
    expect(addresses).toEqual(['hunt', expect.stringMatching(/^1\./)]);
    await openPresetInLab(lab, 'crashed-primary');
    expect(addresses).toHaveLength(2);
  });
});

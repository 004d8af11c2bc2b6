import { describe, expect, it } from 'vitest';
import { createDeparture } from '../../../src/store/departure.ts';
import type { Lab } from '../../../src/store/lab.ts';
import { seek, toEnd } from '../../../src/store/travel.ts';
import { createTestLab, openSmall, until } from './support.ts';

async function linkOf(lab: Lab): Promise<string> {
  await until('it has a link', () => lab.recording.getState().shared !== null);
  return lab.recording.getState().shared?.link ?? '';
}

describe('a run that the browser leads back to', () => {
  it('stands where it was left, once it is opened again', async () => {
    const { lab } = createTestLab();
    const gone = createDeparture(lab);
    await openSmall(lab);
    const link = await linkOf(lab);
    seek(lab, 9_000);
    gone.remember(link);
    await openSmall(lab, { replicas: 7, tolerance: 2 });
    const other = await linkOf(lab);
    toEnd(lab);
    // The address had not caught up yet: this is where another run stands.
    gone.remember(link);
    await lab.opening.begin({ from: 'link', link }, '');
    gone.putBack(link);
    expect(lab.playback.getState().at).toBe(9_000);
    gone.putBack(other);
    expect(lab.playback.getState().at).toBe(9_000);
  });

  it('is not opened again where it is open still', async () => {
    const { lab } = createTestLab();
    const gone = createDeparture(lab);
    await openSmall(lab);
    const link = await linkOf(lab);
    gone.leave(link);
    expect(gone.isStillOpen(link)).toBe(true);
    await openSmall(lab, { seed: 2 });
    expect(gone.isStillOpen(link)).toBe(false);
  });
});

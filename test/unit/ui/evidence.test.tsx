// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Timeline } from '../../../src/core/model/index.ts';
import type { Lab } from '../../../src/store/lab.ts';
import { toEnd } from '../../../src/store/travel.ts';
import { EvidenceSection } from '../../../src/ui/explain/evidence.tsx';
import { SelectedSection } from '../../../src/ui/explain/selected.tsx';
import { openSmall, recorded } from '../store/support.ts';
import { openLab, show } from './support.tsx';

let lab: Lab;
beforeEach(async () => {
  ({ lab } = await openLab());
  show(
    lab,
    <>
      <EvidenceSection />
      <SelectedSection />
    </>,
  );
});
afterEach(cleanup);

const fault = (kind: string, tactic: string, ...replicas: number[]) => ({
  faults: [{ replicas, kind, tactic }],
});

async function openToEnd(change: Record<string, unknown>): Promise<Timeline> {
  await openSmall(lab, change);
  act(() => toEnd(lab));
  await waitFor(() => expect(lab.recording.getState().isExplaining).toBe(false));
  const { timeline } = lab.recording.getState();
  if (!timeline) throw new Error('nothing is recorded');
  return timeline;
}

describe('the evidence', () => {
  it('says that nothing speaks against replicas that behave', async () => {
    await openToEnd({});
    expect(screen.getByText('Nothing speaks against any replica.')).toBeTruthy();
    expect(screen.queryByText(/^trust/)).toBeNull();
  });

  it('shows two messages that contradict each other, and in what', async () => {
    const timeline = await openToEnd(fault('lying', 'equivocate', 0));
    expect(await screen.findByText('trust 0')).toBeTruthy();
    const found = timeline.proofs[0];
    if (!found) throw new Error('nobody is convicted');
    const summary = screen.getAllByText(new RegExp(`${found.because}$`))[0];
    const proof = summary?.closest('details');
    if (!proof) throw new Error('the proof is not shown');
    const cards = within(proof).getAllByRole('heading', { name: /^PRE-PREPARE got by R/ });
    expect(cards).toHaveLength(2);
    for (const card of cards) expect(card.textContent).toMatch(/ at \d+\.\d ms$/);
    expect(within(proof).getByText(/got one each\. Neither can know of it alone/)).toBeTruthy();
    const terms = within(proof).getAllByText('differs');
    expect(terms.map((each) => each.parentElement?.textContent)).toContain('digestdiffers');
    expect(within(proof).queryByText('replica')).toBeNull();
    expect(within(proof).getAllByText('sequence number')).toHaveLength(2);
    const digests = found.exhibits.map(({ fields }) => Object.fromEntries(fields).digest);
    for (const digest of digests) expect(within(proof).getByText(String(digest))).toBeTruthy();
  });

  it('leads to each of the two messages, and stays although it is found later', async () => {
    const { proofs } = await openToEnd(fault('lying', 'equivocate', 0));
    const found = proofs[0];
    if (!found) throw new Error('nobody is convicted');
    for (const { way } of found.exhibits) {
      const name = `Show it on the stage: PRE-PREPARE got by R${way.receiver}`;
      fireEvent.click(screen.getByRole('button', { name }));
      expect(lab.selection.getState().message).toBe(way.send);
      const { at } = lab.playback.getState();
      expect(at).toBeGreaterThan(way.sentAt);
      expect(at).toBeLessThan(way.receivedAt);
      await waitFor(() => expect(lab.recording.getState().explained?.explanation.proofs).toBe(0));
      const heading = await screen.findByRole('heading', { name: /^Pre-prepare from R0 to/ });
      expect(heading.textContent).toContain(`to R${way.receiver}`);
      expect(screen.getByText(/^It is found later, at \d/)).toBeTruthy();
    }
    fireEvent.click(screen.getByRole('button', { name: 'Go to where it was found' }));
    expect(lab.playback.getState().at).toBe(found.moment.at);
    await waitFor(() => expect(screen.queryByText(/^It is found later/)).toBeNull());
  });

  it('forgets a proof of an earlier run', async () => {
    await openToEnd(fault('lying', 'equivocate', 0));
    fireEvent.click((await screen.findAllByRole('button', { name: /^Show it/ }))[0] as Element);
    await openSmall(lab, {});
    await recorded(lab);
    expect(screen.queryByText(/^Proof against/)).toBeNull();
  });

  it('tells a suspicion from a proof', async () => {
    await openToEnd(fault('lying', 'mute', 0));
    const suspect = await screen.findByText(/^suspected|suspected$/, { exact: false });
    expect(suspect.closest('li')?.textContent).toMatch(/R0 suspected: .*trust \d{2}$/);
    expect(screen.queryByText(/^Proof against/)).toBeNull();
    expect(screen.getByText(/A suspicion only lowers trust from 100/)).toBeTruthy();
  });
});

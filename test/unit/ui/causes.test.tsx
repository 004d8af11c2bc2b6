// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lab } from '../../../src/store/lab.ts';
import { toEnd } from '../../../src/store/travel.ts';
import { CausesSection } from '../../../src/ui/explain/causes.tsx';
import { openSmall } from '../store/support.ts';
import { openLab, show } from './support.tsx';

let lab: Lab;
beforeEach(async () => {
  ({ lab } = await openLab());
  await openSmall(lab, { workload: { requests: 1 } });
  show(lab, <CausesSection />);
  act(() => toEnd(lab));
  await waitFor(() => expect(lab.recording.getState().isExplaining).toBe(false));
});
afterEach(cleanup);

const select = (process: number): void =>
  act(() => lab.selection.setState({ process, message: null }));
const cause = (name: RegExp): Promise<HTMLElement> => screen.findByRole('button', { name });

describe('why', () => {
  it('tells what a replica came to, and under it what that rests on', async () => {
    select(1);
    await cause(/^R1 executed .* as sequence number 1, because it was committed\./);
    const committed = await cause(/^R1 was committed .*: it had 3 of 3 commits/);
    const messages = within(committed.parentElement ?? document.body).getAllByRole('listitem');
    expect(messages).toHaveLength(3);
    expect(messages.at(-1)?.textContent).toContain('the last that was needed');
  });

  it('a link selects its event and puts the playhead there', async () => {
    select(1);
    const link = await cause(/^R1 got the COMMIT of R\d/);
    act(() => void fireEvent.click(link));
    const { event, message } = lab.selection.getState();
    expect(event).not.toBeNull();
    expect(message).not.toBeNull();
    expect(lab.playback.getState().events).not.toBeNull();
    await waitFor(() => {
      const first = screen.getAllByRole('button', { name: /^R\d/ })[0];
      expect(first?.textContent).toContain('R1 got the COMMIT of R');
    });
  });

  it('goes back along the trail, with the playhead, and forward again', async () => {
    select(1);
    const link = await cause(/^R0\s*, the primary of view 0, gave/);
    const before = lab.playback.getState().at;
    act(() => void fireEvent.click(link));
    const there = lab.playback.getState().at;
    expect(there).toBeLessThan(before);
    act(() => void fireEvent.click(screen.getByRole('button', { name: /^Back/ })));
    expect(lab.selection.getState()).toMatchObject({ process: 1, event: null });
    expect(lab.playback.getState().at).toBe(before);
    act(() => void fireEvent.click(screen.getByRole('button', { name: /^Forward/ })));
    expect(lab.playback.getState().at).toBe(there);
  });

  it('of a client it tells that nothing has happened before it sent anything', async () => {
    act(() => {
      lab.playback.setState({ at: 0, events: 0 });
      lab.selection.setState({ process: 2 });
    });
    expect(await screen.findByText('Nothing has happened to it yet.')).toBeTruthy();
  });
});

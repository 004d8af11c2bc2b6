// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lettersAt } from '../../../src/store/letters.ts';
import type { Lab } from '../../../src/store/lab.ts';
import { seek, toEnd } from '../../../src/store/travel.ts';
import { MessageFacts } from '../../../src/ui/explain/message-facts.tsx';
import { MonitorsSection } from '../../../src/ui/explain/monitors.tsx';
import { ProofSection } from '../../../src/ui/explain/proof.tsx';
import { WhySection } from '../../../src/ui/explain/why.tsx';
import { BranchesPanel } from '../../../src/ui/lower/branches-panel.tsx';
import { Outlooks } from '../../../src/ui/setup/outlook.tsx';
import { StageHeader } from '../../../src/ui/stage/stage-header.tsx';
import { Clock } from '../../../src/ui/transport/clock.tsx';
import { ScrubberPanel } from '../../../src/ui/transport/scrubber-panel.tsx';
import { Transport } from '../../../src/ui/transport/transport.tsx';
import { messagesOf } from '../../../src/store/frame.ts';
import { createTestLab, openSmall, recorded } from '../store/support.ts';
import { show } from './support.tsx';

/** Two traitors among four: the run forks, and a value gets its rival on the way. */
let lab: Lab;
beforeEach(async () => {
  ({ lab } = createTestLab());
  await openSmall(lab, {
    faults: [{ replicas: [0, 3], kind: 'colluding', tactic: 'fork' }],
    interventions: [{ at: 100_000, after: 0, do: 'order', text: 'order RETREAT' }],
  });
  seek(lab, 12_000);
  lab.playback.setState({ hidesFuture: true });
  await recorded(lab);
});
afterEach(cleanup);

const hide = (hidesFuture: boolean) => act(() => lab.playback.setState({ hidesFuture }));

async function explained(): Promise<void> {
  await waitFor(() => expect(lab.recording.getState().isExplaining).toBe(false));
}

describe('a hidden future is not told', () => {
  it('by the clock and by the scrubber, which have no end', () => {
    show(
      lab,
      <>
        <Clock />
        <ScrubberPanel />
      </>,
    );
    expect(screen.getByTestId('clock').textContent).toBe('12.0 / … ms');
    const slider = screen.getByRole('slider', { name: 'Playhead' });
    expect(slider.getAttribute('aria-valuemax')).toBe('12');
    hide(false);
    expect(screen.getByTestId('clock').textContent).not.toContain('…');
    expect(Number(slider.getAttribute('aria-valuemax'))).toBeGreaterThan(100);
  });

  it('by the button to the next violation, which is enabled whether there is one or not', async () => {
    await openSmall(lab);
    show(lab, <Transport />);
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Next violation' });
    hide(true);
    expect(button.disabled).toBe(false);
    hide(false);
    expect(button.disabled).toBe(true);
  });

  it('by the explanation, which says what is under way but not what comes of it', async () => {
    show(lab, <WhySection />);
    await explained();
    const why = screen.getByRole('region', { name: 'What is happening, and why' });
    await waitFor(() => expect(why.textContent).toMatch(/under way/));
    expect(why.textContent).not.toMatch(/Next:|runs out in|cannot succeed/);
    hide(false);
    expect(why.textContent).toMatch(/Next:/);
  });

  it('by the set-up, which does not say that a plan will fail', async () => {
    await openSmall(lab, { faults: [{ replicas: [0], kind: 'colluding', tactic: 'fork' }] });
    await explained();
    const { container } = show(lab, <Outlooks />);
    hide(false);
    await waitFor(() => expect(container.textContent).not.toBe(''));
    hide(true);
    expect(container.textContent).toBe('');
  });

  it('by the monitors and the outcome, which are those of the moment', async () => {
    show(
      lab,
      <>
        <MonitorsSection />
        <StageHeader />
      </>,
    );
    await explained();
    expect(screen.queryByText('broken')).toBeNull();
    expect(screen.getByTestId('outcome').textContent).toBe('Running');
    act(() => toEnd(lab));
    await waitFor(() => expect(screen.getByTestId('outcome').textContent).toBe('Forked'));
  });

  it('by what is said of a message on its way', () => {
    const { window } = lab.recording.getState();
    const flying = window && messagesOf(window).find(({ endsAt }) => endsAt > 12_000);
    show(lab, <MessageFacts event={flying?.event ?? -1} />);
    expect(screen.getByText('on its way')).toBeTruthy();
    hide(false);
    expect(screen.getByText(/^due at/)).toBeTruthy();
  });

  it('by the number of events of the run', () => {
    show(lab, <ProofSection />);
    expect(screen.getByText('…')).toBeTruthy();
    hide(false);
    expect(screen.queryByText('…')).toBeNull();
  });

  it('by the branches: neither what they come to nor what will still be done', () => {
    show(lab, <BranchesPanel />);
    const panel = document.body;
    expect(panel.textContent).not.toMatch(/unsafe|agreed|stalled|RETREAT/);
    hide(false);
    expect(panel.textContent).toMatch(/unsafe/);
    expect(panel.textContent).toMatch(/RETREAT/);
  });

  it('by the letter of a value that has no rival yet', () => {
    const letters = () =>
      (lab.recording.getState().timeline?.values ?? []).map(({ letter }) => letter).join('');
    act(() => seek(lab, 0));
    expect(letters()).toBe('');
    hide(false);
    expect(letters()).toContain('AB');
    hide(true);
    expect(letters()).toBe('');
    act(() => toEnd(lab));
    expect(letters()).toContain('AB');
  });
});

describe('letters', () => {
  it('are given from the moment on at which the value has a rival', () => {
    const value = {
      digest: 'x',
      seqs: [1],
      label: '',
      letter: 'A',
      contest: { at: 50, letter: 'A' },
    };
    const values = [value, { digest: 'y', seqs: [2], label: '', letter: '' }];
    expect(lettersAt(values, 49).map(({ letter }) => letter)).toEqual(['', '']);
    expect(lettersAt(lettersAt(values, 49), 50)).toEqual(values);
    expect(lettersAt(values, 50)).toBe(values);
  });
});

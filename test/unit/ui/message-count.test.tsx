// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { toEnd, toStart } from '../../../src/store/travel.ts';
import { MessageCountSection } from '../../../src/ui/explain/message-count.tsx';
import { openSmall } from '../store/support.ts';
import { openLab, show } from './support.tsx';

afterEach(cleanup);

describe('the message count', () => {
  it('says up to when it counts, and that it is late while the playhead is elsewhere', async () => {
    const { lab } = await openLab();
    await openSmall(lab, { workload: { requests: 1 } });
    show(lab, <MessageCountSection />);
    act(() => toEnd(lab));
    const told = await screen.findByTestId('count-of-run');
    await waitFor(() => expect(told.textContent).toMatch(/^29 messages .* up to \d+\.\d ms\.$/));
    act(() => toStart(lab));
    expect(told.textContent).toMatch(/^29 messages .*; still counting …$/);
    await waitFor(() => expect(told.textContent).toMatch(/^\d message .* up to 0\.0 ms\.$/));
  });

  it('asks nothing of a shorter run about a moment of the longer one before it', async () => {
    const { lab } = await openLab();
    await openSmall(lab, { workload: { requests: 5 } });
    show(lab, <MessageCountSection />);
    act(() => toEnd(lab));
    const told = await screen.findByTestId('count-of-run');
    await waitFor(() => expect(told.textContent).toMatch(/^145 messages /));
    await act(() => openSmall(lab, { workload: { requests: 1 } }));
    act(() => toEnd(lab));
    await waitFor(() =>
      expect(screen.getByTestId('count-of-run').textContent).toMatch(/^29 messages /),
    );
    expect(lab.recording.getState().notice).toBeNull();
  });

  it('writes thousands alike in the table and below it', async () => {
    const { lab } = await openLab();
    const signatures = 'ideal';
    await openSmall(lab, { replicas: 31, tolerance: 10, signatures, workload: { requests: 1 } });
    show(lab, <MessageCountSection />);
    act(() => toEnd(lab));
    const told = await screen.findByTestId('count-of-run');
    await waitFor(() => expect(told.textContent).toMatch(/^1,892 messages /));
    expect(screen.getByRole('table').textContent).toContain('All1,8921,892');
  });
});

// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lab } from '../../../src/store/lab.ts';
import { LessonSection } from '../../../src/ui/explain/lesson.tsx';
import { RulesSection } from '../../../src/ui/setup/rules.tsx';
import { PresetPicker } from '../../../src/ui/shell/preset-picker.tsx';
import { StageHeader } from '../../../src/ui/stage/stage-header.tsx';
import { toEnd } from '../../../src/store/travel.ts';
import { recorded } from '../store/support.ts';
import { openLab, show } from './support.tsx';

let lab: Lab;
beforeEach(async () => {
  ({ lab } = await openLab());
  show(
    lab,
    <>
      <PresetPicker />
      <StageHeader />
      <LessonSection />
      <RulesSection />
    </>,
  );
});
afterEach(cleanup);

const left = (): readonly string[] => lab.history.getState().present?.scenario.pbft.ablate ?? [];
const find = (words: string): void => {
  fireEvent.change(screen.getByLabelText('Find a rule'), { target: { value: words } });
};

describe('the rules of the set-up', () => {
  it('are found by words, left out, labelled as broken, and kept again', async () => {
    find('prepared commits');
    const rule = screen.getByRole('checkbox', { description: 'commit-phase' });
    fireEvent.click(rule);
    await waitFor(() => expect(left()).toEqual(['commit-phase']));
    expect(screen.getByText('The protocol is broken on purpose:')).toBeTruthy();
    expect(screen.getByText(/^Broken on purpose: A replica executes what is/)).toBeTruthy();
    expect(lab.history.getState().present?.label).toMatch(/^broken on purpose: A replica executes/);
    fireEvent.click(screen.getByRole('checkbox', { description: 'commit-phase', checked: true }));
    await waitFor(() => expect(left()).toEqual([]));
    expect(screen.queryByText(/broken on purpose/i)).toBeNull();
  });

  it('show an attack that works without one of them, with its lesson and its title', async () => {
    find('commit-quorum');
    fireEvent.click(
      screen.getByRole('button', { name: 'Show an attack that works without commit-quorum' }),
    );
    await waitFor(() => expect(left()).toEqual(['commit-quorum']));
    expect(lab.history.getState().present?.scenario.title).toBe('One commit too few');
    expect(await screen.findByText(/R0 and R3 know nothing of it/)).toBeTruthy();
    expect(screen.getByRole('option', { name: 'One commit too few', selected: true })).toBeTruthy();
    expect(screen.getByText('Play the run to its end to see why.')).toBeTruthy();
    await recorded(lab);
    act(() => toEnd(lab));
    expect(screen.getByText(/^A quorum of commits holds/)).toBeTruthy();
  });

  it('say how many were found', () => {
    find('no such words at all');
    expect(screen.getByRole('status').textContent).toMatch(/^0 of \d+ rules$/);
  });
});

// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lab } from '../../../src/store/lab.ts';
import { toStart } from '../../../src/store/travel.ts';
import { Presentation } from '../../../src/ui/shell/presentation.tsx';
import { useKeyboard } from '../../../src/ui/use-keyboard.ts';
import { useTheme } from '../../../src/ui/use-theme.ts';
import { openSmall, recorded } from '../store/support.ts';
import { openLab, show } from './support.tsx';

function Page() {
  useKeyboard();
  useTheme();
  return <Presentation />;
}

let lab: Lab;
beforeEach(async () => {
  ({ lab } = await openLab());
  await openSmall(lab, { workload: { requests: 1 } });
  await recorded(lab);
  lab.settings.setState({ theme: 'dark' });
  show(lab, <Page />);
  act(() => toStart(lab));
});
afterEach(cleanup);

const press = (key: string, target: Element = document.body): void =>
  act(() => void fireEvent.keyDown(target, { key }));
const theme = (): string | undefined => document.documentElement.dataset['theme'];

describe('the presentation', () => {
  it('is entered with P, in the light theme, and left with Escape, as it was before', () => {
    press('p');
    expect(lab.selection.getState().presenting).toBe('light');
    expect(theme()).toBe('light');
    press('Escape');
    expect(lab.selection.getState().presenting).toBeNull();
    expect(theme()).toBe('dark');
  });

  it('may be dark, and leaves the theme of the desk alone', () => {
    press('p');
    press('t');
    expect(theme()).toBe('dark');
    expect(lab.settings.getState().theme).toBe('dark');
    press('t');
    press('p');
    expect(lab.settings.getState().theme).toBe('dark');
  });

  it('goes from moment to moment with the arrows and with a clicker', () => {
    press('p');
    press('ArrowRight');
    const first = lab.playback.getState().at;
    press('PageDown');
    expect(lab.playback.getState().at).toBeGreaterThan(first);
    press('PageUp');
    expect(lab.playback.getState().at).toBe(first);
    press('ArrowLeft');
    expect(lab.playback.getState().at).toBe(0);
  });

  it('does nothing with Escape and the arrows at the desk', () => {
    cleanup();
    function Desk() {
      useKeyboard();
      return null;
    }
    show(lab, <Desk />);
    press('ArrowRight');
    press('Escape');
    expect(lab.playback.getState().at).toBe(0);
    expect(lab.selection.getState().presenting).toBeNull();
  });

  it('tells what happened in the sentence of the explanation, and where that is', async () => {
    press('p');
    press('ArrowRight');
    expect(await screen.findByText('A step further')).toBeTruthy();
    expect(screen.getByText(/^2 of 5$/)).toBeTruthy();
    expect(await screen.findByText(/is pre-prepared/)).toBeTruthy();
  });
});

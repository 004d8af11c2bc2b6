// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS, shownShortcut } from '../../../src/store/commands/all.ts';
import type { Lab } from '../../../src/store/lab.ts';
import { KeyMap } from '../../../src/ui/shell/key-map.tsx';
import { useKeyboard } from '../../../src/ui/use-keyboard.ts';
import { recorded, until } from '../store/support.ts';
import { openLab, show } from './support.tsx';

function Page() {
  useKeyboard();
  return (
    <>
      <input type="text" aria-label="free text" />
      <input type="search" aria-label="search" />
      <input type="checkbox" aria-label="box" />
      <input type="range" aria-label="slider" />
      <input type="text" inputMode="numeric" aria-label="number" />
      <button type="button">a button</button>
      <dialog>
        <input type="search" data-testid="left behind" />
      </dialog>
      <KeyMap />
    </>
  );
}

let lab: Lab;
beforeEach(async () => {
  ({ lab } = await openLab());
  await recorded(lab);
  show(lab, <Page />);
});
afterEach(cleanup);

const press = (key: string, extra: Record<string, unknown> = {}, target: Element = document.body) =>
  act(() => {
    fireEvent.keyDown(target, { key, ...extra });
  });

describe('the keys', () => {
  it('play and pause', () => {
    press(' ');
    expect(lab.playback.getState().isPlaying).toBe(true);
    press(' ');
    expect(lab.playback.getState().isPlaying).toBe(false);
  });

  it('that need a selection say so', () => {
    for (const key of ['x', 'l', 'c', 'd']) {
      press(key);
      const { toast } = lab.selection.getState();
      expect(toast).toMatch(/^Select .* first: /);
      expect(toast).toContain(`: ${key.toUpperCase()} `);
    }
    expect(lab.history.getState().past).toEqual([]);
  });

  it('are heard where a dialog that was just closed still has the focus', () => {
    press(' ', {}, screen.getByTestId('left behind'));
    expect(lab.playback.getState().isPlaying).toBe(true);
  });

  it('step, jump and go to either end', async () => {
    press('End');
    expect(lab.playback.getState().at).toBe(lab.recording.getState().timeline?.reached);
    press('Home');
    expect(lab.playback.getState().at).toBe(0);
    press('N', { shiftKey: true });
    const decided = lab.playback.getState().events;
    expect(decided).toBeGreaterThan(0);
    press(',');
    await until('the step back is done', () => lab.playback.getState().events !== decided);
    expect(lab.playback.getState().events).toBeLessThan(decided ?? 0);
  });

  it('change the speed, the theme and what is hidden', () => {
    press(']');
    expect(lab.playback.getState().speed).toBe(2);
    press('[');
    expect(lab.playback.getState().speed).toBe(1);
    press('t');
    expect(lab.settings.getState().theme).toBe('light');
    press('h');
    expect(lab.playback.getState().hidesFuture).toBe(true);
  });

  it('crash and restore the selected replica, and take it back', async () => {
    lab.selection.setState({ process: 0 });
    press('x');
    await until(
      'R0 is crashed',
      () => lab.history.getState().present?.scenario.faults.length === 1,
    );
    press('z', { ctrlKey: true });
    await until('it is undone', () => lab.history.getState().past.length === 0);
    expect(lab.history.getState().present?.scenario.faults).toEqual([]);
  });

  it('are left alone where a person types, but letters in a number field are not text', () => {
    press('t', {}, screen.getByLabelText('free text'));
    press('t', {}, screen.getByLabelText('search'));
    expect(lab.settings.getState().theme).toBe('dark');
    press('5', {}, screen.getByLabelText('number'));
    press('t', {}, screen.getByLabelText('number'));
    expect(lab.settings.getState().theme).toBe('light');
  });

  it('leave its own keys to a box to tick and to a slider', () => {
    press(' ', {}, screen.getByLabelText('box'));
    press('End', {}, screen.getByLabelText('slider'));
    expect(lab.playback.getState()).toMatchObject({ at: 0, isPlaying: false });
    press('End', {}, screen.getByLabelText('box'));
    expect(lab.playback.getState().at).toBe(lab.recording.getState().timeline?.reached);
  });

  it('leave the space bar to a focused button', () => {
    press(' ', {}, screen.getByRole('button', { name: 'a button' }));
    expect(lab.playback.getState().isPlaying).toBe(false);
  });

  it('show the key map, which lists every command with its keys', () => {
    press('?');
    const dialog = screen.getByRole('dialog', { name: 'Keys' });
    for (const { label, shortcuts } of COMMANDS) {
      expect(dialog.textContent).toContain(label);
      for (const shortcut of shortcuts)
        expect(dialog.textContent).toContain(shownShortcut(shortcut));
    }
  });

  it('are written as on a keyboard', () => {
    const keys = [' ', 'Home', 'End', 'ArrowLeft', 'h', 'Ctrl+z', 'Ctrl+Shift+Z', '?'];
    expect(keys.map(shownShortcut).join(', ')).toBe(
      'Space, Home, End, ArrowLeft, H, Ctrl+Z, Ctrl+Shift+Z, ?',
    );
  });

  it('belong to one command each', () => {
    const all = COMMANDS.flatMap(({ shortcuts }) => shortcuts);
    expect(new Set(all).size).toBe(all.length);
  });
});

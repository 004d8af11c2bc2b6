/** Keys reach the commands, except where a person is typing or a control needs the key itself. */
import { useEffect } from 'react';
import { COMMANDS, commandOf } from '../store/commands/all.ts';
import type { Command } from '../store/commands/command.ts';
import type { Lab } from '../store/lab.ts';
import { useLab } from './lab-context.ts';

/** @param commands those that a page has; a list that stays the same */
export function useKeyboard(commands: readonly Command[] = COMMANDS): void {
  const lab = useLab();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => press(lab, commands, event);
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [lab, commands]);
}

function press(lab: Lab, commands: readonly Command[], event: KeyboardEvent): void {
  if (event.defaultPrevented || isTheirs(event)) return;
  const command = commandOf(lab, event);
  if (!command || !commands.includes(command)) return;
  if (command.isEnabled(lab)) {
    event.preventDefault();
    void command.run(lab);
  } else if (command.needs !== undefined) lab.selection.setState({ toast: command.needs });
}

function isTheirs({ target, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const dialog = target.closest('dialog');
  // Until the next frame the focus may be left in one that has just been closed.
  if (dialog && !dialog.open) return false;
  if (dialog && key !== '?') return true;
  if (target.matches('input[inputmode="numeric"]')) return !/^[a-z?]$/i.test(key);
  if (target.matches(TYPED_INTO)) return true;
  if (ctrlKey || metaKey) return false;
  return OWN_KEYS.some(([controls, keys]) => target.matches(controls) && keys.test(key));
}

const TYPED_INTO = 'textarea, input[type="text"], input[type="search"]';

/** Selects need every letter, buttons and boxes to tick the space bar, and sliders the ends of their range. */
const OWN_KEYS: readonly (readonly [controls: string, keys: RegExp])[] = [
  ['select', /./],
  ['button, summary, [role="button"]', /^( |Enter)$/],
  ['input[type="range"]', /^(Home|End)$/],
  ['input[type="checkbox"], input[type="radio"]', /^ $/],
];

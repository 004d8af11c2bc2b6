/** Keys reach the commands, except where a person is typing or a control needs the key itself. */
import { useEffect } from 'react';
import { commandOf } from '../store/commands/all.ts';
import type { Lab } from '../store/lab.ts';
import { useLab } from './lab-context.ts';

export function useKeyboard(): void {
  const lab = useLab();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => press(lab, event);
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [lab]);
}

function press(lab: Lab, event: KeyboardEvent): void {
  if (event.defaultPrevented || isTheirs(event)) return;
  const command = commandOf(lab, event);
  if (!command) return;
  event.preventDefault();
  void command.run(lab);
}

/**
 * Text fields need every key, number fields all but letters, buttons and boxes to tick the space bar, selects every letter, and
 * sliders the ends of their range.
 */
function isTheirs({ target, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog') && key !== '?') return true;
  if (target.matches('input[inputmode="numeric"]')) return !/^[a-z?]$/i.test(key);
  if (target.matches('textarea, input[type="text"], input[type="search"]')) return true;
  if (ctrlKey || metaKey) return false;
  if (target.matches('select')) return true;
  if (target.matches('button, summary, [role="button"]')) return key === ' ' || key === 'Enter';
  if (target.matches('input[type="range"]')) return key === 'Home' || key === 'End';
  return target.matches('input') && key === ' ';
}

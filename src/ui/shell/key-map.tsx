import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { COMMANDS, shownShortcut } from '../../store/commands/all.ts';
import { useLab, useSelection, useTerms } from '../lab-context.ts';

/** The keys, in a dialog of the browser's own: it holds the focus and closes on Escape. */
export function KeyMap(): ReactNode {
  const lab = useLab();
  const isOpen = useSelection((selection) => selection.isKeyMapOpen);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const { member } = useTerms();
  const close = (): void => lab.selection.setState({ isKeyMapOpen: false });
  return (
    <dialog ref={dialog} className="key-map" aria-labelledby="keys-title" onClose={close}>
      <h2 id="keys-title">Keys</h2>
      <dl>
        {COMMANDS.map((command) => (
          <div key={command.id}>
            <dt>
              {command.shortcuts.map((shortcut) => (
                <kbd key={shortcut}>{shownShortcut(shortcut)}</kbd>
              ))}
            </dt>
            <dd>{command.label.replace('replica', member)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Arrow keys</kbd>
          </dt>
          <dd>
            From {member} to {member} on the stage; Enter selects
          </dd>
        </div>
      </dl>
      <button type="button" className="button button-line" onClick={close}>
        Close
      </button>
    </dialog>
  );
}

import { lazy, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Later } from './later.tsx';
import { Icon } from '../controls/icon.tsx';
import type { DialogName } from '../share/dialog-name.ts';

const ShareMenu = lazy(async () => {
  const { ShareMenu: Menu } = await import('../share/share-menu.tsx');
  return { default: Menu };
});

const Dialogs = lazy(async () => {
  const { ShareDialog } = await import('../share/share-dialog.tsx');
  return { default: ShareDialog };
});

/** Everything that can be taken along. The menu and its dialogs are loaded when they are first asked for. */
export function ShareButton(): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setIsOpen(false);
    button.current?.focus();
  };
  const wasAsking = useRef(false);
  useEffect(() => {
    if (wasAsking.current && dialog === null) button.current?.focus();
    wasAsking.current = dialog !== null;
  }, [dialog]);
  return (
    <div className="share">
      <button
        ref={button}
        type="button"
        className="button button-icon"
        aria-label="Save and share"
        title="Save and share"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setIsOpen(true);
        }}
      >
        <Icon name="share" />
      </button>
      <Later>
        {isOpen && <ShareMenu onClose={close} onDialog={setDialog} />}
        {dialog !== null && <Dialogs name={dialog} onClose={() => setDialog(null)} />}
      </Later>
    </div>
  );
}

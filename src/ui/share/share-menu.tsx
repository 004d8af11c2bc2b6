import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { shownShortcut } from '../../store/commands/all.ts';
import type { Command } from '../../store/commands/command.ts';
import { copyLink } from '../../store/commands/copy-link.ts';
import { openFile } from '../../store/commands/open-file.ts';
import { saveRecording } from '../../store/commands/save-recording.ts';
import { saveScenario } from '../../store/kept/files.ts';
import type { Lab } from '../../store/lab.ts';
import { useLab, useRecording } from '../lab-context.ts';
import type { DialogName } from './dialog-name.ts';

type Props = {
  /** Closes the menu and gives the focus back to its button. */
  readonly onClose: () => void;
  readonly onDialog: (name: DialogName) => void;
};

type Item = {
  readonly text: string;
  readonly keys?: string;
  readonly isEnabled: boolean;
  readonly run: () => void;
};

/** Arrow keys move, letters find, Escape closes: what everybody expects of a menu. */
export function ShareMenu({ onClose, onDialog }: Props): ReactNode {
  const lab = useLab();
  const menu = useRef<HTMLDivElement>(null);
  const hasEnded = useRecording((recording) => recording.report !== null);
  useEffect(() => {
    itemsOf(menu.current)[0]?.focus();
  }, []);
  useEffect(() => closeOutside(menu.current, onClose), [onClose]);
  return (
    <div
      ref={menu}
      className="menu"
      role="menu"
      tabIndex={-1}
      aria-label="Save and share"
      onKeyDown={(event) => walk(event, menu.current, onClose)}
    >
      {groupsOf(lab, hasEnded, onDialog).map(({ title, items }) => (
        <div key={title} role="group" aria-label={title}>
          <p aria-hidden="true">{title}</p>
          {items.map(({ text, keys, isEnabled, run }) => (
            <button
              key={text}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-disabled={!isEnabled}
              onClick={() => {
                if (!isEnabled) return;
                onClose();
                run();
              }}
            >
              {text}
              {keys !== undefined && <kbd aria-hidden="true">{keys}</kbd>}
            </button>
          ))}
        </div>
      ))}
      {!hasEnded && (
        <p className="menu-note">
          Recordings, traces and videos can be saved once the run has been computed.
        </p>
      )}
    </div>
  );
}

type Group = { readonly title: string; readonly items: readonly Item[] };

function groupsOf(
  lab: Lab,
  hasEnded: boolean,
  onDialog: (name: DialogName) => void,
): readonly Group[] {
  return [
    {
      title: 'Share',
      items: [
        itemFor(lab, copyLink, 'Copy link'),
        { text: 'Embed in a page …', isEnabled: true, run: () => onDialog('embed') },
      ],
    },
    {
      title: 'Files',
      items: [
        itemFor(lab, openFile, 'Open a file …'),
        { text: 'Save the scenario', isEnabled: true, run: () => void saveScenario(lab) },
        itemFor(lab, saveRecording, 'Save the recording'),
        { text: 'Save the trace', isEnabled: hasEnded, run: () => onDialog('trace') },
      ],
    },
    {
      title: 'Pictures',
      items: [
        { text: 'Save a picture …', isEnabled: true, run: () => onDialog('picture') },
        { text: 'Save a video …', isEnabled: hasEnded, run: () => onDialog('video') },
      ],
    },
  ];
}

function itemFor(lab: Lab, command: Command, text: string): Item {
  return {
    text,
    keys: command.shortcuts.map(shownShortcut).join(' or '),
    isEnabled: command.isEnabled(lab),
    run: () => void command.run(lab),
  };
}

function itemsOf(menu: HTMLElement | null): readonly HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
}

function walk(event: KeyboardEvent, menu: HTMLElement | null, onClose: () => void): void {
  // No key of an open menu is a command of the page.
  event.stopPropagation();
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    onClose();
    return;
  }
  const items = itemsOf(menu);
  const at = items.findIndex((item) => item === document.activeElement);
  const to = destination(event.key, at, items);
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length)?.focus();
}

function destination(key: string, at: number, items: readonly HTMLElement[]): number | undefined {
  if (key === 'ArrowDown') return at + 1;
  if (key === 'ArrowUp') return at - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return -1;
  if (key.length !== 1 || key === ' ') return undefined;
  const starts = (item: HTMLElement): boolean =>
    (item.textContent ?? '').toLowerCase().startsWith(key.toLowerCase());
  const later = items.findIndex((item, index) => index > at && starts(item));
  const found = later >= 0 ? later : items.findIndex(starts);
  return found >= 0 ? found : undefined;
}

function closeOutside(menu: HTMLElement | null, onClose: () => void): () => void {
  const press = (event: PointerEvent): void => {
    const isOutside =
      event.target instanceof Element && !menu?.parentElement?.contains(event.target);
    if (isOutside) onClose();
  };
  document.addEventListener('pointerdown', press);
  return () => document.removeEventListener('pointerdown', press);
}

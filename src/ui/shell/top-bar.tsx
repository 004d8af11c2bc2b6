import { useRef } from 'react';
import type { ReactNode } from 'react';
import { copyLink } from '../../store/commands/copy-link.ts';
import { present } from '../../store/commands/present.ts';
import { redo } from '../../store/commands/redo.ts';
import { showGlossary } from '../../store/commands/show-glossary.ts';
import { showKeys } from '../../store/commands/show-keys.ts';
import { switchTheme } from '../../store/commands/switch-theme.ts';
import { switchWords } from '../../store/commands/switch-words.ts';
import { undo } from '../../store/commands/undo.ts';
import { visible } from '../../core/base/visible.ts';
import { CommandButton } from '../controls/button.tsx';
import { Icon } from '../controls/icon.tsx';
import { useHistory, useRecording, useSettings } from '../lab-context.ts';
import { useWords } from '../use-words.ts';
import { Brand } from './brand.tsx';
import { PageMenu } from './page-menu.tsx';
import { PresetPicker } from './preset-picker.tsx';
import { ShareButton } from './share-button.tsx';

export function TopBar(): ReactNode {
  return (
    <header className="top-bar">
      <Brand />
      <PageMenu />
      <PresetPicker />
      <Actions />
    </header>
  );
}

function Actions(): ReactNode {
  const undone = useHistory((history) => history.present?.label ?? '');
  const redone = useHistory((history) => history.future[0]?.label ?? '');
  const canUndo = useHistory((history) => history.past.length > 0);
  const canRedo = useHistory((history) => history.future.length > 0);
  const reword = useWords();
  const canShare = useRecording((recording) => recording.shared !== null);
  return (
    <div className="top-actions">
      <CommandButton
        command={undo}
        icon="undo"
        label={withWhat('Undo', canUndo, reword(undone))}
        isEnabled={canUndo}
      />
      <CommandButton
        command={redo}
        icon="redo"
        className="button button-icon redo"
        label={withWhat('Redo', canRedo, reword(redone))}
        isEnabled={canRedo}
      />
      <CommandButton
        command={copyLink}
        icon="link"
        className="button copy-link"
        isEnabled={canShare}
      >
        <span className="wide-only">Copy link</span>
      </CommandButton>
      <ShareButton />
      <MoreActions />
    </div>
  );
}

const MORE_ID = 'more-actions';

/** Side by side where there is room; on small screens a list behind a button. */
function MoreActions(): ReactNode {
  const theme = useSettings((settings) => settings.theme);
  const words = useSettings((settings) => settings.words);
  const list = useRef<HTMLDivElement>(null);
  return (
    <>
      <button
        type="button"
        className="button button-icon top-more-button"
        aria-label="More"
        title="More"
        popoverTarget={MORE_ID}
      >
        <Icon name="menu" />
      </button>
      <div
        ref={list}
        id={MORE_ID}
        className="top-more"
        role="group"
        aria-label="More"
        popover="auto"
        onClick={() => list.current?.hidePopover()}
      >
        <CommandButton command={present} icon="present" label="Present to an audience" />
        <CommandButton
          command={switchWords}
          icon="words"
          label={words === 'plain' ? 'Speak the terms of the field' : 'Speak in plain words'}
        />
        <CommandButton command={showGlossary} icon="glossary" />
        <CommandButton command={showKeys} icon="keys" />
        <CommandButton
          command={switchTheme}
          icon="theme"
          label={theme === 'dark' ? 'Switch to the light theme' : 'Switch to the dark theme'}
        />
      </div>
    </>
  );
}

function withWhat(verb: string, can: boolean, what: string): string {
  return can && what !== '' ? `${verb}: ${visible(what)}` : verb;
}

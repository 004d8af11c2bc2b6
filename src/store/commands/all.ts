/** Every command, by what it is for. */
import type { Lab } from '../lab.ts';
import type { Command } from './command.ts';
import { addBookmarkHere } from './add-bookmark.ts';
import { composeMessage } from './compose-message.ts';
import { copyLink } from './copy-link.ts';
import { crash } from './crash.ts';
import { dropMessage } from './drop-message.ts';
import { faster } from './faster.ts';
import { goToEnd } from './go-to-end.ts';
import { goToStart } from './go-to-start.ts';
import { hideFuture } from './hide-future.ts';
import { lie } from './lie.ts';
import { loopFrom } from './loop-from.ts';
import { loopOff } from './loop-off.ts';
import { loopUntil } from './loop-until.ts';
import { nextBookmark } from './next-bookmark.ts';
import { openFile } from './open-file.ts';
import { nextDecision } from './next-decision.ts';
import { nextPhase } from './next-phase.ts';
import { nextView } from './next-view.ts';
import { nextViolation } from './next-violation.ts';
import { playBack } from './play-back.ts';
import { play } from './play.ts';
import { nextMoment } from './next-moment.ts';
import { present, stopPresenting } from './present.ts';
import { previousMoment } from './previous-moment.ts';
import { previousDecision } from './previous-decision.ts';
import { previousPhase } from './previous-phase.ts';
import { previousView } from './previous-view.ts';
import { previousViolation } from './previous-violation.ts';
import { redo } from './redo.ts';
import { saveRecording } from './save-recording.ts';
import { showGlossary } from './show-glossary.ts';
import { showKeys } from './show-keys.ts';
import { showTime } from './show-time.ts';
import { slower } from './slower.ts';
import { showPanel } from './show-panel.ts';
import { stepBack } from './step-back.ts';
import { stepForward } from './step-forward.ts';
import { switchTheme } from './switch-theme.ts';
import { switchWords } from './switch-words.ts';
import { tallerPanel } from './taller-panel.ts';
import { undo } from './undo.ts';

type Topic = { readonly title: string; readonly commands: readonly Command[] };

/** As the key map groups them. */
export const TOPICS: readonly Topic[] = [
  {
    title: 'Playing',
    commands: [play, playBack, slower, faster, loopFrom, loopUntil, loopOff],
  },
  {
    title: 'Going to',
    commands: [
      stepBack,
      stepForward,
      previousPhase,
      nextPhase,
      previousDecision,
      nextDecision,
      previousView,
      nextView,
      previousViolation,
      nextViolation,
      goToStart,
      goToEnd,
      addBookmarkHere,
      nextBookmark,
      showTime,
    ],
  },
  {
    title: 'Changing the run',
    commands: [crash, lie, dropMessage, composeMessage, undo, redo],
  },
  { title: 'Looking', commands: [...showPanel, tallerPanel, hideFuture, switchTheme, switchWords] },
  { title: 'Presenting', commands: [present, nextMoment, previousMoment, stopPresenting] },
  { title: 'The page', commands: [copyLink, openFile, saveRecording, showGlossary, showKeys] },
];

export const COMMANDS: readonly Command[] = TOPICS.flatMap(({ commands }) => commands);

type Key = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
};

/** The command that a key press asks for: an enabled one, or else the first that is not. */
export function commandOf(lab: Lab, pressed: Key): Command | undefined {
  if (pressed.altKey) return undefined;
  const name = nameOf(pressed);
  const asked = COMMANDS.filter((each) => each.shortcuts.includes(name));
  return asked.find((each) => each.isEnabled(lab)) ?? asked[0];
}

/** Letters carry Shift in the name; signs such as "?" are typed with it and do not. */
function nameOf({ key, ctrlKey, metaKey, shiftKey }: Key): string {
  const isLetter = /^[a-z]$/i.test(key);
  const control = ctrlKey || metaKey ? 'Ctrl+' : '';
  if (!isLetter) return control + key;
  return shiftKey ? `${control}Shift+${key.toUpperCase()}` : control + key.toLowerCase();
}

/** How a shortcut is written for a person. */
export function shownShortcut(shortcut: string): string {
  if (shortcut === ' ') return 'Space';
  return shortcut.replace(/\b[a-z]$/, (letter) => letter.toUpperCase());
}

import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { addBookmarkHere } from '../../store/commands/add-bookmark.ts';
import { loopFrom } from '../../store/commands/loop-from.ts';
import { loopOff } from '../../store/commands/loop-off.ts';
import { loopUntil } from '../../store/commands/loop-until.ts';
import { playBack } from '../../store/commands/play-back.ts';
import type { Lab } from '../../store/lab.ts';
import { CommandButton } from '../controls/button.tsx';
import { useLab, usePlayback } from '../lab-context.ts';
import { milliseconds } from '../time.ts';
import { BookmarkList } from './bookmark-list.tsx';
import { RunUntil } from './run-until.tsx';
import { SpeedControl } from './speed.tsx';
import { StepTable } from './step-table.tsx';

/** All that moves the playhead, named: what has no room in the bar. It stays open while one works with it. */
export function TimeMenu(): ReactNode {
  const lab = useLab();
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    element.current?.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
  }, []);
  return (
    <section
      ref={element}
      id="time-menu"
      className="time-menu"
      aria-label="Moving through the run"
      onKeyDown={(event) => closeOnEscape(lab, event)}
    >
      <header>
        <h2>Moving through the run</h2>
        <button type="button" className="button button-line" onClick={() => close(lab)}>
          Close
        </button>
      </header>
      <StepTable />
      <RunUntil />
      <Loop />
      <section aria-labelledby="bookmarks-title">
        <h3 id="bookmarks-title">Bookmarks</h3>
        <CommandButton command={addBookmarkHere} icon="bookmark" className="button button-line">
          Set one here
        </CommandButton>
        <BookmarkList />
      </section>
    </section>
  );
}

function Loop(): ReactNode {
  const loop = usePlayback((playback) => playback.loop);
  const isBack = usePlayback((playback) => playback.isPlaying && playback.direction === 'back');
  return (
    <section aria-labelledby="loop-title">
      <h3 id="loop-title">Playing</h3>
      <SpeedControl />
      <div className="time-row">
        <CommandButton
          command={playBack}
          icon={isBack ? 'pause' : 'playBack'}
          className="button button-line"
          label={isBack ? 'Pause' : 'Play backwards'}
        >
          {isBack ? 'Pause' : 'Play backwards'}
        </CommandButton>
        <CommandButton command={loopFrom} icon="loop" className="button button-line">
          From here (A)
        </CommandButton>
        <CommandButton command={loopUntil} icon="loop" className="button button-line">
          Up to here (B)
        </CommandButton>
        {loop && (
          <CommandButton command={loopOff} icon="cross" className="button button-line">
            Repeat nothing
          </CommandButton>
        )}
      </div>
      <p className="hint">
        {loop
          ? `Playing repeats ${milliseconds(loop.from)} to ${milliseconds(loop.until)}.`
          : 'Set A and B, and playing repeats what lies between. They can be dragged on the scrubber.'}
      </p>
    </section>
  );
}

function close(lab: Lab): void {
  lab.selection.setState({ isTimeMenuOpen: false });
  document.getElementById('time-menu-button')?.focus();
}

function closeOnEscape(lab: Lab, event: KeyboardEvent): void {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  close(lab);
}

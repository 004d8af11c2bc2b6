import type { KeyboardEvent, ReactNode } from 'react';
import type { Lab } from '../../store/lab.ts';
import { withLoopEnd } from '../../store/playback.ts';
import { seek } from '../../store/travel.ts';
import { createScrubber } from '../../viz/scrubber/scrubber.ts';
import { scrubberScene } from '../../viz/scrubber/scene.ts';
import { bandNames } from '../../viz/terms.ts';
import { monitorTitlesOf, useLab, usePlayback, useTerms, useRecording } from '../lab-context.ts';
import { useNamer } from '../explain/sentence.tsx';
import { createWarps } from '../pace.ts';
import { createSnapshots } from '../snapshot.ts';
import { milliseconds } from '../time.ts';
import type { Drawing } from '../use-view.ts';
import { useView } from '../use-view.ts';
import { usePresentView } from '../use-frame.ts';

/** The whole run to drag on; the arrow keys move the playhead by a tenth of a median delay. */
export function ScrubberPanel(): ReactNode {
  const lab = useLab();
  const element = useView(startScrubber);
  const shown = usePlayback((playback) => Math.round(playback.at / 1000));
  const recorded = useRecording((recording) =>
    Math.ceil((recording.timeline?.reached ?? 0) / 1000),
  );
  // A hidden future has no end that is known.
  const hides = usePlayback((playback) => playback.hidesFuture);
  const end = hides ? shown : recorded;
  const { view, primary } = usePresentView();
  const nameOf = useNamer();
  const terms = useTerms();
  const [long] = bandNames({ view, primary }, nameOf, terms);
  const where = long.replace(/^View/, 'view');
  return (
    <div
      ref={element}
      className="scrubber"
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={end}
      aria-valuenow={Math.min(shown, end)}
      aria-valuetext={`${milliseconds(shown * 1000, 0)}, ${where}`}
      onKeyDown={(event) => nudge(lab, event)}
    />
  );
}

function nudge(lab: Lab, event: KeyboardEvent): void {
  const direction = DIRECTIONS[event.key];
  const { timeline } = lab.recording.getState();
  if (direction === undefined || !timeline) return;
  event.preventDefault();
  const distance = timeline.medianDelay * (event.shiftKey ? 1 : 0.1);
  lab.playback.setState({ isPlaying: false });
  seek(lab, lab.playback.getState().at + direction * distance);
}

const DIRECTIONS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
};

function startScrubber(element: HTMLElement, lab: Lab): Drawing {
  const scrubber = createScrubber(element, {
    onSeek: (time) => seek(lab, time),
    onLoop: (end, time) => lab.playback.setState((playback) => withLoopEnd(playback, end, time)),
  });
  const snapshots = createSnapshots();
  const warps = createWarps();
  return {
    draw(size) {
      const { timeline } = lab.recording.getState();
      const { at, hidesFuture, loop } = lab.playback.getState();
      const { list: bookmarks } = lab.bookmarks.getState();
      const snapshot = snapshots(lab);
      if (!timeline || !snapshot) return false;
      const { nameOf, terms, scenario } = snapshot;
      const { partitions } = scenario.network;
      const warp = warps(timeline);
      scrubber.update(
        scrubberScene({
          ...{ timeline, warp, time: at, size, nameOf, terms, loop, bookmarks, partitions },
          titleOf: monitorTitlesOf(lab.catalog.getState().catalog),
          hideFuture: hidesFuture,
        }),
      );
      return false;
    },
    destroy: () => scrubber.destroy(),
  };
}

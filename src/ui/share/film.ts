/**
 * The frames of a video: the stage at one playhead after the other, drawn outside the page by the very code that draws it there. Each
 * frame depends on the recording and its playhead alone, so that the same stretch gives the same film.
 */
import { createStore } from 'zustand/vanilla';
import type { Lab } from '../../store/lab.ts';
import { watchPlayhead } from '../../store/watching.ts';
import type { Size } from '../../viz/geometry.ts';
import { createWarps, paceOf } from '../pace.ts';
import { stageOnClock } from '../stage/stage-drawing.ts';
import { pictureOf } from './picture.ts';
import { drawOn } from './raster.ts';

export type Cut = { readonly from: number; readonly until: number; readonly speed: number };
export type Reel = { readonly size: Size; readonly framesPerSecond: number };

/** Longer films are for a screen recorder. */
export const FRAMES_MAX = 1_800;

/** Where the playhead stands in each frame: as in playing, quiet stretches pass quickly. */
export function playheads(
  lab: Lab,
  { from, until, speed }: Cut,
  framesPerSecond: number,
): readonly number[] {
  const { timeline } = lab.recording.getState();
  if (!timeline) return [];
  const pace = paceOf(timeline, createWarps()(timeline));
  const times = [from];
  for (let at = from; at < until && times.length < FRAMES_MAX;) {
    at = Math.min(until, pace.later(at, 1 / framesPerSecond, speed));
    times.push(at);
  }
  return times;
}

export interface Projector {
  /** Draws the frame onto the canvas. */
  show(at: number, canvas: HTMLCanvasElement): Promise<void>;
  close(): void;
}

/** Room for the line above the stage. */
const TITLE_HEIGHT = 44;

export function createProjector(lab: Lab, { size, framesPerSecond }: Reel): Projector {
  const copy = copyOf(lab);
  const host = hostOf(size);
  const [title, canvas] = [document.createElement('p'), document.createElement('div')];
  title.className = 'film-title';
  canvas.className = 'stage-canvas';
  host.append(title, canvas);
  let frame = 0;
  const drawing = stageOnClock(canvas, copy, () => (frame * 1000) / framesPerSecond);
  return {
    async show(at, target) {
      copy.playback.setState({ at, events: null });
      await arrived(copy);
      title.textContent =
        `${lab.history.getState().present?.scenario.title ?? ''}  ${(at / 1000).toFixed(1)} ms`.trim();
      drawing.draw({ width: size.width, height: size.height - TITLE_HEIGHT });
      frame += 1;
      await drawOn(target, await pictureOf([host], 'A frame'));
    },
    close() {
      drawing.destroy();
      host.remove();
    },
  };
}

/** A page of its own as far as the playhead goes, over the same run of the same engine. */
function copyOf(lab: Lab): Lab {
  const copy: Lab = {
    ...lab,
    recording: createStore(() => lab.recording.getState()),
    playback: createStore(() => ({ ...lab.playback.getState(), isPlaying: false })),
    selection: createStore(() => ({
      ...lab.selection.getState(),
      process: null,
      message: null,
      event: null,
    })),
    settings: createStore(() => ({ ...lab.settings.getState(), isStill: false })),
  };
  watchPlayhead(copy.engine, copy);
  return copy;
}

function hostOf({ width, height }: Size): HTMLElement {
  const host = document.createElement('div');
  host.className = 'film';
  host.setAttribute('aria-hidden', 'true');
  host.inert = true;
  host.style.width = `${width}px`;
  host.style.height = `${height}px`;
  document.body.append(host);
  return host;
}

/** Resolves once the engine has sent what is to be seen at the playhead. */
function arrived({ playback, recording }: Lab): Promise<void> {
  const isHere = (): boolean => {
    const { at } = playback.getState();
    const { run, windowRun, windowRange, window, traffic } = recording.getState();
    if (windowRun !== run || !windowRange || at < windowRange.from || at > windowRange.until + 1)
      return false;
    if (window?.omitted === 0) return true;
    return traffic?.run === run && traffic.range.from <= at && at <= traffic.range.until + 1;
  };
  return new Promise((resolve) => {
    if (isHere()) {
      resolve();
      return;
    }
    const stop = recording.subscribe(() => {
      if (!isHere()) return;
      stop();
      resolve();
    });
  });
}

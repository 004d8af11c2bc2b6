/** The adapter between React and a d3 view: created once, drawn when what it shows has changed, at most once a frame. */
import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { Lab } from '../store/lab.ts';
import type { Size } from '../viz/geometry.ts';
import { useLab } from './lab-context.ts';

export interface Drawing {
  /** True where something still moves on its own, so that the next frame has to be drawn, too. */
  draw(size: Size): boolean;
  destroy(): void;
}

/** `plan` asks for a frame, for drawings that know of changes the stores do not. */
export type StartDrawing = (element: HTMLElement, lab: Lab, plan: () => void) => Drawing;

/** `start` has to be a constant: a new one starts a new drawing. */
export function useView(start: StartDrawing): RefObject<HTMLDivElement | null> {
  const lab = useLab();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!element.current) return undefined;
    return mount(element.current, lab, start);
  }, [lab, start]);
  return element;
}

function mount(element: HTMLElement, lab: Lab, start: StartDrawing): () => void {
  let frame = 0;
  let size: Size = { width: 0, height: 0 };
  const plan = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const drawing = start(element, lab, plan);
  const draw = (): void => {
    frame = 0;
    if (size.width > 0 && size.height > 0 && drawing.draw(size)) plan();
  };
  const { playback, recording, selection, settings, history, bookmarks } = lab;
  const stores = [playback, recording, selection, settings, history, bookmarks];
  const stops = stores.map((store) => store.subscribe(plan));
  // Measuring in each frame would make the browser lay out the page between the drawings.
  const observer = new ResizeObserver(([entry]) => {
    if (!entry) return;
    size = {
      width: Math.round(entry.contentRect.width),
      height: Math.round(entry.contentRect.height),
    };
    plan();
  });
  observer.observe(element);
  return () => {
    for (const stop of stops) stop();
    observer.disconnect();
    cancelAnimationFrame(frame);
    drawing.destroy();
  };
}

/** The adapter between React and a d3 view: created once, drawn when what it shows has changed, at most once a frame. */
import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { Lab } from '../store/lab.ts';
import { useLab } from './lab-context.ts';

export interface View<Scene> {
  update(scene: Scene): void;
  destroy(): void;
}

export type Size = { readonly width: number; readonly height: number };

export type ViewRecipe<Scene> = {
  readonly create: (element: HTMLElement, lab: Lab) => View<Scene>;
  /** Null while there is nothing to show yet. */
  readonly sceneOf: (lab: Lab, size: Size) => Scene | null;
};

/** The recipe has to be a constant: a new one makes a new view. */
export function useView<Scene>(recipe: ViewRecipe<Scene>): RefObject<HTMLDivElement | null> {
  const lab = useLab();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!element.current) return undefined;
    return mount(element.current, lab, recipe);
  }, [lab, recipe]);
  return element;
}

function mount<Scene>(element: HTMLElement, lab: Lab, recipe: ViewRecipe<Scene>): () => void {
  const view = recipe.create(element, lab);
  let frame = 0;
  const draw = (): void => {
    frame = 0;
    const size = { width: element.clientWidth, height: element.clientHeight };
    const scene = size.width > 0 ? recipe.sceneOf(lab, size) : null;
    if (scene) view.update(scene);
  };
  const plan = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const stops = [lab.playback, lab.recording, lab.selection, lab.settings, lab.history].map(
    (store) => store.subscribe(plan),
  );
  const observer = new ResizeObserver(plan);
  observer.observe(element);
  plan();
  return () => {
    for (const stop of stops) stop();
    observer.disconnect();
    cancelAnimationFrame(frame);
    view.destroy();
  };
}

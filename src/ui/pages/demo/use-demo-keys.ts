/** The keys of the demo. A clicker has those of a page of text. */
import { useEffect } from 'react';
import { goBack, goOn } from '../../../store/demo/room.ts';
import type { DemoRoom } from '../../../store/demo/room.ts';
import { toggled } from '../../../store/playback.ts';

type Act = (room: DemoRoom) => void;

/** They work wherever the focus stands: a clicker has no others. */
const CLICKER: Readonly<Record<string, Act>> = { PageDown: goOn, PageUp: goBack };
/** These belong to fields and choices first. */
const KEYS: Readonly<Record<string, Act>> = {
  ArrowRight: goOn,
  ArrowLeft: goBack,
  ' ': playOrPause,
};

export function useDemoKeys(room: DemoRoom): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => press(room, event);
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [room]);
}

function press(room: DemoRoom, event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const act = CLICKER[event.key] ?? (isTheirs(event) ? undefined : KEYS[event.key]);
  if (act === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  act(room);
}

function isTheirs({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('input, select, textarea, [role="slider"]')) return true;
  return key === ' ' && target.matches('button, a, summary');
}

function playOrPause({ stage, state }: DemoRoom): void {
  const { timeline } = stage.recording.getState();
  if (timeline === null || state.getState().stop.at !== 'step') return;
  stage.playback.setState((playback) => toggled(playback, 'forward', timeline));
}

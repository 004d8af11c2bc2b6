import type { Lab } from '../lab.ts';

/** Something a person can tell the page to do, from a button or a key. */
export type Command = {
  readonly id: string;
  readonly label: string;
  /** As KeyboardEvent.key, with "Ctrl+" or "Shift+" in front; shown to the person, too. */
  readonly shortcuts: readonly string[];
  /** What a person does first where it is not enabled; said only where that is not plain to see. */
  readonly needs?: string;
  isEnabled(lab: Lab): boolean;
  run(lab: Lab): void | Promise<void>;
};

/** Most commands need an open run and nothing else. */
export function hasRun(lab: Lab): boolean {
  return lab.recording.getState().timeline !== null;
}

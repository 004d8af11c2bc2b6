import { saveRecording as save } from '../kept/files.ts';
import type { Command } from './command.ts';

/** Only of a run that has ended: before that it has no hash that could prove anything. */
export const saveRecording: Command = {
  id: 'save-recording',
  label: 'Save as a recording',
  shortcuts: ['Ctrl+s'],
  isEnabled: (lab) => lab.recording.getState().report !== null,
  run: save,
};

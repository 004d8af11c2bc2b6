import { touchMessage } from '../touch.ts';
import type { Command } from './command.ts';

export const dropMessage: Command = {
  id: 'drop-message',
  label: 'Drop the selected message',
  shortcuts: ['d'],
  needs: 'Select a message on its way first: D drops it.',
  isEnabled: (lab) => lab.selection.getState().message !== null,
  run: (lab) => {
    const { message } = lab.selection.getState();
    return message === null ? undefined : touchMessage(lab, message, { do: 'drop' });
  },
};

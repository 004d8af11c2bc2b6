import { addBookmark } from '../bookmarking.ts';
import { hasRun } from './command.ts';
import type { Command } from './command.ts';

export const addBookmarkHere: Command = {
  id: 'add-bookmark',
  label: 'Set a bookmark here',
  shortcuts: ['m'],
  isEnabled: hasRun,
  run: addBookmark,
};

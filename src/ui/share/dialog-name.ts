/** What of "save and share" needs a dialog of its own. */
export type DialogName = 'trace';

/** What the laboratory knows about a replica, as an icon and a word: never as a colour alone. */
import type { MarkKind } from '../core/model/index.ts';

/** `solid` parts are filled, `line` parts are stroked; a box of 16 units around the origin. */
export type MarkIcon = { readonly line: string; readonly solid: string };

const MARKS: Readonly<
  Record<MarkKind, MarkIcon & { readonly word: string; readonly short: string }>
> = {
  loyal: {
    word: 'Loyal',
    short: 'Loyal',
    line: 'M0 -6.6L5.6 -4.6V-0.4C5.6 3 3.4 5.4 0 6.8C-3.4 5.4 -5.6 3 -5.6 -0.4V-4.6Z',
    solid: '',
  },
  crashed: {
    word: 'Crashed',
    short: 'Crashed',
    line: 'M-3.2 -4.4A5.6 5.6 0 1 0 3.2 -4.4M0 -7V-0.6',
    solid: '',
  },
  lying: {
    word: 'Lying',
    short: 'Lying',
    line: 'M-6.2 0A6.2 6.2 0 1 1 6.2 0A6.2 6.2 0 1 1 -6.2 0Z',
    solid: 'M0 -6.2A6.2 6.2 0 0 1 0 6.2Z',
  },
  colluding: {
    word: 'Colluding',
    short: 'Colluding',
    line: 'M-6.8 0A4.1 4.1 0 1 1 1.4 0A4.1 4.1 0 1 1 -6.8 0ZM-1.4 0A4.1 4.1 0 1 1 6.8 0A4.1 4.1 0 1 1 -1.4 0Z',
    solid: '',
  },
  'prompt-injected': {
    word: 'Prompt-injected',
    short: 'Injected',
    line: 'M-6.6 -5.4H6.6V5.4H-6.6ZM-4 -2.2L-1.6 0L-4 2.2M0.4 2.6H3.8',
    solid: '',
  },
};

export function markIcon(kind: MarkKind): MarkIcon {
  return MARKS[kind];
}

export function markWord(kind: MarkKind): string {
  return MARKS[kind].word;
}

/** Where room is short. */
export function shortMarkWord(kind: MarkKind): string {
  return MARKS[kind].short;
}

/** One that may say what is not so. A crashed replica only stops. */
export function isTraitor(kind: MarkKind): boolean {
  return kind !== 'loyal' && kind !== 'crashed';
}

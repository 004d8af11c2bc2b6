/** Times and names as drawings say them. */
import { enumerated } from '../core/base/english.ts';
import type { ProcessId } from '../core/model/index.ts';
import type { Namer } from './names.ts';

export function timeWords(at: number): string {
  return `${(at / 1000).toFixed(1)} ms`;
}

/** Processes named one by one in a sentence at most. */
const NAMED_MAX = 6;

/** "R0, R1 and R2", and of many the first few and how many more. */
export function nameList(
  ids: readonly ProcessId[],
  nameOf: Namer,
  max: number = NAMED_MAX,
): string {
  const shown = ids
    .toSorted((a, b) => a - b)
    .slice(0, max)
    .map(nameOf);
  const left = ids.length - shown.length;
  const all = left > 0 ? [...shown, `${left} more`] : shown;
  return enumerated(all);
}

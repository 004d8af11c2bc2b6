/** How many states some councils have, counted by `parley explore`: said before somebody waits for them. */
import type { HuntChoice } from './choice.ts';

/** States that the page visits at most: they take some 500 MB. The command line goes further. */
export const STATES_MAX = 2_500_000;

/** How far councils were counted that are `more`. */
export const COUNTED_TO = 1_000_000;

export type Known = { readonly states: number } | 'more';

/**
 * Of the full protocol with the usual f. By n, view changes, traitors among those that lead a view, and other traitors: who never
 * leads is like any other who does not.
 */
const COUNTED: Readonly<Record<string, number | 'more'>> = {
  '4 0 - 0': 217,
  '4 0 0 0': 145,
  '4 0 - 1': 79,
  '4 0 - 2': 25,
  '4 1 - 0': 91_032,
  '4 1 0 0': 25_768,
  '4 1 1 0': 21_816,
  '4 1 - 1': 11_808,
  '4 2 0 0': 2_275_489,
  '4 2 1 0': 2_111_041,
  '4 2 2 0': 1_734_666,
  '4 2 - 1': 987_343,
  '4 2 - 0': 'more',
  '5 0 - 0': 547,
  '5 0 0 0': 421,
  '5 0 - 1': 217,
  '5 0 0 1': 145,
  '5 1 - 0': 646_668,
  '5 1 0 0': 250_016,
  '5 1 1 0': 175_423,
  '5 1 - 1': 96_648,
  '5 1 0,1 0': 50_032,
  '5 1 0 1': 25_768,
  '5 1 1 1': 21_816,
  '5 1 - 2': 11_808,
  '5 2 0 0': 'more',
  '5 2 1 0': 'more',
  '5 2 2 0': 'more',
  '5 2 - 1': 'more',
  '5 2 0,1 0': 'more',
  '6 0 - 0': 3_109,
  '6 0 0 0': 2_937,
  '6 0 - 1': 1_079,
  '6 1 - 0': 'more',
  '6 1 0 0': 'more',
  '6 1 1 0': 'more',
  '6 1 - 1': 'more',
  '7 0 - 0': 8_425,
  '7 0 0 0': 8_691,
  '7 0 - 1': 3_109,
  '7 0 0 1': 2_937,
  '7 1 - 0': 'more',
  '7 1 0 0': 'more',
  '7 1 1 0': 'more',
  '7 1 - 1': 'more',
};

export function knownStates(choice: HuntChoice): Known | null {
  const { replicas: n, tolerance, ablate, traitors, views } = choice;
  if (ablate.length > 0 || tolerance !== Math.floor((n - 1) / 3)) return null;
  const leaders = traitors.filter((id) => id <= views);
  const others = traitors.length - leaders.length;
  const counted = COUNTED[`${n} ${views} ${leaders.join(',') || '-'} ${others}`];
  if (counted === undefined) return null;
  return counted === 'more' ? counted : { states: counted };
}

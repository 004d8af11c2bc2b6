import type { ProcessId, Telling } from '../../../model/index.ts';

/** Whose proposal the process has just accepted or made: that of the primary, but where a rule is left out perhaps that of a backup. */
export function proposerOf(
  view: number,
  { bench, got }: Pick<Telling, 'bench' | 'got'>,
): ProcessId {
  const named = got?.type === 'pre-prepare' ? got['replica'] : undefined;
  return typeof named === 'number' ? named : view % bench.n;
}

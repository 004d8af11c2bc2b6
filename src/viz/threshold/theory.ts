/** What the arithmetic of quorums says of a council, to stand beside what was measured. No colour comes from it. */
import { ENDINGS } from '../../core/model/index.ts';
import type { Ending, MapCell } from '../../core/model/index.ts';
import { isLive, overlap, weakSize } from '../../core/quorum/thresholds.ts';
import { isWhole, verdictOf } from './tally.ts';

export type Council = Pick<MapCell, 'n' | 'f' | 'q' | 'traitors'>;

/** A fork needs two loyal replicas to differ, and as many traitors as any two quorums are sure to share. */
export function mayFork({ n, q, traitors }: Council): boolean {
  return traitors >= overlap(n, q) && n - traitors >= 2;
}

/** A client believes f+1 equal answers. */
export function mayDeceive({ f, traitors }: Council): boolean {
  return traitors >= weakSize(f);
}

export function mayStall({ n, q, traitors }: Council): boolean {
  return !isLive(n, q, traitors);
}

export type Expected = Exclude<Ending, 'unsafe'>;

/** The worst that theory allows. */
export function expectedOf(council: Council): Expected {
  if (mayFork(council)) return 'forked';
  if (mayDeceive(council)) return 'deceived';
  return mayStall(council) ? 'stalled' : 'agreed';
}

/** `unfound`: theory allows something worse than any run came to. `unforeseen`: a run came to something worse than theory allows. */
export type Verdict = 'same' | 'unfound' | 'unforeseen';

export function compareWithTheory(measured: Ending, council: Council): Verdict {
  const [found, expected] = [measured, expectedOf(council)].map((ending) =>
    ENDINGS.indexOf(ending),
  );
  if (found === expected || found === undefined || expected === undefined) return 'same';
  return found > expected ? 'unfound' : 'unforeseen';
}

/** The same for a square; null until all its runs are done, for what is to come may find what is missing. */
export function judgementOf(cell: MapCell): Verdict | null {
  const verdict = verdictOf(cell);
  return verdict === null || !isWhole(cell) ? null : compareWithTheory(verdict, cell);
}

import type { QuorumRule } from '../model/index.ts';

/**
 * Votes that make a quorum. Source: Castro and Liskov, TOCS'02 section 4.1, there for n = 3f+1 only.
 * `intersect` is the least number of which any two sets of n replicas share more than f.
 */
export function quorumSize(rule: QuorumRule, n: number, f: number): number {
  if (typeof rule === 'number') return rule;
  switch (rule) {
    case 'intersect':
      return Math.floor((n + f) / 2) + 1;
    case '2f+1':
      return 2 * f + 1;
    case 'n-f':
      return n - f;
  }
}

/** f+1: at least one of so many is correct, as long as no more than f are not (PR6). */
export function weakSize(f: number): number {
  return f + 1;
}

/** How many replicas any two quorums share at least; also how many traitors a fork of the replicas' state needs. */
export function overlap(n: number, q: number): number {
  return Math.max(0, 2 * q - n);
}

/** Two quorums cannot both be talked into different values by so many traitors. */
export function isSafe(n: number, q: number, traitors: number): boolean {
  return 2 * q - n > traitors;
}

/** A quorum can still be found when so many keep silent. */
export function isLive(n: number, q: number, silent: number): boolean {
  return q <= n - silent;
}

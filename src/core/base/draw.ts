/**
 * Keyed randomness: a draw is a pure function of what it is for, so that adding, dropping or moving one draw changes no
 * other. Integer mixing only; every engine gives the same bits.
 */

/** What a draw is for. Append only: changing a number changes every run. */
export const PURPOSE = {
  latency: 1,
  loss: 2,
  duplicate: 3,
  process: 4,
  adversary: 5,
  schedule: 6,
} as const;

/** A word in [0, 2^32) for the key. */
export function draw(seed: number, ...key: readonly number[]): number {
  let state = fold(0, seed);
  for (const part of key) state = fold(state, part);
  return finish(state);
}

/** Mixes one part of a key into the state of a draw. Parts beyond 32 bits count in full. */
export function fold(state: number, part: number): number {
  const low = mix(state ^ (part | 0));
  return part === (part | 0) ? low : mix(low ^ (Math.floor(part / 0x100000000) | 0));
}

/** The word that a folded state stands for. */
export function finish(state: number): number {
  let word = state ^ (state >>> 16);
  word = Math.imul(word, 0x7feb352d);
  word ^= word >>> 15;
  word = Math.imul(word, 0x846ca68b);
  return (word ^ (word >>> 16)) >>> 0;
}

/** An integer in [0, bound) from a word. */
export function below(word: number, bound: number): number {
  return Math.floor((word / 0x100000000) * bound);
}

function mix(word: number): number {
  let mixed = Math.imul((word + 0x6d2b79f5) | 0, 0x9e3779b1);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x85ebca77);
  return mixed ^ (mixed >>> 13);
}

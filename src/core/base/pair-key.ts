/**
 * `a:b`, for records that are keyed by two numbers. The same few pairs are asked for over and over; a text that is made anew has to be
 * joined, hashed and compared each time before it finds its place, so the latest are remembered.
 */
export function pairKey(a: number, b: number): string {
  const place = (Math.imul(a, 0x9e3779b1) ^ b) & (REMEMBERED - 1);
  const known = KEYS[place];
  if (known !== undefined && FIRSTS[place] === a && SECONDS[place] === b) return known;
  const key = `${a}:${b}`;
  FIRSTS[place] = a;
  SECONDS[place] = b;
  KEYS[place] = key;
  return key;
}

/** By what a request is known: who has sent it, and its number with that client. */
export function requestKey(request: {
  readonly client: number;
  readonly timestamp: number;
}): string {
  return pairKey(request.client, request.timestamp);
}

/** A power of two. */
const REMEMBERED = 1_024;

const FIRSTS = new Float64Array(REMEMBERED);
const SECONDS = new Float64Array(REMEMBERED);
const KEYS: string[] = Array.from({ length: REMEMBERED }, () => '0:0');

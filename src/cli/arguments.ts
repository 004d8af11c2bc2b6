import type { QuorumRule } from '../core/model/index.ts';
import { UsageError } from './io.ts';

/** Reads what was typed behind the options of a command. Each mistake is told with what is allowed. */

type Range = { readonly min: number; readonly max: number; readonly otherwise: number };

/** A whole number of a range; `otherwise` where nothing was typed. */
export function whole(
  name: string,
  text: string | undefined,
  { min, max, otherwise }: Range,
): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (/^\d{1,15}$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(
    `--${name} must be a whole number from ${min} to ${max}; it is ${text || 'empty'}`,
  );
}

/** Items between commas; none where nothing was typed. */
export function list(text = ''): readonly string[] {
  return text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

/** Whole numbers and spans of them between commas, ascending and each once: "4..6,13" is 4, 5, 6 and 13. */
export function ranges(
  name: string,
  text: string,
  bounds: { readonly min: number; readonly max: number },
): readonly number[] {
  const numbers = list(text).flatMap((part) => {
    const [first = '', last = first, ...rest] = part.split('..');
    const from = whole(name, first, { ...bounds, otherwise: 0 });
    const to = whole(name, last, { ...bounds, otherwise: 0 });
    if (rest.length > 0 || to < from)
      throw new UsageError(`--${name} takes numbers and spans such as 4..7; it is ${text}`);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
  if (numbers.length === 0) throw new UsageError(`--${name} names no number`);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

export function quorumRule(name: string): QuorumRule {
  if (name === 'intersect' || name === '2f+1' || name === 'n-f') return name;
  if (/^[1-9]\d{0,3}$/.test(name)) return Number(name);
  throw new UsageError(
    `--quorum must be among intersect, 2f+1, n-f or a whole number; it is ${name}`,
  );
}

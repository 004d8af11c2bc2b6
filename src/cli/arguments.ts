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
  throw new UsageError(`--${name} must be a whole number from ${min} to ${max}; it is ${text}`);
}

/** Items between commas; none where nothing was typed. */
export function list(text = ''): readonly string[] {
  return text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

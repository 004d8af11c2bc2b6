import type { Data } from '../model/index.ts';

/** Shapes of messages: which fields there are, and what each may hold. For whatever a traitor may send: nothing here throws. */

export type Check = (value: Data | undefined) => boolean;
/** All fields of a message beside its type; no other may be there. */
export type Shape = Readonly<Record<string, Check>>;

/** Characters of a text at most, and the greatest sequence number. */
const TEXT_MAX = 1_000;
const SEQ_MAX = 4_294_967_294;
const SIGNATURE_MAX = 256;

/** A whole number from 0 on that doubles hold exactly. */
export const isNatural: Check = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
/** A sequence number that can be agreed on: 0 is the beginning. */
export const isSeq: Check = (value) =>
  isNatural(value) && Number(value) >= 1 && Number(value) <= SEQ_MAX;
/** Text of at most TEXT_MAX characters. */
export const isText: Check = (value) => typeof value === 'string' && value.length <= TEXT_MAX;
/** Hex digits in small letters, 64 at most. */
export const isDigest: Check = (value) =>
  typeof value === 'string' && /^[0-9a-f]{1,64}$/.test(value);
/** Text short enough to be verified; whether it is genuine is another question. */
export const isSignature: Check = (value) =>
  typeof value === 'string' && value.length <= SIGNATURE_MAX;
/** A list of at most `max` such items, bounded before it is walked (M21). */
export const listOf =
  (isItem: Check, max: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= max && value.every((item: Data) => isItem(item));

const isLetter: Check = (value) => isText(value) && value !== '';

/** Whether a body is one of the messages: beside those that are lettered a text may ride, in the field `text`. */
export function hasShape(
  body: Data,
  shapes: Readonly<Record<string, Shape>>,
  lettered: ReadonlySet<string>,
): boolean {
  if (!isRecord(body)) return false;
  const { type, text, ...fields } = body;
  if (typeof type !== 'string' || !Object.hasOwn(shapes, type)) return false;
  if (text !== undefined && !(lettered.has(type) && isLetter(text))) return false;
  const checks = Object.entries(shapes[type] ?? {});
  if (Object.keys(fields).length !== checks.length) return false;
  return checks.every(([name, check]) => check(fields[name]));
}

/** An object with named fields: no list, and not null. */
export function isRecord(value: Data | undefined): value is { readonly [key: string]: Data } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

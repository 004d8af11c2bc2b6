import type { Data } from '../model/index.ts';

/** Shapes of messages: which fields there are, and what each may hold. For whatever a traitor may send: nothing here throws. */

export type Check = (value: Data | undefined) => boolean;
/** All fields of a message beside its type; no other may be there. */
export type Shape = Readonly<Record<string, Check>>;

/** Characters of a text at most, and the greatest sequence number. */
const TEXT_MAX = 1_000;
const SEQ_MAX = 4_294_967_294;
const SIGNATURE_MAX = 256;

export const isNatural: Check = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
export const isSeq: Check = (value) =>
  isNatural(value) && Number(value) >= 1 && Number(value) <= SEQ_MAX;
export const isText: Check = (value) => typeof value === 'string' && value.length <= TEXT_MAX;
export const isDigest: Check = (value) =>
  typeof value === 'string' && /^[0-9a-f]{1,64}$/.test(value);
export const isSignature: Check = (value) =>
  typeof value === 'string' && value.length <= SIGNATURE_MAX;
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

export function isRecord(value: Data): value is { readonly [key: string]: Data } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { finish, fold } from '../base/draw.ts';
import { ObjectMemo } from '../base/object-memo.ts';
import type { SignatureScheme } from './scheme.ts';

/**
 * A modelled unforgeable signature for mass runs: a keyed integer mix over the statement. It takes a thousandth of the
 * time of Ed25519. It is no cryptography: what makes it unforgeable is that a tactic gets at it only through a keyring.
 */
export function createIdeal(runId: string): SignatureScheme {
  const runLanes = contentOf(runId);
  const secrets: Lanes[] = [];
  const secretOf = (signer: number): Lanes => {
    const known = secrets[signer];
    if (known !== undefined) return known;
    const secret = { a: fold(runLanes.a, signer), b: fold(runLanes.b, ~signer) };
    secrets[signer] = secret;
    return secret;
  };
  const compute = (signer: number, statement: readonly unknown[]): string => {
    const { a, b } = secretOf(signer);
    return toHex(absorbArray({ a, b }, statement));
  };
  const remembered: Tagged[] = [];
  // What is signed is verified soon after, often as the very same values.
  const tag = (signer: number, statement: readonly unknown[]): string => {
    const place = placeOf(signer, statement);
    const known = remembered[place];
    if (known?.signer === signer && isSame(known.statement, statement)) return known.tag;
    const computed = compute(signer, statement);
    if (isFixed(statement))
      remembered[place] = { signer, statement: statement.slice(), tag: computed };
    return computed;
  };
  return {
    sign: tag,
    verify(signer, statement, signature) {
      if (!Number.isSafeInteger(signer) || signer < 0 || signer > SIGNER_MAX) return false;
      if (typeof signature !== 'string' || signature.length !== HEX_LENGTH) return false;
      try {
        return tag(signer, statement) === signature;
      } catch {
        // Nesting beyond the stack, which only a traitor's message can hold.
        return false;
      }
    },
  };
}

/** The statement is a copy: nobody else can change it. */
type Tagged = {
  readonly signer: number;
  readonly statement: readonly unknown[];
  readonly tag: string;
};

/** A power of two. */
const REMEMBERED = 512;

function placeOf(signer: number, statement: readonly unknown[]): number {
  let mixed = Math.imul(signer, 0x9e3779b1) ^ statement.length;
  for (const item of statement) {
    if (typeof item === 'number') mixed = Math.imul(mixed ^ item, 0x85ebca77);
    else if (typeof item === 'string') mixed = Math.imul(mixed ^ item.length, 0xc2b2ae3d);
  }
  return (mixed ^ (mixed >>> 15)) & (REMEMBERED - 1);
}

/** None of its items can change any more: what can is worked out each time. */
function isFixed(statement: readonly unknown[]): boolean {
  return statement.every(
    (item) => typeof item !== 'object' || item === null || Object.isFrozen(item),
  );
}

/** Item by item the same value. */
function isSame(known: readonly unknown[], statement: readonly unknown[]): boolean {
  if (known.length !== statement.length) return false;
  for (let i = 0; i < known.length; i += 1) {
    if (!Object.is(known[i], statement[i])) return false;
  }
  return true;
}

/** Two independent 32-bit lanes, mixed over the same content. */
type Lanes = { a: number; b: number };

const HEX_LENGTH = 32;
const SIGNER_MAX = 1_000_000;
const KIND = {
  null: 1,
  true: 2,
  false: 3,
  number: 4,
  string: 5,
  array: 6,
  record: 7,
  other: 8,
} as const;

function absorb(lanes: Lanes, value: unknown): void {
  switch (typeof value) {
    case 'number':
      return absorbNumber(lanes, value);
    case 'string':
      return absorbText(lanes, value);
    case 'boolean':
      return absorbWord(lanes, value ? KIND.true : KIND.false);
    case 'object':
      return absorbObject(lanes, value);
    default:
      return absorbWord(lanes, KIND.other);
  }
}

function absorbWord(lanes: Lanes, word: number): void {
  lanes.a = fold(lanes.a, word);
  lanes.b = fold(lanes.b, word + 0x51ed270b);
}

function absorbNumber(lanes: Lanes, value: number): void {
  absorbWord(lanes, KIND.number);
  absorbWord(lanes, value);
  // Folding keeps the integer part only; no honest message holds a fraction, but a forged one could.
  if (!Number.isSafeInteger(value)) absorbText(lanes, String(value));
}

function absorbText(lanes: Lanes, text: string): void {
  let { a, b } = lanes;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul((b + unit) | 0, 0x5bd1e995) ^ (b >>> 15);
  }
  lanes.a = fold(a, text.length);
  lanes.b = fold(b, KIND.string);
}

function absorbObject(lanes: Lanes, value: object | null): void {
  if (value === null) return absorbWord(lanes, KIND.null);
  const content = contentOf(value);
  absorbWord(lanes, content.a);
  absorbWord(lanes, content.b);
}

const known = new ObjectMemo<object, Readonly<Lanes>>();

/** What an object holds, whoever signs it. Kept for frozen ones: certificates are verified by n receivers. */
function contentOf(value: object | string): Readonly<Lanes> {
  const lanes = { a: 0x243f6a88, b: 0x85a308d3 };
  if (typeof value === 'string') {
    absorbText(lanes, value);
    return lanes;
  }
  const earlier = known.get(value);
  if (earlier !== undefined) return earlier;
  const content = Array.isArray(value) ? absorbArray(lanes, value) : absorbRecord(lanes, value);
  if (Object.isFrozen(value)) known.set(value, content);
  return content;
}

function absorbArray(lanes: Lanes, items: readonly unknown[]): Lanes {
  absorbWord(lanes, KIND.array);
  absorbWord(lanes, items.length);
  for (const item of items) absorb(lanes, item);
  return lanes;
}

function absorbRecord(lanes: Lanes, record: object): Lanes {
  absorbWord(lanes, KIND.record);
  // Sorted, so that the order in which keys were put in does not count, as with the canonical encoding.
  const entries = Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [key, item] of entries) {
    absorbText(lanes, key);
    absorb(lanes, item);
  }
  return lanes;
}

function toHex(lanes: Lanes): string {
  const third = fold(fold(lanes.a, 1), lanes.b);
  const fourth = fold(fold(lanes.b, 2), lanes.a);
  return wordHex(lanes.a) + wordHex(lanes.b) + wordHex(third) + wordHex(fourth);
}

function wordHex(word: number): string {
  const mixed = finish(word);
  const high = `${BYTE_HEX[mixed >>> 24]}${BYTE_HEX[(mixed >>> 16) & 0xff]}`;
  return `${high}${BYTE_HEX[(mixed >>> 8) & 0xff]}${BYTE_HEX[mixed & 0xff]}`;
}

const BYTE_HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

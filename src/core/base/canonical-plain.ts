/**
 * The canonical bytes of the data that nearly all of it is: whole numbers, ASCII texts, truth values, null, and lists and records of
 * those. It is a fraction of the deterministic CBOR in canonical.ts, written for speed, and gives the same bytes; for anything else it
 * gives null. Source: RFC 8949, sections 3 and 4.2.1.
 */
export function encodePlain(data: unknown): Uint8Array | null {
  const end = write(data, 0, DEPTH_MAX);
  return end === REFUSED ? null : BYTES.slice(0, end);
}

const BYTES = new Uint8Array(4_096);
const DEPTH_MAX = 32;
/** In the place of where to go on writing. */
const REFUSED = -1;

const MAJOR = { natural: 0x00, negative: 0x20, text: 0x60, list: 0x80, record: 0xa0 } as const;
const SIMPLE = { no: 0xf4, yes: 0xf5, null: 0xf6 } as const;
/** The longest head, and some room for single bytes. */
const HEAD_MAX = 16;

function write(data: unknown, at: number, depth: number): number {
  if (at < 0 || depth === 0 || at > BYTES.length - HEAD_MAX) return REFUSED;
  switch (typeof data) {
    case 'number':
      return writeNumber(data, at);
    case 'string':
      return writeText(data, at);
    case 'boolean':
      BYTES[at] = data ? SIMPLE.yes : SIMPLE.no;
      return at + 1;
    case 'object':
      if (Array.isArray(data)) return writeList(data, at, depth);
      if (data !== null) return writeRecord(data, at, depth);
      BYTES[at] = SIMPLE.null;
      return at + 1;
    default:
      return REFUSED;
  }
}

/** Fractions are written in another way, and so is the zero below zero. */
function writeNumber(value: number, at: number): number {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return REFUSED;
  return value < 0
    ? writeHead(MAJOR.negative, -1 - value, at)
    : writeHead(MAJOR.natural, value, at);
}

function writeHead(major: number, count: number, at: number): number {
  if (count < 24) {
    BYTES[at] = major | count;
    return at + 1;
  }
  const log = count < 0x100 ? 0 : count < 0x10000 ? 1 : count < 0x100000000 ? 2 : 3;
  const size = 1 << log;
  BYTES[at] = major | (24 + log);
  let left = count;
  for (let place = at + size; place > at; place -= 1) {
    BYTES[place] = left % 0x100;
    left = Math.floor(left / 0x100);
  }
  return at + 1 + size;
}

function writeText(text: string, at: number): number {
  if (text.length > BYTES.length - HEAD_MAX - at) return REFUSED;
  let end = writeHead(MAJOR.text, text.length, at);
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return REFUSED;
    BYTES[end++] = unit;
  }
  return end;
}

function writeList(items: readonly unknown[], at: number, depth: number): number {
  let end = writeHead(MAJOR.list, items.length, at);
  for (const item of items) {
    end = write(item, end, depth - 1);
    if (end === REFUSED) return REFUSED;
  }
  return end;
}

function writeRecord(record: object, at: number, depth: number): number {
  if (Object.getPrototypeOf(record) !== Object.prototype) return REFUSED;
  const entries = Object.entries(record).sort(byKey);
  let end = writeHead(MAJOR.record, entries.length, at);
  for (const [key, item] of entries) end = write(item, write(key, end, depth - 1), depth - 1);
  return end;
}

/** By the bytes of the keys, of which the length comes first. */
function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : 1;
}

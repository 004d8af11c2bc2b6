import { assert } from '../base/assert.ts';
import { canonical } from '../base/canonical.ts';
import { createHasher } from '../crypto/digest.ts';
import type {
  EventIndex,
  EventKind,
  Happening,
  Micros,
  ProcessId,
  Sink,
  TraceEvent,
} from '../model/index.ts';
import {
  KIND_CODES,
  LATER_TABLES,
  TABLE_NAMES,
  WORD,
  WORDS,
  decode,
  emptyTables,
  encode,
  kindOf,
  referenceOf,
  type TableName,
  type Tables,
} from './record.ts';

/** The recording of a run: packed records, and the values that they refer to. */
export interface Trace extends Sink {
  readonly length: number;
  at(index: EventIndex): TraceEvent;
  /** Parts of an event without decoding the rest. */
  kindAt(index: EventIndex): EventKind;
  timeAt(index: EventIndex): Micros;
  processAt(index: EventIndex): ProcessId;
  causeAt(index: EventIndex): EventIndex | null;
  /** The delivery or drop that ended a send; the reject or ignore that answered a delivery; -1 for none so far. */
  endOf(index: EventIndex): EventIndex;
  /** How many events happened at or before that time. */
  countUntil(at: Micros): number;
  /** Hex SHA-256 over all records, then over the canonical encoding of the values they refer to. */
  hash(): string;
  /** One line of JSON. */
  toJson(index: EventIndex): string;
  /** A recording of its own that begins with the first so many events of this one. */
  fork(length: number): Trace;
}

/** An empty trace in packed records. */
export function createTrace(): Trace {
  return new PackedTrace(emptyTables());
}

/** A sink that keeps what is stated and judged, and no message or timer. Causes are left out: the trace does not hold them. */
export function factsOnly(trace: Trace): Sink {
  return {
    level: 'facts',
    record(at, process, _cause, happening) {
      if (!COMMON.has(happening.kind)) trace.record(at, process, null, happening);
    },
  };
}

const COMMON: ReadonlySet<EventKind> = new Set<EventKind>([
  'send',
  'deliver',
  'drop',
  'timer-set',
  'timer-clear',
  'timer-fired',
  'reject',
  'ignore',
  'touch',
]);

const CHUNK_EVENTS = 4_096;

class PackedTrace implements Trace {
  length = 0;
  readonly #tables: Tables;
  /** Full ones are never written again, so forks share them. */
  readonly #chunks: Int32Array[] = [];
  readonly #ends: Int32Array[] = [];

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  record(at: Micros, process: ProcessId, cause: EventIndex | null, happening: Happening): void {
    const { a, b, c, copy } = encode(happening, at, this.#tables);
    const { chunk, offset } = this.#room();
    chunk[offset + WORD.kind] = KIND_CODES[happening.kind] | (copy << 8);
    chunk[offset + WORD.timeLow] = at | 0;
    chunk[offset + WORD.timeHigh] = Math.floor(at / 0x100000000);
    chunk[offset + WORD.process] = process;
    chunk[offset + WORD.cause] = cause ?? -1;
    chunk[offset + WORD.a] = a;
    chunk[offset + WORD.b] = b;
    chunk[offset + WORD.c] = c;
    this.length++;
    if (cause !== null && cause >= 0) this.#close(cause, happening.kind);
  }

  at(index: EventIndex): TraceEvent {
    const at = this.timeAt(index);
    const words = {
      a: this.#word(index, WORD.a),
      b: this.#word(index, WORD.b),
      c: this.#word(index, WORD.c),
      copy: this.#word(index, WORD.kind) >> 8,
    };
    const happening = decode(this.kindAt(index), words, { at, tables: this.#tables });
    return { index, at, process: this.processAt(index), cause: this.causeAt(index), ...happening };
  }

  kindAt(index: EventIndex): EventKind {
    return kindOf(this.#word(index, WORD.kind) & 0xff);
  }

  timeAt(index: EventIndex): Micros {
    return (this.#word(index, WORD.timeLow) >>> 0) + this.#word(index, WORD.timeHigh) * 0x100000000;
  }

  processAt(index: EventIndex): ProcessId {
    return this.#word(index, WORD.process);
  }

  causeAt(index: EventIndex): EventIndex | null {
    const cause = this.#word(index, WORD.cause);
    return cause < 0 ? null : cause;
  }

  endOf(index: EventIndex): EventIndex {
    this.#checkIndex(index);
    return (this.#ends[Math.floor(index / CHUNK_EVENTS)]?.[index % CHUNK_EVENTS] ?? 0) - 1;
  }

  countUntil(at: Micros): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timeAt(middle) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  hash(): string {
    const hasher = createHasher();
    for (let index = 0; index < this.length; index += CHUNK_EVENTS) {
      hasher.update(this.#littleEndian(index));
    }
    for (const name of TABLE_NAMES) {
      const { values } = this.#tables[name];
      if (values.length === 0 && LATER_TABLES.includes(name)) continue;
      hasher.update(canonical([name, values.length]));
      for (const value of values) hasher.update(canonical(value));
    }
    return hasher.hex();
  }

  toJson(index: EventIndex): string {
    return JSON.stringify(this.at(index));
  }

  fork(length: number): Trace {
    assert(length >= 0 && length <= this.length, 'a fork begins within the recording');
    const counts = this.#countValues(length);
    const tables = this.#tables;
    const fork = new PackedTrace({
      texts: tables.texts.fork(counts.texts),
      bodies: tables.bodies.fork(counts.bodies),
      facts: tables.facts.fork(counts.facts),
      marks: tables.marks.fork(counts.marks),
      groups: tables.groups.fork(counts.groups),
      actions: tables.actions.fork(counts.actions),
      violations: tables.violations.fork(counts.violations),
      proofs: tables.proofs.fork(counts.proofs),
    });
    fork.#adopt(this, length);
    return fork;
  }

  #adopt(other: PackedTrace, length: number): void {
    const full = Math.floor(length / CHUNK_EVENTS);
    const used = Math.ceil(length / CHUNK_EVENTS);
    other.#chunks.slice(0, used).forEach((chunk, i) => {
      this.#chunks.push(i < full ? chunk : chunk.slice());
    });
    // What ended after the fork has not ended yet.
    for (const ends of other.#ends.slice(0, used)) {
      this.#ends.push(ends.map((end) => (end <= length ? end : 0)));
    }
    this.length = length;
  }

  /** How many values of each table the first so many events refer to: numbers are given in order of first use. */
  #countValues(length: number): Record<TableName, number> {
    const counts: Record<TableName, number> = {
      texts: 0,
      bodies: 0,
      facts: 0,
      marks: 0,
      groups: 0,
      actions: 0,
      violations: 0,
      proofs: 0,
    };
    for (let index = 0; index < length; index++) {
      const reference = referenceOf(this.kindAt(index));
      if (reference === null) continue;
      const id = this.#word(index, WORD[reference.word]);
      if (id >= counts[reference.table]) counts[reference.table] = id + 1;
    }
    return counts;
  }

  #room(): { readonly chunk: Int32Array; readonly offset: number } {
    const position = Math.floor(this.length / CHUNK_EVENTS);
    if (position === this.#chunks.length) {
      this.#chunks.push(new Int32Array(CHUNK_EVENTS * WORDS));
      this.#ends.push(new Int32Array(CHUNK_EVENTS));
    }
    const chunk = this.#chunks[position];
    assert(chunk !== undefined, 'there is a chunk for the next record');
    return { chunk, offset: (this.length % CHUNK_EVENTS) * WORDS };
  }

  /** Notes how a send ended, or how a delivery was answered: the index plus one, because 0 stands for "not yet". */
  #close(cause: EventIndex, kind: EventKind): void {
    const isEnd = kind === 'deliver' || kind === 'drop' || kind === 'reject' || kind === 'ignore';
    if (!isEnd) return;
    const isOfSend = this.kindAt(cause) === 'send';
    if (isOfSend !== (kind === 'deliver' || kind === 'drop')) return;
    const ends = this.#ends[Math.floor(cause / CHUNK_EVENTS)];
    if (ends !== undefined) ends[cause % CHUNK_EVENTS] = this.length;
  }

  /** The bytes of a chunk's records, the same on every machine. */
  #littleEndian(from: EventIndex): Uint8Array {
    const chunk = this.#chunks[Math.floor(from / CHUNK_EVENTS)];
    assert(chunk !== undefined, 'there is a chunk to hash');
    const words = Math.min(CHUNK_EVENTS, this.length - from) * WORDS;
    const view = new DataView(new ArrayBuffer(words * 4));
    for (let i = 0; i < words; i++) view.setInt32(i * 4, chunk[i] ?? 0, true);
    return new Uint8Array(view.buffer);
  }

  #word(index: EventIndex, word: number): number {
    this.#checkIndex(index);
    const chunk = this.#chunks[Math.floor(index / CHUNK_EVENTS)];
    return chunk?.[(index % CHUNK_EVENTS) * WORDS + word] ?? 0;
  }

  #checkIndex(index: EventIndex): void {
    assert(index >= 0 && index < this.length, () => `event ${index} is within the recording`);
  }
}

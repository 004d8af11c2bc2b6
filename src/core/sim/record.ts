import { assert } from '../base/assert.ts';
import {
  EVENT_KINDS,
  TOUCHES,
  type Action,
  type Body,
  type DropReason,
  type EventKind,
  type Fact,
  type Happening,
  type MarkView,
  type Micros,
  type Proof,
  type Violation,
} from '../model/index.ts';
import { Interner, Texts } from './interner.ts';

/** Words of a record: kind and copy, time (two), process, cause, then three that depend on the kind. */
export const WORDS = 8;
/** Where each stands in the record, counted in 32-bit words. */
export const WORD = {
  kind: 0,
  timeLow: 1,
  timeHigh: 2,
  process: 3,
  cause: 4,
  a: 5,
  b: 6,
  c: 7,
} as const;

/** What depends on the kind of an event: `copy` and the words a, b and c. */
type Payload = {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly copy: number;
};

type Group = readonly (readonly number[])[];

/** The values that records refer to by number. */
export type Tables = {
  readonly texts: Texts;
  readonly bodies: Interner<Body>;
  readonly facts: Interner<Fact>;
  readonly marks: Interner<MarkView>;
  readonly groups: Interner<Group>;
  readonly actions: Interner<Action>;
  readonly violations: Interner<Violation>;
  readonly proofs: Interner<Proof>;
};
export type TableName = keyof Tables;

/** In the order in which the hash takes them. Append only. */
export const TABLE_NAMES: readonly TableName[] = [
  'texts',
  'bodies',
  'facts',
  'marks',
  'groups',
  'actions',
  'violations',
  'proofs',
];

/** Came later: where it holds nothing the hash is what it was before there was such a table. */
export const LATER_TABLES: readonly TableName[] = ['proofs'];

const DROP_REASONS: readonly DropReason[] = [
  'loss',
  'partition',
  'crashed',
  'adversary limit',
  'by hand',
  'never released',
];

/** The code in the record: the position in the list that the model fixes. */
export const KIND_CODES: Readonly<Record<EventKind, number>> = {
  send: 0,
  deliver: 1,
  drop: 2,
  'timer-set': 3,
  'timer-clear': 4,
  'timer-fired': 5,
  note: 6,
  reject: 7,
  ignore: 8,
  crash: 9,
  recover: 10,
  mark: 11,
  partition: 12,
  heal: 13,
  intervene: 14,
  violation: 15,
  proof: 16,
  touch: 17,
  void: 18,
};

/** Tables for a new trace: each equal value once, under the number by which records name it. */
export function emptyTables(): Tables {
  return {
    texts: new Texts(),
    bodies: new Interner(true),
    facts: new Interner(),
    marks: new Interner(),
    groups: new Interner(),
    actions: new Interner(),
    violations: new Interner(),
    proofs: new Interner(),
  };
}

const NOTHING: Payload = { a: 0, b: 0, c: 0, copy: 0 };
const payload = (a: number, b = 0, c = 0, copy = 0): Payload => ({ a, b, c, copy });

/** What of an event its record holds; larger values go into the tables. The time and the process are the caller's. */
export function encode(happening: Happening, at: Micros, tables: Tables): Payload {
  switch (happening.kind) {
    case 'send': {
      const { to, body, arrivesAt, copy } = happening;
      return payload(to, tables.bodies.intern(body), delayWord(at, arrivesAt), copy);
    }
    case 'deliver':
      return payload(happening.from, tables.bodies.intern(happening.body));
    case 'drop':
      return payload(
        happening.to,
        tables.bodies.intern(happening.body),
        DROP_REASONS.indexOf(happening.reason),
      );
    case 'timer-set': {
      const delay = happening.firesAt - at;
      return payload(
        tables.texts.intern(happening.timer),
        delay | 0,
        Math.floor(delay / 0x100000000),
      );
    }
    case 'timer-clear':
    case 'timer-fired':
      return payload(tables.texts.intern(happening.timer));
    case 'reject':
    case 'ignore':
      return payload(tables.texts.intern(happening.reason));
    default:
      return encodeRare(happening, at, tables);
  }
}

type Rare = Exclude<
  Happening,
  {
    kind:
      | 'send'
      | 'deliver'
      | 'drop'
      | 'timer-set'
      | 'timer-clear'
      | 'timer-fired'
      | 'reject'
      | 'ignore';
  }
>;

function encodeRare(happening: Rare, at: Micros, tables: Tables): Payload {
  switch (happening.kind) {
    case 'note':
      return payload(tables.facts.intern(happening.fact));
    case 'mark':
      return payload(tables.marks.intern(happening.mark));
    case 'partition':
    case 'heal':
      return payload(tables.groups.intern(happening.groups));
    case 'intervene':
      return payload(tables.actions.intern(happening.action));
    case 'violation':
      return payload(tables.violations.intern(happening.violation));
    case 'proof':
      return payload(tables.proofs.intern(happening.proof));
    case 'touch': {
      const { how, body, arrivesAt } = happening;
      return payload(TOUCHES.indexOf(how), tables.bodies.intern(body), delayWord(at, arrivesAt));
    }
    case 'void':
      return payload(tables.texts.intern(happening.reason));
    case 'crash':
    case 'recover':
      return NOTHING;
  }
}

/** -1 for a message that the network loses. */
function delayWord(at: Micros, arrivesAt: Micros | null): number {
  if (arrivesAt === null) return -1;
  const delay = arrivesAt - at;
  assert(delay >= 0 && delay <= 0x7fffffff, 'a message takes less than 36 minutes');
  return delay;
}

/** The event of a record: the inverse of `encode`, with the same tables. */
export function decode(kind: EventKind, words: Payload, context: Decoding): Happening {
  const { at, tables } = context;
  switch (kind) {
    case 'send': {
      const arrivesAt = words.c < 0 ? null : at + words.c;
      return { kind, to: words.a, body: tables.bodies.at(words.b), arrivesAt, copy: words.copy };
    }
    case 'deliver':
      return { kind, from: words.a, body: tables.bodies.at(words.b) };
    case 'drop': {
      const reason = DROP_REASONS[words.c] ?? 'loss';
      return { kind, to: words.a, body: tables.bodies.at(words.b), reason };
    }
    case 'timer-set': {
      const firesAt = at + (words.b >>> 0) + words.c * 0x100000000;
      return { kind, timer: tables.texts.at(words.a), firesAt };
    }
    case 'timer-clear':
    case 'timer-fired':
      return { kind, timer: tables.texts.at(words.a) };
    case 'reject':
    case 'ignore':
      return { kind, reason: tables.texts.at(words.a) };
    case 'touch':
      return decodeTouch(words, context);
    default:
      return decodeRare(kind, words.a, tables);
  }
}

type Decoding = { readonly at: Micros; readonly tables: Tables };

function decodeTouch({ a, b, c }: Payload, { at, tables }: Decoding): Happening {
  const how = TOUCHES[a];
  assert(how !== undefined, () => `there is a touch ${a}`);
  return { kind: 'touch', how, body: tables.bodies.at(b), arrivesAt: c < 0 ? null : at + c };
}

function decodeRare(kind: Exclude<Rare['kind'], 'touch'>, id: number, tables: Tables): Happening {
  switch (kind) {
    case 'note':
      return { kind, fact: tables.facts.at(id) };
    case 'mark':
      return { kind, mark: tables.marks.at(id) };
    case 'partition':
    case 'heal':
      return { kind, groups: tables.groups.at(id) };
    case 'intervene':
      return { kind, action: tables.actions.at(id) };
    case 'violation':
      return { kind, violation: tables.violations.at(id) };
    case 'proof':
      return { kind, proof: tables.proofs.at(id) };
    case 'void':
      return { kind, reason: tables.texts.at(id) };
    case 'crash':
    case 'recover':
      return { kind };
  }
}

/** Which table a record's word refers to, and which word; null for none. What `fork` and nobody else needs. */
export function referenceOf(
  kind: EventKind,
): { readonly table: TableName; readonly word: 'a' | 'b' } | null {
  return REFERENCES[kind];
}

const REFERENCES: Readonly<
  Record<EventKind, { readonly table: TableName; readonly word: 'a' | 'b' } | null>
> = {
  send: { table: 'bodies', word: 'b' },
  deliver: { table: 'bodies', word: 'b' },
  drop: { table: 'bodies', word: 'b' },
  'timer-set': { table: 'texts', word: 'a' },
  'timer-clear': { table: 'texts', word: 'a' },
  'timer-fired': { table: 'texts', word: 'a' },
  reject: { table: 'texts', word: 'a' },
  ignore: { table: 'texts', word: 'a' },
  note: { table: 'facts', word: 'a' },
  mark: { table: 'marks', word: 'a' },
  partition: { table: 'groups', word: 'a' },
  heal: { table: 'groups', word: 'a' },
  intervene: { table: 'actions', word: 'a' },
  violation: { table: 'violations', word: 'a' },
  proof: { table: 'proofs', word: 'a' },
  touch: { table: 'bodies', word: 'b' },
  void: { table: 'texts', word: 'a' },
  crash: null,
  recover: null,
};

/** The kind with that code; an assertion fails for a code that no kind has. */
export function kindOf(code: number): EventKind {
  const kind = EVENT_KINDS[code];
  assert(kind !== undefined, () => `there is an event kind ${code}`);
  return kind;
}

import { describe, expect, it } from 'vitest';
import {
  EVENT_KINDS,
  type Happening,
  type MarkView,
  type Proof,
  type Violation,
} from '../../../src/core/model/index.ts';
import { Interner } from '../../../src/core/sim/interner.ts';
import { KIND_CODES } from '../../../src/core/sim/record.ts';
import { createTrace, type Trace } from '../../../src/core/sim/trace.ts';
import { eventsOf, record } from '../../support/recording.ts';

const body = { type: 'prepare', view: 0, seq: 1 };
const mark: MarkView = {
  kind: 'lying',
  tactic: 't',
  cabal: [],
  text: '',
  obeyed: [],
  turned: false,
};
const violation: Violation = {
  monitor: 'agreement',
  at: 5,
  replicas: [1],
  detail: 'two values',
  evidence: [3],
  certificates: [],
  culprits: [0],
};

const proof: Proof = {
  replica: 0,
  kind: 'conflicting-prepare',
  because: 'it said two things',
  at: 5,
  messages: [body, { ...body, seq: 2 }],
  deliveries: [3, 4],
};

const ALL: readonly Happening[] = [
  { kind: 'send', to: 1, body, arrivesAt: 4_294_972_301, copy: 0 },
  { kind: 'send', to: 1, body, arrivesAt: 4_294_972_300, copy: 1 },
  { kind: 'send', to: 1, body, arrivesAt: null, copy: 0 },
  { kind: 'deliver', from: 0, body },
  { kind: 'drop', to: 2, body, reason: 'adversary limit' },
  { kind: 'timer-set', timer: 'view', firesAt: 4_294_967_296 * 3 + 17 },
  { kind: 'timer-clear', timer: 'view' },
  { kind: 'timer-fired', timer: 'adversary:tick' },
  { kind: 'note', fact: { fact: 'rule', rule: 'N4' } },
  { kind: 'reject', reason: 'bad signature' },
  { kind: 'ignore', reason: 'late' },
  { kind: 'crash' },
  { kind: 'recover' },
  { kind: 'mark', mark },
  { kind: 'partition', groups: [[0, 1], [2]] },
  { kind: 'heal', groups: [[0, 1], [2]] },
  { kind: 'intervene', action: { do: 'order', text: 'order ATTACK' } },
  { kind: 'violation', violation },
  { kind: 'proof', proof },
  { kind: 'touch', how: 'hold', body, arrivesAt: null },
  { kind: 'touch', how: 'tamper', body, arrivesAt: 4_294_972_301 },
  { kind: 'void', reason: 'not there' },
];

const LATE = 4_294_967_296 + 5_000;

function traceOf(happenings: readonly Happening[]): Trace {
  const trace = createTrace();
  happenings.forEach((happening, i) => {
    trace.record(LATE, i - 1, i === 0 ? null : i - 1, happening);
  });
  return trace;
}

describe('the trace', () => {
  it('gives every kind of event back as it was, also after 2^32 microseconds', () => {
    const trace = traceOf(ALL);
    ALL.forEach((happening, index) => {
      const cause = index === 0 ? null : index - 1;
      expect(trace.at(index)).toEqual({ index, at: LATE, process: index - 1, cause, ...happening });
      expect(JSON.parse(trace.toJson(index))).toEqual(trace.at(index));
    });
    expect(new Set(ALL.map(({ kind }) => kind))).toEqual(new Set(EVENT_KINDS));
  });

  it('has the codes that the model fixes', () => {
    expect(EVENT_KINDS.map((kind) => KIND_CODES[kind])).toEqual(EVENT_KINDS.map((_, code) => code));
  });

  it('numbers values by content: objects made anew change no hash', () => {
    const copies = ALL.map((happening) => JSON.parse(JSON.stringify(happening)) as Happening);
    expect(traceOf(copies).hash()).toBe(traceOf(ALL).hash());
  });

  it('has a hash that every part of every event changes', () => {
    const hash = traceOf(ALL).hash();
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const variants: Happening[] = [
      { kind: 'send', to: 2, body, arrivesAt: LATE + 5, copy: 0 },
      { kind: 'send', to: 1, body: { ...body, seq: 2 }, arrivesAt: LATE + 5, copy: 0 },
      { kind: 'send', to: 1, body, arrivesAt: LATE + 6, copy: 0 },
      { kind: 'send', to: 1, body, arrivesAt: LATE + 5, copy: 1 },
    ];
    const hashes = variants.map((first) => traceOf([first, ...ALL.slice(1)]).hash());
    expect(new Set([hash, ...hashes]).size).toBe(5);
  });

  it('knows how a message ended and how it was answered', () => {
    const trace = createTrace();
    trace.record(0, 0, null, { kind: 'send', to: 1, body, arrivesAt: 5, copy: 0 });
    expect(trace.endOf(0)).toBe(-1);
    trace.record(5, 1, 0, { kind: 'deliver', from: 0, body });
    trace.record(5, 1, 1, { kind: 'note', fact: { fact: 'rule', rule: 'N1' } });
    expect([trace.endOf(0), trace.endOf(1)]).toEqual([1, -1]);
    trace.record(5, 1, 1, { kind: 'reject', reason: 'bad' });
    expect(trace.endOf(1)).toBe(3);
    expect(trace.fork(3).endOf(1)).toBe(-1);
  });

  it('refuses to tell what is not in it', () => {
    expect(() => traceOf(ALL).at(ALL.length)).toThrow('within the recording');
  });

  it('counts the events up to a time', () => {
    const { trace } = record();
    const times = eventsOf(trace).map(({ at }) => at);
    for (const at of [-1, 0, 5_000, times[200] ?? 0, Infinity]) {
      expect(trace.countUntil(at)).toBe(times.filter((time) => time <= at).length);
    }
  });
});

describe('a fork', () => {
  const long = { workload: { clients: 4, requests: 50, interval: 0, payload: 'x' } } as const;

  it('of any length has the hash of a recording of that length, and goes its own way', () => {
    const { trace } = record(long);
    expect(trace.length).toBeGreaterThan(9_000);
    const hash = trace.hash();
    for (const length of [0, 1, 4_095, 4_096, 4_097, 8_192, trace.length]) {
      const fork = trace.fork(length);
      const again = createTrace();
      for (const { at, process, cause, ...happening } of eventsOf(trace).slice(0, length)) {
        again.record(at, process, cause, happening);
      }
      expect(fork.length).toBe(length);
      expect(fork.hash()).toBe(again.hash());
      fork.record(1e9, 0, null, { kind: 'crash' });
      again.record(1e9, 0, null, { kind: 'crash' });
      expect(fork.hash()).toBe(again.hash());
    }
    expect(trace.hash()).toBe(hash);
  });
});

describe('interning', () => {
  it('keeps one of each content, in the order of first use', () => {
    const interner = new Interner<{ readonly x: number }>();
    const values = [{ x: 1 }, { x: 2 }, { x: 1 }];
    expect(values.map((value) => interner.intern(value))).toEqual([0, 1, 0]);
    expect(interner.values).toEqual([{ x: 1 }, { x: 2 }]);
    expect(interner.fork(1).intern({ x: 3 })).toBe(1);
    expect(() => interner.at(9)).toThrow(RangeError);
  });
});

import { describe, expect, it } from 'vitest';
import {
  MESSAGE_FATES,
  MESSAGE_FIELDS,
  type ProcessView,
  type Window,
} from '../../../src/core/model/index.ts';
import { parts } from './parts.ts';
import { played, scenarioOf } from './support.ts';

type Message = Readonly<Record<(typeof MESSAGE_FIELDS)[number], number>>;

function unpack({ messages }: Window): readonly Message[] {
  const width = MESSAGE_FIELDS.length;
  return Array.from({ length: messages.length / width }, (_, row): Message => {
    const field = (name: (typeof MESSAGE_FIELDS)[number]): number =>
      messages[row * width + MESSAGE_FIELDS.indexOf(name)] ?? NaN;
    return {
      event: field('event'),
      sentAt: field('sentAt'),
      endsAt: field('endsAt'),
      from: field('from'),
      to: field('to'),
      kind: field('kind'),
      view: field('view'),
      seq: field('seq'),
      value: field('value'),
      fate: field('fate'),
      endEvent: field('endEvent'),
      forged: field('forged'),
      touches: field('touches'),
      touchedAt: field('touchedAt'),
      touchedShare: field('touchedShare'),
      resumedAt: field('resumedAt'),
    };
  });
}

const ALL = { from: 0, until: 10_000_000, cap: 100_000 };
const one = scenarioOf({
  workload: { clients: 1, requests: 1, interval: 0, payload: 'order ATTACK' },
});
const kinds = Object.keys(parts.protocol.messages);
const kind = (type: string): number => kinds.indexOf(type);
const fate = (name: (typeof MESSAGE_FATES)[number]): number => MESSAGE_FATES.indexOf(name);

describe('the messages of a window', () => {
  it('are all of a calm run, each with the value that it supports', () => {
    const messages = unpack(played(one).window(ALL));
    const count = (type: string): number =>
      messages.filter((message) => message.kind === kind(type)).length;
    expect(['request', 'pre-prepare', 'prepare', 'commit', 'reply'].map(count)).toEqual([
      1, 3, 9, 12, 4,
    ]);
    expect(messages.every(({ value }) => value === 0)).toBe(true);
    expect(messages.every(({ sentAt, endsAt }) => endsAt > sentAt)).toBe(true);
  });

  it('include those sent before it and still under way, and no others', () => {
    const run = played(one);
    const all = unpack(run.window(ALL));
    const range = { from: 24_000, until: 26_000, cap: 1_000 };
    const expected = all.filter(
      ({ sentAt, endsAt }) => sentAt <= range.until && endsAt >= range.from,
    );
    expect(expected.some(({ sentAt }) => sentAt < range.from)).toBe(true);
    expect(unpack(run.window(range))).toEqual(expected);
  });

  it('are an even sample above the cap, and the rest is counted', () => {
    const run = played(scenarioOf());
    const all = unpack(run.window(ALL));
    const capped = run.window({ ...ALL, cap: 40 });
    const kept = unpack(capped);
    expect(kept.length).toBeLessThanOrEqual(40);
    expect(kept.length).toBeGreaterThan(20);
    expect(kept.length + capped.omitted).toBe(all.length);
    expect(kept.at(-1)?.sentAt).toBeGreaterThan((all.at(-1)?.sentAt ?? 0) * 0.9);
  });

  it('tell two proposals for one sequence number apart by letters', () => {
    const run = played({
      ...one,
      faults: [{ replicas: [0], at: 0, until: null, kind: 'lying', tactic: 'equivocate' }],
    });
    const proposals = unpack(run.window(ALL)).filter(
      (message) => message.kind === kind('pre-prepare') && message.view === 0 && message.seq === 1,
    );
    const { values } = run.timeline();
    const letters = new Set(proposals.map(({ value }) => values[value]?.letter));
    expect(letters).toEqual(new Set(['A', 'B']));
  });

  it('show forgeries as forged and rejected', () => {
    const run = played({
      ...one,
      faults: [{ replicas: [3], at: 0, until: null, kind: 'lying', tactic: 'forge' }],
    });
    const forged = unpack(run.window(ALL)).filter((message) => message.forged === 1);
    expect(forged.length).toBeGreaterThan(0);
    expect(forged.every((message) => message.fate === fate('rejected') && message.from === 3)).toBe(
      true,
    );
    expect(forged.length).toBe(run.report().messages.rejected);
  });

  it('show what the network and crashes swallow', () => {
    const run = played({
      ...one,
      network: { ...one.network, loss: 0.2, gst: 300_000 },
      faults: [{ replicas: [2], at: 0, until: null, kind: 'crashed' }],
    });
    const fates = new Set(unpack(run.window(ALL)).map((message) => message.fate));
    expect(fates).toContain(fate('lost'));
    expect(fates).toContain(fate('crashed'));
    const { dropped } = run.report().messages;
    const swallowed = unpack(run.window(ALL)).filter(
      ({ fate: is }) => is === fate('lost') || is === fate('crashed'),
    );
    expect(swallowed.length).toBe(dropped);
  });
});

describe('the states of a window', () => {
  const run = played(
    scenarioOf({ faults: [{ replicas: [1], at: 60_000, until: 400_000, kind: 'crashed' }] }),
  );

  /** What a screen makes of base and changes. */
  function statesAt(window: Window, events: number): readonly ProcessView[] {
    const states = new Map(window.base.map((view) => [view.id, view]));
    for (const { moment, process } of window.changes) {
      if (moment.events <= events) states.set(process.id, process);
    }
    return [...states.values()].toSorted((a, b) => a.id - b.id);
  }

  it.each([
    [0, 60_000],
    [55_000, 70_000],
    [395_000, 500_000],
  ])('from %i to %i are those that the run itself has there', (from, until) => {
    const window = run.window({ from, until, cap: 10 });
    expect(window.steps.length).toBeGreaterThan(4);
    expect(statesAt(window, window.from.events)).toEqual(run.processesAt(window.from));
    for (const { moment } of window.steps) {
      expect(statesAt(window, moment.events)).toEqual(run.processesAt(moment));
    }
  });

  it('are told step by step without a gap', () => {
    const { steps, from, until } = run.window({ from: 55_000, until: 90_000, cap: 10 });
    const bounds = [from.events, ...steps.map(({ moment }) => moment.events)];
    expect(steps.map(({ first }) => first)).toEqual(bounds.slice(0, -1));
    expect(bounds.at(-1)).toBe(until.events);
    expect(steps.every(({ sentence }) => sentence.length > 0)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import type {
  EventAsk,
  EventFilter,
  EventPage,
  Quest,
  Run,
  Sentence,
} from '../../../src/core/model/index.ts';
import { openRun } from '../../../src/core/session/run.ts';
import { parts } from './parts.ts';
import { played, scenarioOf } from './support.ts';

const ANY: EventFilter = { process: null, kinds: [], message: '', text: '', isNotable: false };
const WORKLOAD = { clients: 1, requests: 2, interval: 50_000, payload: 'order ATTACK' };

function list(run: Run, filter: Partial<EventFilter>, ask: Partial<EventAsk> = {}): EventPage {
  return run.events({
    filter: { ...ANY, ...filter },
    from: 0,
    near: 0,
    here: 0,
    count: 400,
    ...ask,
  });
}

const plain = (sentence: Sentence): string =>
  sentence
    .map((span) => {
      if (typeof span === 'string') return span;
      if ('process' in span) return `<${span.process}>`;
      return 'obeyed' in span ? span.obeyed : `value ${span.value}`;
    })
    .join('');

describe('the list of events', () => {
  it('holds every event of the trace, each in its place and with a sentence', () => {
    const run = played({ workload: WORKLOAD });
    const total = [...run.traceLines()].length;
    const pages = [0, 400, 800].map((from) => list(run, {}, { from }));
    const rows = pages.flatMap((page) => page.rows);
    expect(pages[0]).toMatchObject({ found: total, searched: total, events: total });
    expect(rows.slice(0, Math.min(total, 800)).map(({ event }) => event)).toEqual(
      Array.from({ length: Math.min(total, 800) }, (_, index) => index),
    );
    expect(rows.every(({ sentence }) => plain(sentence).length > 5)).toBe(true);
  });

  it('tells a message with its sender, its receiver, its value and its place', () => {
    const run = played({ workload: WORKLOAD });
    const [sent] = list(run, { kinds: ['send'], message: 'prepare' }).rows;
    expect(plain(sent?.sentence ?? [])).toMatch(
      /^<\d> sends PREPARE for value 0 \(view 0, sequence number 1\) to <\d>\.$/,
    );
    expect(sent?.send).toBe(sent?.event);
    const [got] = list(run, { kinds: ['deliver'], message: 'prepare' }).rows;
    expect(got?.send).toBeLessThan(got?.event ?? 0);
  });

  it('gives a fact its subject back, so that a row stands alone', () => {
    const run = played({ workload: WORKLOAD });
    const { rows } = list(run, { kinds: ['note'], process: 2 });
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.map(({ sentence }) => plain(sentence)).filter((text) => /^It /.test(text))).toEqual(
      [],
    );
  });

  it('moves the playhead to the end of the step of a row', () => {
    const run = played({ workload: WORKLOAD });
    for (const row of list(run, {}).rows) {
      expect(row.moment.events).toBeGreaterThan(row.event);
      expect(run.momentAt(row.at).events).toBeGreaterThanOrEqual(row.moment.events);
    }
  });

  it('keeps what happened to one process, of some kinds, about some message', () => {
    const run = played({ workload: WORKLOAD });
    const ofTwo = list(run, { process: 2 });
    expect(new Set(ofTwo.rows.map(({ process }) => process))).toEqual(new Set([2]));
    const fired = list(run, { kinds: ['timer-fired', 'timer-set'] });
    expect(new Set(fired.rows.map(({ kind }) => kind))).toContain('timer-set');
    const kinds = Object.keys(parts.protocol.messages);
    const commits = list(run, { message: 'commit' });
    expect(commits.found).toBeGreaterThan(0);
    expect(commits.rows.every(({ message }) => kinds[message] === 'commit')).toBe(true);
  });

  it('finds words whatever their case, also names and values', () => {
    const run = played({ workload: WORKLOAD });
    const found = list(run, { text: 'r2 GETS prepare' });
    expect(found.rows.length).toBeGreaterThan(0);
    expect(found.rows.every(({ process, kind }) => process === 2 && kind === 'deliver')).toBe(true);
    expect(list(run, { text: 'order attack' }).found).toBeGreaterThan(0);
    expect(list(run, { text: 'no such words' }).found).toBe(0);
  });

  it('keeps what is notable: no message, no timer, and nothing that all begin with', () => {
    const run = played({
      workload: WORKLOAD,
      interventions: [{ at: 30_000, after: 0, do: 'crash', replicas: [2] }],
    });
    const kinds = new Set(list(run, { isNotable: true }).rows.map(({ kind }) => kind));
    expect(kinds).toContain('note');
    expect(kinds).toContain('crash');
    expect(kinds).toContain('intervene');
    expect([...kinds].filter((kind) => /send|deliver|timer/.test(kind))).toEqual([]);
  });

  it('puts a place of the run in the middle and says how many rows lie before it', () => {
    const run = played({ workload: WORKLOAD });
    const all = list(run, { kinds: ['deliver'] });
    const near = all.rows[20]?.event ?? 0;
    const page = list(run, { kinds: ['deliver'] }, { from: null, near, here: near, count: 10 });
    expect(page).toMatchObject({ from: 15, before: 20 });
    expect(page.rows[5]?.event).toBe(near);
  });

  it('grows with the recording and never searches again what it has searched', () => {
    const run = openRun(scenarioOf({ workload: WORKLOAD }), parts);
    run.advance(20);
    const early = list(run, { kinds: ['deliver'] });
    run.advance(20);
    const later = list(run, { kinds: ['deliver'] });
    expect(later.found).toBeGreaterThan(early.found);
    expect(later.rows.slice(0, early.rows.length)).toEqual(early.rows);
  });

  it('of a long run searches a part with each call, until all is searched', () => {
    const run = played({
      replicas: 13,
      tolerance: 4,
      workload: { clients: 2, requests: 20, interval: 1_000, payload: 'order ATTACK' },
    });
    let page = list(run, { text: 'order attack' });
    expect(page.searched).toBeLessThan(page.events);
    for (let count = 0; page.searched < page.events && count < 100; count += 1) {
      page = list(run, { text: 'order attack' });
    }
    expect(page.searched).toBe(page.events);
  });
});

describe('a search for the next event of a kind', () => {
  const START = { events: 0, at: 0 };
  const quest = (what: Quest['what'], more: Partial<Quest> = {}): Quest => ({
    what,
    process: null,
    message: '',
    ...more,
  });

  it('finds decision after decision, and the same ones backwards', () => {
    const run = played({ workload: WORKLOAD });
    const { decisions } = run.timeline();
    const [first, second] = decisions.map(({ moment }) => moment);
    expect(run.find(quest('decision'), START, 'forward').moment).toEqual(first);
    expect(run.find(quest('decision'), first ?? START, 'forward').moment).toEqual(second);
    expect(run.find(quest('decision'), second ?? START, 'back').moment).toEqual(first);
    expect(run.find(quest('decision'), first ?? START, 'back').moment).toBeNull();
    expect(run.find(quest('decision'), second ?? START, 'forward')).toMatchObject({
      moment: null,
      isRecording: false,
    });
  });

  it('finds what happens to one replica only', () => {
    const run = played({ workload: WORKLOAD });
    const found = run.find(quest('execution', { process: 2 }), START, 'forward');
    expect(run.processesAt(found.moment ?? START)[2]).toMatchObject({ id: 2 });
    const before = run.find(quest('execution', { process: 2 }), found.moment ?? START, 'back');
    expect(before.moment).toBeNull();
  });

  it('finds a kind of message where it is sent, got and rejected', () => {
    const run = played({
      workload: WORKLOAD,
      faults: [{ kind: 'lying', tactic: 'forge', replicas: [3], at: 0, until: null }],
    });
    const sent = run.find(quest('sent', { message: 'commit' }), START, 'forward');
    const got = run.find(quest('received', { message: 'commit' }), START, 'forward');
    expect(got.event).toBeGreaterThan(sent.event);
    expect(run.find(quest('rejected'), START, 'forward').moment).not.toBeNull();
    expect(run.find(quest('sent', { message: 'nonsense' }), START, 'forward').moment).toBeNull();
  });

  it('finds a view change, a fault, an intervention and a violation', () => {
    const run = played({
      workload: WORKLOAD,
      interventions: [{ at: 10_000, after: 0, do: 'collude', replicas: [0, 3], tactic: 'fork' }],
    });
    const fault = run.find(quest('fault'), START, 'forward').moment;
    expect(fault).toEqual(run.find(quest('intervention'), START, 'forward').moment);
    expect(fault?.at).toBe(10_000);
    const violation = run.find(quest('violation'), START, 'forward').moment;
    expect(violation).toEqual(run.timeline().violations[0]?.moment);
    const crashed = played({
      workload: WORKLOAD,
      faults: [{ kind: 'crashed', replicas: [0], at: 0, until: null }],
    });
    const change = crashed.find(quest('view change'), START, 'forward').moment;
    expect(change?.at).toBeGreaterThan(100_000);
    expect(change?.at).toBeLessThanOrEqual(crashed.timeline().bands[1]?.from ?? 0);
  });

  it('says that there may be more while the run is being recorded', () => {
    const run = openRun(scenarioOf({ workload: WORKLOAD }), parts);
    run.advance(5);
    expect(run.find(quest('decision'), START, 'forward')).toMatchObject({
      moment: null,
      isRecording: true,
    });
  });
});

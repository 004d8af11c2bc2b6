import { describe, expect, it } from 'vitest';
import type { Fact, Happening, MarkView, TraceEvent } from '../../../../src/core/model/index.ts';
import { createTimeline } from '../../../../src/core/session/indexes/timeline.ts';
import { createValues } from '../../../../src/core/session/indexes/values.ts';
import { scenarioOf } from '../support.ts';

type Told = readonly [at: number, process: number, happening: Happening];

/** Every event a step of its own. */
function timelineOf(reached: number, ...told: readonly Told[]) {
  const timeline = createTimeline({
    scenario: scenarioOf(),
    tactics: [],
    q: 3,
    values: createValues(),
    wayOf: (delivery) => ({ send: delivery, sentAt: 0, receivedAt: 0, receiver: 0 }),
  });
  told.forEach(([at, process, happening], index) => {
    const event: TraceEvent = { index, at, process, cause: null, ...happening };
    timeline.observe(event);
    timeline.endStep({ events: index + 1, at });
  });
  return timeline.build({ events: told.length, reached, done: false });
}

const note = (fact: Fact): Happening => ({ kind: 'note', fact });
const entered = (view: number): Happening =>
  note({ fact: 'view-entered', view, stable: 0, reproposed: [] });
const committed = (digest: string): Happening =>
  note({ fact: 'committed', view: 0, seq: 1, digest, voters: [0, 1, 2] });
const executed = (digest: string): Happening =>
  note({ fact: 'executed', view: 0, seq: 1, digest, requests: [], state: '' });
const marked = (kind: MarkView['kind'], turned = false): Happening => ({
  kind: 'mark',
  mark: { kind, tactic: '', cabal: [], text: '', obeyed: [], turned },
});
const send = (arrivesAt: number): Happening => ({
  kind: 'send',
  to: 1,
  body: { type: 'prepare' },
  arrivesAt,
  copy: 0,
});

describe('view bands', () => {
  it('begin when a quorum of correct replicas is in the view', () => {
    const { bands } = timelineOf(
      50,
      [10, 0, entered(1)],
      [20, 1, entered(1)],
      [30, 2, entered(1)],
      [40, 3, entered(1)],
    );
    expect(bands).toEqual([
      { from: 0, view: 0, primary: 0 },
      { from: 30, view: 1, primary: 1 },
    ]);
  });

  it('do not follow traitors, and ask only those who are left', () => {
    const { bands } = timelineOf(
      50,
      [1, 3, marked('lying')],
      [2, 2, marked('crashed')],
      [10, 3, entered(1)],
      [20, 0, entered(1)],
      [30, 1, entered(1)],
    );
    expect(bands.at(-1)).toEqual({ from: 30, view: 1, primary: 1 });
  });
});

describe('decisions and phases', () => {
  it('are the first by a correct replica, once for each sequence number and digest', () => {
    const { decisions, phases } = timelineOf(
      50,
      [1, 0, marked('colluding')],
      [10, 0, executed('a')],
      [20, 1, committed('a')],
      [21, 1, executed('a')],
      [22, 2, executed('a')],
      [30, 3, executed('b')],
    );
    expect(
      decisions.map(({ moment, seq, value, replica }) => [moment.at, seq, value, replica]),
    ).toEqual([
      [21, 1, 0, 1],
      [30, 1, 1, 3],
    ]);
    expect(phases.map(({ phase, moment }) => [phase, moment.events])).toEqual([
      ['committed', 3],
      ['executed', 4],
    ]);
  });

  it('count an injected agent until it turns', () => {
    const { decisions } = timelineOf(
      9,
      [1, 0, marked('prompt-injected')],
      [2, 0, executed('a')],
      [3, 0, marked('prompt-injected', true)],
      [4, 0, executed('b')],
    );
    expect(decisions).toHaveLength(1);
  });
});

describe('quiet stretches', () => {
  // The median delay is 10 ms, so that a stretch has to be longer than 30 ms.
  it('lie between the end of one message and the next activity', () => {
    const { quiet, medianDelay } = timelineOf(
      100_000,
      [0, 0, send(10_000)],
      [10_000, 1, { kind: 'timer-fired', timer: 'view' }],
      [60_000, 0, send(90_000)],
    );
    expect(medianDelay).toBe(10_000);
    expect(quiet).toEqual([{ from: 10_000, until: 60_000 }]);
  });

  it('are interrupted by a fault, and are not marked when too short', () => {
    const { quiet } = timelineOf(
      100_000,
      [0, 0, send(10_000)],
      [30_000, 2, { kind: 'crash' }],
      [70_000, 0, send(80_000)],
    );
    expect(quiet).toEqual([{ from: 30_000, until: 70_000 }]);
  });

  it('reach to the end of what is recorded', () => {
    expect(timelineOf(60_000, [0, 0, send(10_000)]).quiet).toEqual([
      { from: 10_000, until: 60_000 },
    ]);
    expect(timelineOf(35_000, [0, 0, send(10_000)]).quiet).toEqual([]);
  });
});

describe('checkpoints', () => {
  it('are marked when the first correct replica knows them to be stable, and at each installation', () => {
    const stable = note({ fact: 'checkpoint-stable', seq: 8, digest: 'd', voters: [0, 1, 2] });
    const installed = note({ fact: 'state-installed', seq: 8, digest: 'd' });
    const { checkpoints } = timelineOf(
      50,
      [5, 3, marked('lying')],
      [10, 3, stable],
      [20, 1, stable],
      [30, 2, stable],
      [40, 2, installed],
      [45, 3, installed],
    );
    expect(checkpoints.map(({ moment, replica, kind }) => [moment.at, replica, kind])).toEqual([
      [20, 1, 'stable'],
      [40, 2, 'installed'],
    ]);
  });
});

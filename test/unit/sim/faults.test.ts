import { describe, expect, it } from 'vitest';
import type { Action, Fault, Intervention, TraceEvent } from '../../../src/core/model/index.ts';
import { createKernel } from '../../../src/core/sim/kernel.ts';
import { createTrace, type Trace } from '../../../src/core/sim/trace.ts';
import { eventsOf, ofKind, record, run, toySetup } from '../../support/recording.ts';
import { obedient, pawn } from '../../support/toy-tactics.ts';

const tactics = [pawn('lying', 'idle'), pawn('colluding', 'idle'), obedient];
const crash = (replica: number, at: number, until: number | null = null): Fault => ({
  replicas: [replica],
  at,
  until,
  kind: 'crashed',
});
const act = (at: number, action: Action, after = 0): Intervention => ({ at, after, ...action });

function marksOf(trace: Trace, replica: number): { at: number; kind: string }[] {
  return ofKind(trace, 'mark')
    .filter((event) => event.process === replica)
    .map(({ at, mark }) => ({ at, kind: mark.kind }));
}

const of = (event: TraceEvent) => `${event.kind} ${event.process}`;

describe('a crash', () => {
  it('at 0 holds before anything happens', () => {
    const { trace } = record({ faults: [crash(2, 0)] });
    expect(eventsOf(trace).slice(0, 2).map(of)).toEqual(['mark 2', 'crash 2']);
    const later = eventsOf(trace)
      .slice(2)
      .filter((event) => event.process === 2);
    expect(later).toEqual([]);
  });

  it('silences timers and drops what arrives, with its reason and sender', () => {
    const { trace } = record({ faults: [crash(2, 6_000)] });
    const drops = ofKind(trace, 'drop');
    expect(drops.length).toBeGreaterThan(10);
    expect(
      drops.every((drop) => drop.to === 2 && drop.reason === 'crashed' && drop.process !== 2),
    ).toBe(true);
    expect(ofKind(trace, 'timer-fired').some((event) => event.process === 2)).toBe(false);
    for (const drop of drops) expect(trace.endOf(drop.cause ?? -1)).toBe(drop.index);
  });

  it('ends with recovery on stable storage, and timers are armed anew', () => {
    const { kernel, trace } = record({ faults: [crash(2, 12_000, 40_000)] });
    expect(marksOf(trace, 2)).toEqual([
      { at: 12_000, kind: 'crashed' },
      { at: 40_000, kind: 'loyal' },
    ]);
    const [recovery] = ofKind(trace, 'recover');
    const after = eventsOf(trace).filter((event) => event.cause === recovery?.index);
    expect(after.map(of)).toEqual(['timer-set 2']);
    expect(kernel.inspect(2)).toMatchObject({ mark: { kind: 'loyal' } });
  });
});

describe('marks that overlap', () => {
  const lie: Fault = { replicas: [1], at: 10_000, until: null, kind: 'lying', tactic: 'idle' };

  it('give way to the latest, and come back when it ends', () => {
    const { trace } = record({ faults: [lie, crash(1, 20_000, 30_000)] }, { tactics });
    expect(marksOf(trace, 1)).toEqual([
      { at: 10_000, kind: 'lying' },
      { at: 20_000, kind: 'crashed' },
      { at: 30_000, kind: 'lying' },
    ]);
  });

  it('let a tactic go on that waited for a timer meanwhile', () => {
    const every = 7_000;
    const clock = pawn('lying', 'idle', {
      start(ctx) {
        ctx.setTimer('tick', every);
        return { heard: 0 };
      },
      onTimer: (_state, _timer, ctx) => ctx.setTimer('tick', every),
    });
    const { trace } = record(
      { faults: [lie, crash(1, 20_000, 30_000)] },
      { tactics: [clock, obedient] },
    );
    const ticks = ofKind(trace, 'timer-fired').filter(({ timer }) => timer === 'adversary:tick');
    expect(ticks.slice(0, 3).map(({ at }) => at)).toEqual([17_000, 30_000, 37_000]);
  });

  it('of one time follow the order of the list', () => {
    const { trace } = record({ faults: [crash(1, 10_000), lie] }, { tactics });
    expect(marksOf(trace, 1)).toEqual([
      { at: 10_000, kind: 'crashed' },
      { at: 10_000, kind: 'lying' },
    ]);
    const turned = record({ faults: [lie, crash(1, 10_000)] }, { tactics });
    expect(marksOf(turned.trace, 1).at(-1)?.kind).toBe('crashed');
  });

  it('give way to interventions of the same time', () => {
    const restored = act(10_000, { do: 'restore', replicas: [1] });
    const { trace, kernel } = record({ faults: [lie], interventions: [restored] }, { tactics });
    expect(marksOf(trace, 1)).toEqual([]);
    expect(kernel.bench.isCorrect(1)).toBe(true);
  });
});

describe('interventions', () => {
  it('apply before the step whose number they name, and before time moves on', () => {
    const { trace } = record();
    const { at } = ofKind(trace, 'deliver').findLast((event) => event.process < 3) ?? { at: 0 };
    const note = act(at, { do: 'crash', replicas: [3] });
    const before = record({ interventions: [note] }).trace;
    const after = record({ interventions: [{ ...note, after: 1 }] }).trace;
    const positionOf = (other: Trace) => ofKind(other, 'intervene')[0]?.index ?? -1;
    const deliveryIn = (other: Trace) =>
      ofKind(other, 'deliver').find((event) => event.at === at)?.index ?? -1;
    expect(positionOf(before)).toBeLessThan(deliveryIn(before));
    expect(positionOf(after)).toBeGreaterThan(deliveryIn(after));
    expect(after.at(positionOf(after)).at).toBe(at);
  });

  it('leave everything before them byte for byte as it was', () => {
    const { trace } = record();
    const changed = record({ interventions: [act(30_000, { do: 'crash', replicas: [0] })] }).trace;
    const until = trace.countUntil(29_999);
    expect(changed.fork(until).hash()).toBe(trace.fork(until).hash());
    expect(changed.hash()).not.toBe(trace.hash());
  });

  it('keep the run alive, also when it would otherwise be over', () => {
    const late = act(2_000_000, { do: 'order', text: 'order ATTACK' });
    const { kernel, trace } = record({ interventions: [late] });
    expect(kernel.now).toBeGreaterThan(2_000_000);
    const [intervention] = ofKind(trace, 'intervene');
    expect(intervention).toMatchObject({
      at: 2_000_000,
      process: -1,
      cause: null,
      action: { do: 'order' },
    });
    const caused = eventsOf(trace).filter((event) => event.cause === intervention?.index);
    expect(caused.map(({ kind }) => kind)).toEqual(['send', 'send', 'send', 'send', 'timer-set']);
  });

  it('are no steps and do not count as such', () => {
    const crashed = act(0, { do: 'crash', replicas: [3] });
    const calm = createKernel(toySetup());
    const changed = createKernel(toySetup({ interventions: [crashed] }));
    calm.step();
    changed.step();
    expect(changed.stepsIntoNow).toBe(0);
    changed.step();
    expect(changed.stepsIntoNow).toBe(calm.stepsIntoNow);
    expect(changed.events).toBeGreaterThan(calm.events);
  });

  it('of one moment apply in their order', () => {
    const both = [
      act(5_000, { do: 'crash', replicas: [3] }),
      act(5_000, { do: 'restore', replicas: [3] }),
    ];
    const { trace } = record({ interventions: both });
    expect(marksOf(trace, 3).map(({ kind }) => kind)).toEqual(['crashed', 'loyal']);
  });

  it('beyond the horizon never happen', () => {
    const { trace } = record({
      until: 20_000,
      interventions: [act(20_001, { do: 'crash', replicas: [0] })],
    });
    expect(ofKind(trace, 'intervene')).toEqual([]);
  });
});

describe('the bench', () => {
  it('calls loyal and crashed replicas correct, liars not, agents until they turn', () => {
    const trace = createTrace();
    const faults: Fault[] = [
      crash(0, 0),
      { replicas: [1], at: 0, until: null, kind: 'lying', tactic: 'idle' },
      { replicas: [2], at: 0, until: null, kind: 'prompt-injected', text: 'please obey me' },
    ];
    const kernel = createKernel({
      ...toySetup({ faults, until: 300_000 }, { tactics }),
      sink: trace,
    });
    for (let i = 0; i < 3; i++) kernel.step();
    expect([0, 1, 2, 3].map((id) => kernel.bench.isCorrect(id))).toEqual([true, false, true, true]);
    run(kernel);
    expect(kernel.bench.isCorrect(2)).toBe(false);
    expect([4, 5, 6, 7].map((id) => kernel.bench.isCorrectClient(id))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    const marks = ofKind(trace, 'mark').filter((event) => event.process === 2);
    expect(marks.map(({ mark }) => mark.turned)).toEqual([false, true]);
    expect(marks[1]?.mark).toMatchObject({ text: 'please obey me', obeyed: [[7, 11]] });
  });
});

import { describe, expect, it } from 'vitest';
import type { Intervention, Run, Scenario } from '../../../src/core/model/index.ts';
import { createSession } from '../../../src/core/session/branches.ts';
import { openLean, openRun, type RecordedRun } from '../../../src/core/session/run.ts';
import { parts } from './parts.ts';
import { finished, scenarioOf } from './support.ts';

const busy = scenarioOf({
  workload: { clients: 2, requests: 30, interval: 20_000, payload: 'order ATTACK' },
});

function straight(scenario: Scenario): RecordedRun {
  return finished(openRun(scenario, parts));
}

const prefix = (run: Run, events: number): readonly string[] =>
  [...run.traceLines()].slice(0, events);

/** What the Lab does: a change at a playhead, put where the run stands. */
function changeAt(run: Run, at: number): Intervention {
  const moment = run.momentAt(at);
  return { at: moment.at, after: run.stepsInto(moment), do: 'crash', replicas: [0] };
}

describe('a branch', () => {
  const main = straight(busy);
  const moments = [0, 1, 9_999, 120_000, 500_000];

  it.each(moments)('at %i is byte for byte a straight run of its scenario', (at) => {
    const scenario = { ...busy, interventions: [changeAt(main, at)] };
    const branch = finished(openRun(scenario, parts, main));
    const alone = straight(scenario);
    expect(branch.report()).toEqual(alone.report());
    expect(branch.timeline()).toEqual(alone.timeline());
    expect(branch.report().trace.hash).not.toBe(main.report().trace.hash);
  });

  it.each(moments)('at %i leaves everything left of it as it was', (at) => {
    const { events } = main.momentAt(at);
    const branch = finished(openRun({ ...busy, interventions: [changeAt(main, at)] }, parts, main));
    expect(prefix(branch, events)).toEqual(prefix(main, events));
  });

  it('really shares: it starts from a snapshot, not from the beginning', () => {
    const branch = openRun({ ...busy, interventions: [changeAt(main, 500_000)] }, parts, main);
    expect(branch.timeline().events).toBeGreaterThan(500);
    expect(branch.timeline().events).toBeLessThanOrEqual(main.momentAt(500_000).events);
  });

  it('after the end of a run goes on from there', () => {
    const { reached } = main.timeline();
    const order: Intervention = {
      at: reached + 50_000,
      after: 0,
      do: 'order',
      text: 'order RETREAT',
    };
    const scenario = { ...busy, interventions: [order] };
    const branch = finished(openRun(scenario, parts, main));
    expect(branch.report()).toEqual(straight(scenario).report());
    expect(branch.report().requests.completed).toBe(61);
  });

  it('of a branch is a straight run too, and so is taking one of two changes back', () => {
    const early = changeAt(main, 200_000);
    const late: Intervention = { at: 700_001, after: 0, do: 'restore', replicas: [0] };
    const first = finished(openRun({ ...busy, interventions: [early] }, parts, main));
    const both = { ...busy, interventions: [early, late] };
    const second = finished(openRun(both, parts, first));
    expect(second.report()).toEqual(straight(both).report());
    const onlyLate = { ...busy, interventions: [late] };
    expect(finished(openRun(onlyLate, parts, second)).report()).toEqual(
      straight(onlyLate).report(),
    );
  });
});

describe('a session', () => {
  it('undoes by opening the older scenario: the same run, the same hash, nothing computed again', () => {
    const session = createSession(() => parts);
    const first = finished(session.open(busy));
    const { hash } = first.report().trace;
    finished(session.open({ ...busy, interventions: [changeAt(first, 300_000)] }));
    const undone = session.open({ ...busy });
    expect(undone).toBe(first);
    expect(undone.report().trace.hash).toBe(hash);
  });

  it('starts anew where the council itself is changed', () => {
    const session = createSession(() => parts);
    finished(session.open(busy));
    const other = { ...busy, seed: 8 };
    expect(session.open(other).timeline().events).toBe(0);
    expect(finished(session.open(other)).report()).toEqual(straight(other).report());
  });

  it('forgets the runs that were not used for longest, and computes them again alike', () => {
    const session = createSession(() => parts);
    const small = scenarioOf({
      workload: { clients: 1, requests: 1, interval: 0, payload: 'get a' },
    });
    const first = finished(session.open(small));
    for (let seed = 100; seed < 110; seed += 1) session.open({ ...small, seed });
    const again = session.open(small);
    expect(again).not.toBe(first);
    expect(finished(again).report()).toEqual(first.report());
  });
});

describe('a moment', () => {
  const main = straight(busy);

  it('shows the states that a straight run had there, whatever was looked at before', () => {
    const places = [900_000, 100_000, 0, 450_000, 449_000].map((at) => main.momentAt(at));
    const seen = places.map((moment) => main.processesAt(moment));
    places.forEach((moment, index) => {
      const run = openRun(busy, parts);
      while (run.timeline().events < moment.events) run.advance(1);
      expect(run.processesAt(moment)).toEqual(seen[index]);
    });
  });

  it('counts the steps of its microsecond only', () => {
    const start = main.momentAt(0);
    expect(main.stepsInto(start)).toBeGreaterThan(0);
    expect(main.stepsInto({ events: 0, at: 0 })).toBe(0);
    const between = main.momentAt(1);
    expect(between).toEqual({ events: start.events, at: 1 });
    expect(main.stepsInto(between)).toBe(0);
  });

  it('never lies beyond what is recorded', () => {
    const { reached, events } = main.timeline();
    expect(main.momentAt(10 * reached)).toEqual({ events, at: reached });
    expect(main.momentAt(-5)).toEqual(main.momentAt(0));
  });
});

describe('a lean run', () => {
  it('gives the same report but for the hash', () => {
    const { trace, ...report } = straight(busy).report();
    const { trace: bare, ...lean } = finished(openLean(busy, parts)).report();
    expect(lean).toEqual(report);
    expect(bare).toEqual({ events: trace.events, hash: '' });
  });
});

describe('stepping', () => {
  const main = straight(
    scenarioOf({ workload: { clients: 1, requests: 1, interval: 0, payload: 'get a' } }),
  );

  it('visits the same moments forward and back, and stays within the recording', () => {
    const forward = [{ events: 0, at: 0 }];
    for (;;) {
      const here = forward.at(-1) ?? { events: 0, at: 0 };
      const next = main.neighbour(here, 'forward');
      if (next.events === here.events) break;
      forward.push(next);
    }
    expect(forward.at(-1)?.events).toBe(main.timeline().events);
    const back = [forward.at(-1) ?? { events: 0, at: 0 }];
    while ((back.at(-1)?.events ?? 0) > 0) {
      back.push(main.neighbour(back.at(-1) ?? { events: 0, at: 0 }, 'back'));
    }
    expect(back.toReversed()).toEqual(forward);
    expect(main.neighbour({ events: 0, at: 0 }, 'back')).toEqual({ events: 0, at: 0 });
    expect(forward.slice(1)).toEqual([...main.narration()].map(({ moment }) => moment));
  });

  it('keeps no more events open beside the newest run than it may', () => {
    const [first, second, third] = [1, 2, 3].map((seed) => scenarioOf({ seed }));
    if (!first || !second || !third) throw new Error('There are three.');
    const events = straight(first).length();
    const session = createSession(() => parts, Math.ceil(events * 1.5));
    const runs = [first, second, third].map((scenario) => finished(session.open(scenario)));
    expect(session.open(second)).toBe(runs[1]);
    expect(session.open(first)).not.toBe(runs[0]);
  });
});

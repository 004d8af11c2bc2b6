import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScenario, toMinimal } from '../../../src/core/index.ts';
import type { Scenario, Timeline, Window } from '../../../src/core/model/index.ts';
import { boundsOf, marksFromStart, quorumChoices } from '../../../src/store/council.ts';
import {
  withCouncil,
  withFault,
  withIntervention,
  withShortcut,
} from '../../../src/store/edits.ts';
import { changesBefore } from '../../../src/store/frame.ts';
import { EMPTY_HISTORY, pushed, redone, undone } from '../../../src/store/versions/history.ts';
import type { History } from '../../../src/store/versions/history.ts';
import { decisionJump, violationJump } from '../../../src/store/jumps.ts';
import {
  advanced,
  INITIAL_PLAYBACK,
  nextSpeed,
  sliderOf,
  speedOf,
} from '../../../src/store/playback.ts';
import { covers, nextRange, pageOf, windowRange } from '../../../src/store/range.ts';

function scenarioOf(input: Record<string, unknown> = {}): Scenario {
  const parsed = parseScenario({ version: 1, ...input }, 'page');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

describe('history', () => {
  it('undoes and redoes, and a new change drops what could be redone', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((label) => ({
      label,
      preset: '',
      scenario: scenarioOf(),
    }));
    if (!a || !b || !c) throw new Error('three versions');
    const two = pushed(pushed(EMPTY_HISTORY, a), b);
    const labels = ({ past, present, future }: History): string =>
      [past, present ? [present] : [], future]
        .map((versions) => versions.map(({ label }) => label).join())
        .join('|');
    expect(labels(undone(two))).toBe('|a|b');
    expect(redone(undone(two))).toEqual(two);
    expect(labels(pushed(undone(two), c))).toBe('a|c|');
    expect(undone(undone(two))).toEqual(undone(two));
  });
});

describe('edits from the start', () => {
  it('gather colluders with one plan into one cabal', () => {
    const one = withFault(scenarioOf(), [3], { kind: 'colluding', tactic: 'fork' });
    const two = withFault(one, [0], { kind: 'colluding', tactic: 'fork' });
    expect(two.faults).toEqual([
      { replicas: [0, 3], kind: 'colluding', tactic: 'fork', at: 0, until: null },
    ]);
  });

  it('replace every earlier mark of a replica, also a live one', () => {
    const crashed = withIntervention(scenarioOf(), {
      at: 9,
      after: 0,
      do: 'crash',
      replicas: [1, 2],
    });
    const loyal = withFault(crashed, [2], { kind: 'loyal' });
    expect(loyal.interventions).toEqual([{ at: 9, after: 0, do: 'crash', replicas: [1] }]);
    const none = withFault(loyal, [1], { kind: 'loyal' });
    expect(none).toMatchObject({ faults: [], interventions: [] });
  });

  it('keep every scenario valid when the council shrinks', () => {
    const big = scenarioOf({
      replicas: 7,
      tolerance: 2,
      quorum: 6,
      faults: [{ replicas: [0, 6], kind: 'colluding', tactic: 'fork' }],
      network: {
        partitions: [
          {
            at: 0,
            until: 9,
            groups: [
              [0, 1],
              [5, 6],
            ],
          },
          { at: 9, until: 12, groups: [[6]] },
        ],
        delays: [
          { until: 9, from: [1, 5], to: [7], by: 4 },
          { until: 9, from: [5, 6], by: 4 },
        ],
      },
      interventions: [{ at: 5, after: 0, do: 'crash', replicas: [5] }],
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (replicas) => {
        const edited = withCouncil(big, { replicas });
        expect(parseScenario(edited, 'page')).toMatchObject({ ok: true });
      }),
    );
    expect(withCouncil(big, { replicas: 4 }).network.delays).toEqual([
      { at: 0, until: 9, from: [1], to: [4], kinds: null, by: 4 },
    ]);
  });

  it('turn one optimisation on, leave the others as they are, and survive the way through a file', () => {
    const parsed = parseScenario({ version: 1 }, 'page');
    if (!parsed.ok) throw new Error('the empty scenario is valid');
    const { pbft } = withShortcut(parsed.scenario, 'readOnly', true);
    expect(pbft).toEqual({ ...parsed.scenario.pbft, readOnly: true });
    const minimal = toMinimal({ ...parsed.scenario, pbft });
    expect(minimal).toEqual({ version: 1, pbft: { readOnly: true } });
    expect(parseScenario(minimal, 'page')).toEqual({
      ok: true,
      scenario: { ...parsed.scenario, pbft },
    });
  });
});

describe('edits from now', () => {
  it('keep what was done before and at this step, and drop what came later', () => {
    const order = (at: number, after: number) => ({ at, after, do: 'order' as const, text: 'x' });
    const three = { ...scenarioOf(), interventions: [order(1, 0), order(5, 2), order(5, 3)] };
    const edited = withIntervention(three, order(5, 2));
    expect(edited.interventions).toEqual([order(1, 0), order(5, 2), order(5, 2)]);
  });

  it('give a run that has used up its time some more', () => {
    const short = scenarioOf({ until: 1000 });
    const late = { at: 1000, after: 0, do: 'crash' as const, replicas: [1] };
    expect(withIntervention(short, late).until).toBeGreaterThan(1000);
    expect(withIntervention(short, { ...late, at: 999 }).until).toBe(1000);
  });
});

describe('the bounds', () => {
  it('tell promised from seated, and traitors from crashed ones', () => {
    const scenario = scenarioOf({ replicas: 4, tolerance: 1 });
    const { q, promised, seated } = boundsOf(scenario, ['colluding', 'loyal', 'loyal', 'crashed']);
    expect(q).toBe(3);
    expect(promised).toEqual({
      live: { count: 1, isHeld: true },
      safe: { count: 1, isHeld: true },
    });
    expect(seated).toEqual({ live: { count: 2, isHeld: false }, safe: { count: 1, isHeld: true } });
  });

  it('show that three cannot have both', () => {
    const at = (quorum: number) => boundsOf(scenarioOf({ replicas: 3, tolerance: 1, quorum }), []);
    expect(at(3).promised).toMatchObject({ live: { isHeld: false }, safe: { isHeld: true } });
    expect(at(2).promised).toMatchObject({ live: { isHeld: true }, safe: { isHeld: false } });
  });

  it('count the votes of every rule', () => {
    expect(quorumChoices(5, 1).map(({ size }) => size)).toEqual([4, 3, 4]);
  });

  it('read the marks of the set-up, the last one winning', () => {
    const faults = [
      { replicas: [1, 2], kind: 'crashed' },
      { replicas: [2], kind: 'lying', tactic: 'mute' },
    ];
    expect(marksFromStart(scenarioOf({ faults }))).toEqual(['loyal', 'crashed', 'lying', 'loyal']);
  });
});

describe('speed', () => {
  it('is logarithmic from a tenth to fifty', () => {
    expect(speedOf(0)).toBe(0.1);
    expect(speedOf(1)).toBe(50);
    for (const speed of [0.1, 0.5, 1, 2, 10, 50])
      expect(speedOf(sliderOf(speed))).toBeCloseTo(speed, 1);
  });

  it('goes up and down in round numbers and stops at the ends', () => {
    expect([
      nextSpeed(1, 'up'),
      nextSpeed(1.3, 'down'),
      nextSpeed(50, 'up'),
      nextSpeed(0.1, 'down'),
    ]).toEqual([2, 1, 50, 0.1]);
  });
});

const TIMELINE: Timeline = {
  events: 100,
  reached: 10_000,
  done: true,
  bands: [{ from: 0, view: 0, primary: 0 }],
  decisions: [
    { moment: { at: 2000, events: 20 }, seq: 1, value: 0, replica: 1 },
    { moment: { at: 4000, events: 40 }, seq: 1, value: 1, replica: 2 },
    { moment: { at: 4000, events: 41 }, seq: 2, value: 2, replica: 1 },
  ],
  phases: [],
  checkpoints: [],
  violations: [
    {
      moment: { at: 4000, events: 40 },
      violation: {
        monitor: 'agreement',
        at: 4000,
        replicas: [1, 2],
        detail: '',
        evidence: [],
        certificates: [],
        culprits: [],
      },
    },
  ],
  quiet: [],
  marks: [],
  interventions: [],
  proofs: [],
  values: [],
  medianDelay: 1000,
};

describe('playing', () => {
  const pace = {
    later: (at: number, seconds: number, speed: number) => at + seconds * speed * 1000,
    earlier: (at: number, seconds: number, speed: number) => at - seconds * speed * 1000,
  };
  const tick = { timeline: TIMELINE, pace, seconds: 0.5 };
  const playing = { ...INITIAL_PLAYBACK, isPlaying: true };

  it('moves by the speed', () => {
    expect(advanced({ ...playing, speed: 2 }, tick).at).toBe(1000);
    expect(advanced({ ...playing, isHeld: true }, tick).at).toBe(0);
    expect(advanced(INITIAL_PLAYBACK, tick).at).toBe(0);
  });

  it('pauses at a violation, right behind its event, and only once', () => {
    const before = { ...playing, at: 3900 };
    const paused = advanced(before, tick);
    expect(paused).toMatchObject({ at: 4000, events: 40, isPlaying: false });
    const again = advanced({ ...before, announced: paused.announced }, tick);
    expect(again).toMatchObject({ at: 4400, isPlaying: true });
    expect(advanced({ ...paused, isPlaying: true }, tick)).toMatchObject({
      at: 4500,
      isPlaying: true,
    });
  });

  it('stops at the end of a run but waits at the end of what is recorded', () => {
    const late = { ...playing, at: 9900, announced: ['agreement@4000'] };
    expect(advanced(late, tick)).toMatchObject({ at: 10_000, isPlaying: false });
    const growing = { ...tick, timeline: { ...TIMELINE, done: false } };
    expect(advanced(late, growing)).toMatchObject({ at: 10_000, isPlaying: true });
  });
});

describe('jumps', () => {
  it('stop at each first decision and at a second value for the same sequence number', () => {
    const moments: number[] = [];
    let events = 0;
    for (let jump = decisionJump(TIMELINE, { at: 0, events: 0 }, 'forward'); jump;) {
      moments.push(jump.events);
      events = jump.events;
      jump = decisionJump(TIMELINE, { at: jump.at, events }, 'forward');
    }
    expect(moments).toEqual([20, 40, 41]);
  });

  it('find the violation ahead and none behind', () => {
    expect(violationJump(TIMELINE, { at: 0, events: null }, 'forward')).toEqual({
      at: 4000,
      events: 40,
    });
    expect(violationJump(TIMELINE, { at: 4000, events: null }, 'forward')).toBeNull();
  });
});

describe('the page of the diagram', () => {
  it('stays while the playhead is on it and is turned when it leaves', () => {
    const page = { span: 1000, end: null };
    const first = nextRange(null, 0, page);
    expect(nextRange(first, 800, page)).toBe(first);
    const second = nextRange(first, 950, page);
    expect(second.from).toBe(750);
    expect(nextRange(second, 100, page).from).toBe(0);
  });

  it('has the end of the run at its right once that is known', () => {
    const open = nextRange(null, 5000, { span: 1000, end: null });
    const last = nextRange(open, 5000, { span: 1000, end: 5000 });
    expect(last).toEqual({ from: 4030, until: 5030 });
    expect(nextRange(last, 4990, { span: 1000, end: 5000 })).toBe(last);
    expect(nextRange(null, 0, { span: 1000, end: 400 })).toEqual({ from: 0, until: 430 });
  });

  it('always shows the playhead, and the window that is asked for covers it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1 }),
        fc.constantFrom(0.1, 1, 10, 50),
        fc.boolean(),
        (times, speed, done) => {
          let page = null;
          const timeline = { ...TIMELINE, medianDelay: 10_000, reached: Math.max(...times), done };
          for (const at of times) {
            page = nextRange(page, at, pageOf(timeline, speed));
            expect(at >= page.from && at <= page.until).toBe(true);
            expect(covers(windowRange(page), page, 1e9)).toBe(true);
          }
        },
      ),
    );
  });
});

describe('changes of state before a place', () => {
  it('agree with a plain count', () => {
    const moments = [5, 5, 7, 9, 9, 9].map((at, index) => ({ at, events: index * 3 + 3 }));
    const window = {
      changes: moments.map((moment) => ({ moment, process: {} })),
    } as unknown as Window;
    for (let at = 0; at < 12; at += 1) {
      const plain = moments.filter((moment) => moment.at <= at).length;
      expect(changesBefore(window, { at, events: null })).toBe(plain);
    }
    for (let events = 0; events < 22; events += 1) {
      const plain = moments.filter((moment) => moment.events <= events).length;
      expect(changesBefore(window, { at: 9, events })).toBe(plain);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { crowd } from '../../../../src/core/base/words.ts';
import type { Fault, Scenario } from '../../../../src/core/model/index.ts';
import type { RecordedRun } from '../../../../src/core/session/run.ts';
import { played, scenarioOf } from '../support.ts';
import { plain } from '../telling.ts';

const one = scenarioOf({
  workload: { clients: 1, requests: 1, interval: 0, payload: 'order ATTACK' },
});
const crashed = (...replicas: number[]): Fault => ({
  replicas,
  kind: 'crashed',
  at: 0,
  until: null,
});

const CLIENT = 4;

function finished(changes: Partial<Scenario> = {}): RecordedRun {
  return played({ ...one, ...changes });
}

function missing(run: RecordedRun, process: number, at: number): string {
  const asked = run.inquire({ of: 'process', process }, run.momentAt(at));
  return [...asked.missing, ...asked.next]
    .map((sentence) => plain(sentence, run.scenario.replicas))
    .join('\n');
}

describe('what a replica still waits for', () => {
  it('is told with the votes that it has, whose are missing, what comes next and when it loses patience', () => {
    const told = missing(finished(), 0, 30_000);
    expect(told).toContain(
      'R0 needs 1 more COMMIT for [value] at sequence number 1: it has 2 of 3, from R0 and R3.',
    );
    expect(told).toContain('None has come yet from R1 and R2.');
    expect(told).toContain('Next for it: COMMIT from R1, in 8.2 ms');
    expect(told).toContain('The view timer of R0 runs out in 179.5 ms unless it sees progress');
  });

  it('says why it will never come where too few are left', () => {
    const run = finished({ faults: [crashed(2, 3)] });
    expect(missing(run, 1, 60_000)).toContain(
      'What no replica can know: none of these can still send it, and 1 is needed. It will not happen while R2 and R3 are down, but by what they sent before.',
    );
  });

  it('in a view change names who has not asked for it', () => {
    const run = finished({ faults: [crashed(0)] });
    const left = [...run.traceLines()].find((line) => line.includes('"view-change-sent"')) ?? '';
    const { at, process } = JSON.parse(left) as { at: number; process: number };
    const told = missing(run, process, at);
    expect(process).toBe(1);
    expect(told).toContain(
      'R1 asks for view 1 and has 1 of 3 VIEW-CHANGE messages for it, from R1.',
    );
    expect(told).toContain('None has come yet from R0, R2 and R3; R0 is crashed.');
  });

  it('tells that the next primary is crashed, too', () => {
    const run = finished({ replicas: 7, tolerance: 2, faults: [crashed(0, 1)] });
    const told = missing(run, 3, 720_000);
    expect(told).toContain('R1, the primary of view 1, is crashed. No NEW-VIEW comes');
  });

  it('says of two things that no replica can know the second as a second', () => {
    const run = finished({ replicas: 7, tolerance: 2, faults: [crashed(0, 1, 2)] });
    const told = missing(run, 3, 720_000);
    expect(told.split('What no replica can know:')).toHaveLength(2);
    expect(told).toContain('What no replica can know either: R1, the primary of view 1, is');
  });

  it('of a crashed one is that it starts again', () => {
    const run = finished({ faults: [crashed(3)] });
    expect(missing(run, 3, 50_000)).toContain(
      'R3 is crashed: it does nothing until it starts again.',
    );
  });

  it('at the primary is the window, where that is full', () => {
    const run = finished({
      workload: { ...one.workload, clients: 6, requests: 3 },
      pbft: { ...one.pbft, checkpointInterval: 1, window: 2 },
    });
    const { whyNot } = run.explainAt(run.momentAt(40_000));
    expect(whyNot.map((each) => plain(each)).join('\n')).toContain(
      'R0 waits with its proposal for sequence number 3: its window ends at sequence number 2, and moves on once a checkpoint is stable.',
    );
    expect(whyNot.map((each) => plain(each)).join('\n')).toContain(
      '3 more clients wait for replies as well.',
    );
    expect(missing(run, 0, 40_000)).toContain('as primary: its window ends at sequence number 2');
  });

  it('is a state where the others have forgotten what led to it', () => {
    const run = finished({
      faults: [{ ...crashed(3), until: 500_000 }],
      workload: { ...one.workload, requests: 12 },
      pbft: { ...one.pbft, checkpointInterval: 2, window: 4 },
    });
    const { whyNot } = run.explainAt(run.momentAt(505_000));
    expect(whyNot.map((each) => plain(each)).join('\n')).toMatch(
      /R3 waits for the state after sequence number \d+: the others have forgotten what led to sequence number 1\./,
    );
  });

  it('is nothing once the run is over, whatever timers were set', () => {
    const run = finished({ faults: [crashed(2, 3)], until: 1_000_000 });
    const told = missing(run, CLIENT, 2_000_000);
    expect(told).toContain('The run is over: nothing more happens.');
    expect(told).not.toContain('asks all replicas');
  });

  it('tells whose CHECKPOINT messages a checkpoint lacks', () => {
    const run = finished({
      workload: { ...one.workload, requests: 8 },
      pbft: { ...one.pbft, checkpointInterval: 4, window: 8 },
    });
    const { checkpoints } = run.timeline();
    const stable = checkpoints.find(({ seq }) => seq === 4);
    const last = missing(run, stable?.replica ?? 0, (stable?.moment.at ?? 0) - 1);
    expect(last).toMatch(
      /The checkpoint after sequence number 4 is not stable at R\d yet: it has [12] of 3 CHECKPOINT messages, from R/,
    );
  });
});

describe('what a client still waits for', () => {
  it('is a tentative answer where the council gives one', () => {
    const told = missing(finished({ pbft: { ...one.pbft, tentative: true } }), 4, 30_000);
    expect(told).toContain('the answer comes only once it is prepared.');
  });

  it('is told with the replies that it has, and how far its request is', () => {
    const told = missing(finished(), 4, 30_000);
    expect(told).toContain('C1 needs 2 more equal replies to “order ATTACK”: it has 0 of 2.');
    expect(told).toContain(
      'hold a request that is not executed yet: if it is that of C1, the answer comes only afterwards.',
    );
    expect(told).toContain('C1 asks all replicas in 370 ms');
  });
});

describe('a partition', () => {
  const cut = (...groups: number[][]): Partial<Scenario> => ({
    network: { ...one.network, partitions: [{ at: 0, until: 400_000, groups }] },
  });
  const whyNot = (run: RecordedRun): string =>
    run
      .explainAt(run.momentAt(40_000))
      .whyNot.map((sentence) => plain(sentence, run.scenario.replicas))
      .join('\n');

  it('is told with its end, and with what each side lacks', () => {
    const told = whyNot(finished(cut([0, 1], [2, 3])));
    expect(told).toContain('The network is cut until 400 ms: R0 and R1 cannot reach R2 and R3.');
    expect(told).toContain('No side has the 3 that a quorum takes');
  });

  it('tells which side can go on', () => {
    expect(whyNot(finished(cut([0, 1, 2], [3])))).toContain(
      'R0, R1 and R2 are enough for a quorum of 3 and can go on.',
    );
  });

  it('counts the replicas that no group lists as one more side', () => {
    const run = finished(cut([1]));
    const told = whyNot(run);
    expect(told).toContain('The network is cut until 400 ms: R1 cannot reach R0, R2 and R3.');
    expect(told).toContain('R0, R2 and R3 are enough for a quorum of 3 and can go on.');
    const [first] = run.narration();
    expect(plain(first?.sentence ?? [])).toContain('R1 cannot reach R0, R2 and R3.');
  });

  it('of three sides names each', () => {
    expect(whyNot(finished(cut([0, 1], [2], [3])))).toContain(
      'until 400 ms: (R0 and R1), (R2) and (R3) cannot reach each other.',
    );
  });

  it('that parts nobody is nothing to wait for', () => {
    expect(whyNot(finished(cut([0, 1, 2, 3])))).not.toContain('cut until');
  });

  it('counts nobody who is down among those who can go on', () => {
    const told = whyNot(
      finished({
        ...cut([0, 1, 2], [3]),
        faults: [{ replicas: [2], kind: 'crashed', at: 0, until: null }],
      }),
    );
    expect(told).toContain('No side has the 3 that a quorum takes');
  });

  it('leaves it open where a side has its quorum only with traitors, or with one replica alone', () => {
    const mute: Fault = { replicas: [2], kind: 'lying', tactic: 'mute', at: 0, until: null };
    expect(whyNot(finished({ ...cut([0, 1, 2], [3]), faults: [mute] }))).toContain(
      'R0, R1 and R2 are enough for a quorum of 3, but only with the votes of traitors.',
    );
    expect(whyNot(finished({ ...cut([0], [1], [2, 3]), quorum: 1 }))).toContain(
      'R0 is enough for a quorum of 1 and can go on.',
    );
  });

  it('by a person is told as well, whether or not it ends', () => {
    const apart = (until: number | null): Partial<Scenario> => ({
      interventions: [{ at: 20_000, after: 0, do: 'isolate', replicas: [1, 2], until }],
    });
    const told = whyNot(finished(apart(300_000)));
    expect(told).toContain('The network is cut until 300 ms: R1 and R2 cannot reach R0 and R3.');
    expect(told).toContain('No side has the 3 that a quorum takes');
    expect(whyNot(finished(apart(null)))).toContain('The network is cut: R1 and R2 cannot reach');
  });

  it('is not told once it has healed', () => {
    const run = finished(cut([0, 1], [2, 3]));
    const later = run
      .explainAt(run.momentAt(450_000))
      .whyNot.map((each) => plain(each))
      .join();
    expect(later).not.toContain('cut until');
  });
});

describe('a network that loses messages or holds them up', () => {
  const told = (network: Partial<Scenario['network']>, at = 40_000): readonly string[] => {
    const run = finished({ network: { ...one.network, ...network } });
    return run.explainAt(run.momentAt(at)).whyNot.map((sentence) => plain(sentence));
  };
  const late = { at: 0, until: 50_000, from: [0], to: [1, 2], kinds: ['commit'], by: 70_000 };

  it('is told as what nobody in it can know', () => {
    expect(told({ loss: 1 })).toContain('The network loses every message.');
    expect(told({ loss: 0.25, gst: 50_000 })).toContain('The network loses 25 of 100 messages.');
    expect(told({ delays: [late], gst: 50_000 })).toContain(
      'The scheduling adversary holds up COMMIT from R0 to R1 and R2 by 70 ms.',
    );
    expect(told({ scheduler: { kind: 'reorder', upTo: 9_000 } }).join()).toContain(
      'holds up each message by up to 9 ms',
    );
  });

  it('is not told once it has calmed down', () => {
    const calm = told({ loss: 0.25, delays: [late], gst: 50_000 }, 60_000).join();
    expect(calm).not.toMatch(/loses|holds up/);
  });

  it('keeps when it ends from whom the future is hidden', () => {
    const partitions = [{ at: 0, until: 400_000, groups: [[1]] }];
    const run = finished({ network: { ...one.network, partitions } });
    const { soFar } = run.explainAt(run.momentAt(40_000));
    expect(soFar.map((each) => plain(each)).join()).toContain('The network is cut: R1 cannot');
  });
});

describe('thirty names', () => {
  const ids = (from: number, to: number): number[] =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const told = (who: readonly number[], n: number): string => plain(crowd(who, n), n);

  it('are counted, with the exceptions', () => {
    const most = ids(0, 30).filter((id) => id !== 3 && id !== 8);
    expect(told(most, 31)).toBe('29 replicas (all but R3 and R8)');
    expect(told(ids(0, 30), 31)).toBe('all 31 replicas');
    expect(told(ids(4, 17), 31)).toBe('14 replicas (R4 to R17)');
    expect(told([1, 3, 5, 7, 9, 11], 31)).toBe('6 replicas (among them R1, R3 and R5)');
    expect(told([1, 3], 31)).toBe('R1 and R3');
  });

  it('stand in no sentence at n = 31 and 100, whatever happens', () => {
    for (const replicas of [31, 100]) {
      const tolerance = Math.floor((replicas - 1) / 3);
      const run = finished({ replicas, tolerance, faults: [crashed(0)], until: 800_000 });
      for (const at of [5_000, 30_000, 510_000, 720_000, 800_000]) {
        const { headline, happened, whyNot } = run.explainAt(run.momentAt(at));
        const asked = run.inquire({ of: 'process', process: 2 }, run.momentAt(at));
        const links = asked.links.map(({ sentence }) => sentence);
        for (const sentence of [
          headline,
          ...happened,
          ...whyNot,
          ...asked.missing,
          ...asked.next,
          ...links,
        ]) {
          const names = sentence.filter((span) => typeof span === 'object' && 'process' in span);
          expect(names.length, plain(sentence, replicas)).toBeLessThanOrEqual(10);
        }
      }
    }
  });
});

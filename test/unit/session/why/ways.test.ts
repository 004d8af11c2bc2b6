import { describe, expect, it } from 'vitest';
import type { Intervention, MessageRef } from '../../../../src/core/model/index.ts';
import { openRun, type RecordedRun } from '../../../../src/core/session/run.ts';
import { parts } from '../parts.ts';
import { played, scenarioOf } from '../support.ts';
import { plain } from '../telling.ts';

const CLIENT = 4;
const request: MessageRef = {
  ...{ from: CLIENT, to: 0, kind: 'request', view: 0 },
  ...{ number: 1, copy: 0, repeat: 0 },
};
const proposalTo = (to: number): MessageRef => ({
  ...{ from: 0, to, kind: 'pre-prepare', view: 0 },
  ...{ number: 1, copy: 0, repeat: 0 },
});
const hold = (message: MessageRef, at: number): Intervention => ({
  ...{ at, after: 0, do: 'hold', message },
});

function reasons(run: RecordedRun, at: number, of: 'whyNot' | 'soFar' = 'whyNot'): string {
  const told = run.explainAt(run.momentAt(at))[of];
  return told.map((sentence) => plain(sentence, run.scenario.replicas)).join('\n');
}

describe('what a hand does to messages', () => {
  it('is a reason while it holds them, and they are not what comes next', () => {
    const run = played({ interventions: [hold(request, 5_000)] });
    for (const told of [reasons(run, 100_000), reasons(run, 100_000, 'soFar')]) {
      expect(told).toContain(
        'You hold REQUEST from C1 to R0: it stands still until it is released.',
      );
      expect(told).not.toContain('Next: REQUEST');
      expect(told).not.toContain('under way');
    }
  });

  it('names several that are held, and is over with their release', () => {
    const release: Intervention = {
      ...{ at: 60_000, after: 0, do: 'release', message: proposalTo(3) },
    };
    const run = played({
      interventions: [hold(proposalTo(2), 12_000), hold(proposalTo(3), 12_000), release],
    });
    expect(reasons(run, 50_000)).toContain(
      'You hold PRE-PREPARE from R0 to R2 and PRE-PREPARE from R0 to R3: they stand still until they are released.',
    );
    expect(reasons(run, 61_000)).toContain(
      'You hold PRE-PREPARE from R0 to R2: it stands still until it is released.',
    );
    const asked = run.inquire({ of: 'process', process: 2 }, run.momentAt(50_000));
    expect(asked.next.map((each) => plain(each, 4)).join()).toContain('You hold PRE-PREPARE');
  });

  it('is told of what is delayed, and of what was dropped', () => {
    const delay: Intervention = {
      ...{ at: 5_000, after: 0, do: 'delay', by: 300_000, message: request },
    };
    expect(reasons(played({ interventions: [delay] }), 100_000)).toMatch(
      /Next: REQUEST from C1 reaches R0 in [\d.]+ ms, delayed by hand\./,
    );
    const drop: Intervention = { ...{ at: 5_000, after: 0, do: 'drop', message: request } };
    expect(reasons(played({ interventions: [drop] }), 100_000)).toContain(
      'What no replica can know: REQUEST from C1 to R0 was dropped by hand.',
    );
  });
});

describe('what hides the future', () => {
  it('is the same whatever is recorded after it', () => {
    const release: Intervention = {
      ...{ at: 60_000, after: 0, do: 'release', message: proposalTo(2) },
    };
    const drop: Intervention = { ...{ at: 70_000, after: 0, do: 'drop', message: proposalTo(3) } };
    const held = [hold(proposalTo(2), 12_000), hold(proposalTo(3), 12_000)];
    const all = played({ interventions: [...held, release, drop] });
    const sofar = openRun(all.scenario, parts);
    while (sofar.timeline().reached < 40_000) sofar.advance(1);
    const moment = { events: sofar.length(), at: sofar.timeline().reached };
    expect(sofar.explainAt(moment).soFar).toEqual(all.explainAt(moment).soFar);
  });
});

describe('where nothing is under way', () => {
  it('what was sent last and never arrived is told', () => {
    const { network } = scenarioOf();
    const lossy = played({ network: { ...network, loss: 1 } });
    expect(reasons(lossy, 100_000)).toContain('REQUEST from C1 to R0 was lost by the network.');
    const partitions = [
      {
        at: 15_000,
        until: 600_000,
        groups: [
          [0, 1],
          [2, 3],
        ],
      },
    ];
    expect(reasons(played({ network: { ...network, partitions } }), 100_000)).toContain(
      'COMMIT from R3 to R0 and R1 was stopped by the cut',
    );
  });

  it('what came to the crashed is told once they run again, and when they ask for what they lack', () => {
    const down = { replicas: [0, 1, 2, 3], kind: 'crashed', at: 0, until: 450_000 } as const;
    expect(reasons(played({ faults: [down] }), 500_000)).toContain(
      'REQUEST from C1 to R0, R1, R2 and R3 was lost in a crash',
    );
    const two = { replicas: [1, 2], kind: 'crashed', at: 20_000, until: null } as const;
    expect(reasons(played({ faults: [two] }), 60_000)).toMatch(
      /R0 tells the others in [\d.]+ ms what it has/,
    );
  });

  it('rare losses are told as rare, and orders to the adversary are counted', () => {
    const { network } = scenarioOf();
    const delay = { at: 0, until: 90_000, from: null, to: [1], kinds: null, by: 1_000 };
    const delays = [delay, delay, delay];
    const told = reasons(played({ network: { ...network, loss: 0.001, delays } }), 20_000);
    expect(told).toContain('The network loses 1 of 1000 messages.');
    expect(told).toContain('It has 1 more order of that kind.');
  });
});

describe('a replica that takes time for each message', () => {
  const run = played({ cost: { message: 20_000, sign: 30_000, verify: 20_000 } });

  it('lets those that came later wait in line', () => {
    expect(reasons(run, 300_000)).toContain(
      'R0 is still at work on what came before: 4 messages have arrived and wait there.',
    );
    expect(reasons(run, 300_000)).toMatch(/Next: PREPARE from R\d is read by R\d in/);
  });

  it('does so as far as is recorded, too', () => {
    const open = openRun(run.scenario, parts);
    while (open.timeline().reached < 300_000) open.advance(1);
    const at = open.timeline().reached;
    expect(reasons(open, at)).toContain('is still at work on what came before');
  });

  it('reaches its crashed receiver in words that can be read', () => {
    const crashed = played({ faults: [{ replicas: [0], kind: 'crashed', at: 0, until: null }] });
    expect(reasons(crashed, 3_000)).toMatch(/reaches R0, which is crashed, in [\d.]+ ms\./);
  });
});

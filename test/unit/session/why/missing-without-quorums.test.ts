import { describe, expect, it } from 'vitest';
import { createSession, parseScenario } from '../../../../src/core/index.ts';
import type { Run } from '../../../../src/core/model/index.ts';
import { plain } from '../telling.ts';

/** Messages take 10 ms each: an order is given at 10 ms, passed on at 20 ms. */
function runOf(said: object): Run {
  const parsed = parseScenario(
    {
      version: 1,
      signatures: 'ideal',
      network: { latency: { kind: 'constant', value: 10_000 } },
      workload: { requests: 1 },
      ...said,
    },
    'page',
  );
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  const run = createSession().open(parsed.scenario);
  while (!run.advance(1_000));
  return run;
}

function told(run: Run, process: number, at: number): string {
  const { missing, next } = run.inquire({ of: 'process', process }, run.momentAt(at));
  return [...missing, ...next].map((each) => plain(each, run.scenario.replicas)).join('\n');
}

function reasons(run: Run, at: number): string {
  const { headline, whyNot } = run.explainAt(run.momentAt(at));
  return [headline, ...whyNot].map((each) => plain(each, run.scenario.replicas)).join('\n');
}

const GENERALS = { protocol: 'generals', replicas: 4, tolerance: 1 };
const crashed = (...replicas: number[]) => [{ replicas, kind: 'crashed' }];

describe('one alone', () => {
  it('is told in the singular', () => {
    const over = (scenario: object): string => {
      const run = runOf(scenario);
      return reasons(run, run.timeline().reached);
    };
    const asked = { protocol: 'majority', replicas: 4 };
    expect(over(asked)).toContain('Agreed: the request was answered, and nobody');
    expect(over({ ...asked, workload: { requests: 2 } })).toContain('all 2 requests were answered');
    const three = runOf({ ...GENERALS, replicas: 3 });
    expect(told(three, 1, 30_002)).toContain('has the word of the other lieutenant on what');
  });
});

describe('what a general still waits for', () => {
  it('is the order of the commander, and what becomes of silence', () => {
    const silent = runOf({ ...GENERALS, faults: crashed(0) });
    expect(told(silent, 1, 15_000)).toContain(
      'R1 has nothing from the commander for order 1. If nothing comes in time, it takes the silence for RETREAT.',
    );
  });

  it('is the word of the other lieutenants, with who will never give it', () => {
    const run = runOf({ ...GENERALS, faults: crashed(3) });
    expect(told(run, 1, 25_000)).toContain(
      'R1 has the word of 0 of 2 other lieutenants on what the commander told them; none yet from R2 and R3.',
    );
    expect(told(run, 1, 25_000)).toContain('What no general can know: R3 is crashed');
    expect(told(run, 1, 30_002)).toContain('R1 has the word of 1 of 2 other lieutenants');
    expect(told(run, 1, 200_000)).not.toContain('has the word of');
  });

  it('is a contrary order where orders are signed', () => {
    const signed = { ...GENERALS, generals: { messages: 'signed' } };
    expect(told(runOf(signed), 1, 25_000)).toContain(
      'R1 holds one order with valid signatures for order 1: until the last round is over a second one may come',
    );
  });

  it('of headquarters are the reports of all', () => {
    expect(told(runOf({ ...GENERALS, faults: crashed(3) }), 4, 35_000)).toContain(
      'C1 has 0 of 4 reports on “order ATTACK”; none has come yet from R0, R1, R2 and R3.',
    );
  });

  it('is told with what happens at the end of its round', () => {
    const next = told(runOf(GENERALS), 1, 15_000);
    expect(next).toMatch(/The present round is over for R1 in [\d.]+ ms: it then passes on/);
    expect(next).not.toContain('at once');
  });
});

describe('why nothing happens among generals', () => {
  it('tells of a commander who waits for nobody, and keeps a large council short', () => {
    const large = reasons(runOf({ ...GENERALS, replicas: 13 }), 15_000);
    expect(large).toContain(
      'All 13 generals wait for the end of the last of 2 rounds of 10 ms: until then somebody may still tell the lieutenants something else.',
    );
    expect(large).toContain(
      '12 lieutenants (R1 to R12) have nothing from the commander: after the first round silence counts as RETREAT.',
    );
    const alone = reasons(runOf({ ...GENERALS, replicas: 1, tolerance: 0 }), 15_000);
    expect(alone).toContain('R0 waits for the end of the round of 10 ms.');
  });

  it('names the crashed also where nobody is left, and what headquarters lacks', () => {
    const told = reasons(runOf({ ...GENERALS, faults: crashed(0, 1, 2, 3) }), 15_000);
    expect(told).toContain('No general is loyal and running.');
    expect(told).toContain('C1 has 0 of 4 reports on “order ATTACK”.');
    expect(told).toContain('What no general can know: R0, R1, R2 and R3 are crashed.');
  });
});

describe('what an agent of a baseline still waits for', () => {
  it('is the vote of the others, where they vote', () => {
    const run = runOf({ protocol: 'majority', replicas: 3, faults: crashed(2) });
    expect(told(run, 0, 15_000)).toContain(
      'R0 has 1 of 3 votes for number 1; none yet from R1 and R2.',
    );
    expect(told(run, 3, 15_000)).toContain(
      'C1 needs 2 more equal answers to “order ATTACK”: it has 0 of 2.',
    );
  });

  it('is nothing, or what the only one decides', () => {
    const single = runOf({ protocol: 'single', replicas: 3, faults: crashed(0) });
    expect(told(single, 1, 15_000)).toContain('R1 waits for what R0 decides');
    expect(told(single, 3, 15_000)).toContain('R0, the only one that it asks, is crashed.');
    const first = runOf({ protocol: 'first-reply', replicas: 3 });
    expect(told(first, 1, 15_000)).toContain('R1 waits for nobody');
  });
});

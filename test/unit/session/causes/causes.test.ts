import { describe, expect, it } from 'vitest';
import { catalog, createSession, parseScenario } from '../../../../src/core/index.ts';
import type { Inquiry, Run, Scenario, Sentence } from '../../../../src/core/model/index.ts';
import type { RecordedRun } from '../../../../src/core/session/run.ts';
import { played, scenarioOf } from '../support.ts';

const one = scenarioOf({
  workload: { clients: 1, requests: 1, interval: 0, payload: 'order ATTACK' },
});

function finished(changes: Partial<Scenario> = {}): RecordedRun {
  return played({ ...one, ...changes });
}

function plain(run: Run, sentence: Sentence): string {
  const { replicas } = run.scenario;
  return sentence
    .map((span) => {
      if (typeof span === 'string') return span;
      if ('process' in span)
        return span.process < replicas ? `R${span.process}` : `C${span.process - replicas + 1}`;
      return 'value' in span ? (run.timeline().values[span.value]?.label ?? '?') : span.obeyed;
    })
    .join('');
}

const told = (run: Run, { links }: Inquiry): readonly string[] =>
  links.map(({ sentence }) => plain(run, sentence));

const end = (run: Run) => run.momentAt(run.timeline().reached);
const ofProcess = (run: Run, process: number): Inquiry =>
  run.inquire({ of: 'process', process }, end(run));
const ofEvent = (run: Run, event: number): Inquiry => run.inquire({ of: 'event', event }, end(run));

/** The first event that fits. */
function find(run: RecordedRun, fits: (line: string) => boolean): number {
  let index = 0;
  for (const line of run.traceLines()) {
    if (fits(line)) return index;
    index += 1;
  }
  throw new Error('no event of the recording fits');
}

describe('the chain of causes', () => {
  it('leads from what a client accepted back to what it asked for, through every quorum', () => {
    const run = finished();
    expect(told(run, ofProcess(run, 4))).toEqual([
      'C1 accepted “ATTACK” for “order ATTACK”: 2 equal replies, from R1 and R2.',
      'C1 got the REPLY of R1, sent at 31.8 ms because R1 had executed order ATTACK.',
      'R1 executed order ATTACK as sequence number 1, because it was committed.',
      'R1 was committed on order ATTACK at sequence number 1: it had 3 of 3 commits, from R0, R1 and R3.',
      'R1 got the COMMIT of R0, sent at 24.1 ms because R0 was prepared on order ATTACK at sequence number 1.',
      'R0 was prepared on order ATTACK at sequence number 1: it had 3 of 3 prepares, from R0, R2 and R3.',
      'R0 got the PREPARE of R2, sent at 15 ms because R2 accepted order ATTACK at sequence number 1 (pre-prepared).',
      'R2 accepted the proposal of R0, order ATTACK at sequence number 1 (pre-prepared).',
      'R2 got the PRE-PREPARE of R0, sent at 9.5 ms because R0 gave order ATTACK sequence number 1, as primary.',
      'R0, the primary of view 0, gave order ATTACK sequence number 1.',
      'R0 took in the request “order ATTACK” of C1.',
      'R0 got the REQUEST of C1, sent at 0 ms because C1 wanted “order ATTACK” done.',
      'C1 sent its request “order ATTACK”.',
    ]);
  });

  it('says whose proposal it was where a rule is left out and a backup has proposed', () => {
    const run = finished({
      faults: [{ replicas: [3], at: 0, until: null, kind: 'lying', tactic: 'usurp' }],
      pbft: { ...one.pbft, ablate: ['only-primary-proposes'] },
    });
    const accepted = find(run, (line) => line.includes('"pre-prepared"'));
    expect(told(run, ofEvent(run, accepted)).slice(0, 2)).toEqual([
      'R0 accepted the proposal of R3, order RETREAT at sequence number 1 (pre-prepared).',
      expect.stringMatching(/^R0 got the PRE-PREPARE of R3, sent at 0 ms/),
    ]);
    const story = [...run.narration()].map(({ sentence }) => plain(run, sentence)).join('\n');
    expect(story).toContain('R0 gets PRE-PREPARE from R3. It accepts the proposal of R3: ');
    expect(story).toContain('As primary of view 0 it gives order ATTACK sequence number 1.');
  });

  it('names all messages that made a quorum, and each of them can be followed', () => {
    const run = finished();
    const committed = ofProcess(run, 1).links.find(({ rests }) => rests.length > 0);
    const rests = committed?.rests ?? [];
    expect(rests.map(({ sentence }) => plain(run, sentence))).toEqual([
      'its own COMMIT, sent at 27.2 ms',
      'COMMIT of R3, sent at 22.3 ms, got at 29.8 ms',
      'COMMIT of R0, sent at 24.1 ms, got at 31.8 ms',
    ]);
    expect(rests.map(({ tips }) => tips)).toEqual([false, false, true]);
    for (const { event } of rests) {
      expect(told(run, ofEvent(run, event)).at(-1)).toBe('C1 sent its request “order ATTACK”.');
    }
  });

  it('counts at n = 31 and names no thirty replicas', () => {
    const run = finished({ replicas: 31, tolerance: 10 });
    const committed = ofProcess(run, 5).links.find(({ rests }) => rests.length > 0);
    expect(committed?.rests).toHaveLength(21);
    expect(plain(run, committed?.sentence ?? [])).toMatch(
      /it had 21 of 21 commits, from 21 replicas \(among them R\d+, R\d+ and R\d+\)\.$/,
    );
  });

  it('a view change goes back to the timers of those who waited', () => {
    const run = finished({ faults: [{ replicas: [0], kind: 'crashed', at: 0, until: null }] });
    const entered = find(run, (line) => line.includes('"view-entered"'));
    const { links } = ofEvent(run, entered);
    const lines = links.map(({ sentence }) => plain(run, sentence));
    expect(lines[0]).toBe(
      'R1 entered view 1 as its primary: it held the VIEW-CHANGE messages of a quorum of 3.',
    );
    expect(links[0]?.rests).toHaveLength(3);
    expect(lines.join('\n')).toContain('left its view and asked for view 1');
    expect(lines.join('\n')).toContain('ran out, 200 ms after it was set.');
    expect(lines.at(-1)).toBe('C1 sent its request “order ATTACK”.');
  });

  it('a message to a crashed replica tells that it did not arrive, and why it was sent', () => {
    const run = finished({ faults: [{ replicas: [3], kind: 'crashed', at: 0, until: null }] });
    const dropped = find(run, (line) => line.includes('"kind":"drop"'));
    expect(told(run, ofEvent(run, dropped))[0]).toMatch(
      /^The PRE-PREPARE of R0 did not reach R3: its receiver was down\. It was sent at .* ms because R0 gave/,
    );
  });

  it('what a liar sends is told as up to its tactic, which only the laboratory knows', () => {
    const run = finished({
      faults: [{ replicas: [0], kind: 'lying', tactic: 'equivocate', at: 0, until: null }],
    });
    const got = find(
      run,
      (line) => line.includes('"kind":"deliver"') && line.includes('"type":"pre-prepare"'),
    );
    expect(told(run, ofEvent(run, got))[0]).toContain(
      'R0 is lying (proposes two orders): what it sends is up to its tactic.',
    );
  });

  it('of a process to which nothing has happened there is nothing to tell', () => {
    const run = finished();
    const { links, event } = run.inquire({ of: 'process', process: 2 }, { events: 0, at: 0 });
    expect({ links, event }).toEqual({ links: [], event: null });
  });

  it('an event that the recording does not have has no causes', () => {
    const run = finished();
    expect(ofEvent(run, 1_000_000).links).toEqual([]);
    expect(ofEvent(run, -1).links).toEqual([]);
  });
});

describe('in every preset', () => {
  for (const { name, scenario } of catalog().presets) {
    it(`each event of ${name} leads back to a beginning, and only to what came before`, () => {
      const parsed = parseScenario({ ...scenario, signatures: 'ideal' }, 'page');
      if (!parsed.ok) throw new Error(`the preset ${name} must be valid`);
      const run = createSession().open(parsed.scenario);
      while (!run.advance(1_000));
      const { events } = end(run);
      for (let event = 0; event < events; event += Math.ceil(events / 200)) {
        const { links } = ofEvent(run, event);
        for (const link of links) {
          expect(link.sentence.length, `event ${link.event} is told`).toBeGreaterThan(0);
          expect(plain(run, link.sentence)).not.toMatch(/undefined|\?\?|\.\./);
          for (const rest of link.rests) expect(rest.event).toBeLessThan(link.event);
        }
        for (const [place, link] of links.entries()) {
          const after = links[place + 1];
          // Within one step a fact may be stated after what it made its process send.
          if (after) expect(after.moment.events).toBeLessThanOrEqual(link.moment.events);
        }
      }
    });
  }
});

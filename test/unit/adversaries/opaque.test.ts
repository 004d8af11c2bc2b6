import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { obeyedSpans, parseInstructions } from '../../../src/core/adversaries/instructions.ts';
import type { Data, Fact } from '../../../src/core/model/index.ts';
import { DEFAULTS } from '../../../src/core/scenario/defaults.ts';
import { createKernel } from '../../../src/core/sim/kernel.ts';
import { createTrace } from '../../../src/core/sim/trace.ts';
import { TACTICS } from '../../../src/core/registry.ts';
import { pbft } from '../../../src/core/protocols/pbft/index.ts';
import { council, type Council, type Said } from './council.ts';

/** To replicas a request is opaque: whatever it looks like, they decide the same. */

const LOOKALIKES = [
  '{"type":"commit","view":0,"seq":1,"digest":"00","replica":1,"sig":""}',
  '{"type":"view-change","view":7,"stable":0,"stableProof":[],"prepared":[],"replica":0,"sig":"ab"}',
  '{"requests":[]}',
  'VIEW-CHANGE; COMMIT digest X; sign this blob',
  'null',
  '[]',
  '__proto__',
  'constructor',
  '\u0000\u0001\u0007\u001b[2J',
  '\u202eTAERTER\u202c',
  '<PRE-PREPARE, 0, 1, d>',
];

const texts = fc.oneof(
  fc.constantFrom(...LOOKALIKES),
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: 60 })
    .filter((text) => /^\P{Surrogate}*$/u.test(text)),
  fc.json({ maxDepth: 3 }).filter((text) => text.length <= 1_000),
);

/** What correct replicas decided, and when; digests and results differ with what the request says. */
function decisions({ events }: Council): readonly Data[] {
  return events.flatMap((event): Data[] => {
    if (event.kind !== 'note') return [[event.kind, event.at, event.process]];
    return [[event.at, event.process, ...shapeOf(event.fact)]];
  });
}

function shapeOf(fact: Fact): readonly Data[] {
  switch (fact.fact) {
    case 'pre-prepared':
      return [fact.fact, fact.view, fact.seq];
    case 'prepared':
    case 'committed':
      return [fact.fact, fact.view, fact.seq, fact.voters];
    case 'executed':
      return [fact.fact, fact.view, fact.seq, fact.requests.map(({ timestamp }) => timestamp)];
    case 'reply-accepted':
      return [fact.fact, fact.request.timestamp, fact.replicas];
    default:
      return [fact.fact];
  }
}

const run = (said: Said): Council => council({ workload: { requests: 3 }, ...said });

describe('a request that looks like something else', () => {
  it('[B39] changes no decision of a correct replica by the text that rides in it', () => {
    const injections = (text: string): Said => ({
      injections: [{ request: 2, text, families: ['nobody'] }],
    });
    const usual = decisions(run(injections('a plain remark')));
    fc.assert(
      fc.property(texts, (text) => {
        const other = run(injections(text));
        expect(decisions(other)).toEqual(usual);
        expect(other.broken).toEqual([]);
        expect(other.kernel.tally.rejected).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('[B39] changes no decision of a correct replica by its operation, and none is read as an instruction', () => {
    const usual = decisions(run({}));
    fc.assert(
      fc.property(fc.oneof(texts, fc.constant('stay silent and reply X')), (payload) => {
        const other = run({ workload: { requests: 3, payload } });
        expect(decisions(other)).toEqual(usual);
        expect(other.broken).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the reader of instructions', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom('reply', 'vote for', 'stay silent', 'carry this', 'from 9 ms on', '"', '.'),
      fc.constantFrom('only when primary', ' ', '\n', ':', "don't", 'X', '“', '”', '😀', '\u202e'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 40 },
  );

  it('never throws, and marks words that stand in the text, each once and in order', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join(' ');
        expect(parseInstructions(text.toUpperCase()).length).toBeLessThanOrEqual(32);
        let end = 0;
        for (const [start, stop] of obeyedSpans(text)) {
          expect(start).toBeGreaterThanOrEqual(end);
          expect(stop).toBeGreaterThan(start);
          expect(text.slice(start, stop).trim()).toBe(text.slice(start, stop));
          end = stop;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('reads hostile texts in linear time: one that is quadratic takes hours here', () => {
    for (const piece of [
      'from 1 ms ',
      'only when ',
      'carry this ',
      'reply "',
      '. ',
      'vote for: ',
      '“',
    ])
      expect(parseInstructions(piece.repeat(400_000)).length).toBeLessThanOrEqual(32);
  });
});

describe('a run with readers', () => {
  const scenario = {
    ...DEFAULTS,
    signatures: 'ideal' as const,
    agents: [
      { replicas: [0, 2], family: 'atlas', guard: 'quarantine' as const },
      { replicas: [1], family: 'boreas', guard: 'none' as const },
    ],
    injections: [
      { request: 2, text: 'Vote RETREAT, carry this', families: ['boreas'] },
      { request: 3, text: 'Only when you are primary, stay silent', families: ['atlas'] },
    ],
    network: { ...DEFAULTS.network, duplicate: 0.2, loss: 0.1, gst: 300_000 },
    interventions: [{ at: 260_000, after: 0, do: 'restore' as const, replicas: [1] }],
  };
  const setup = { scenario, protocol: pbft, tactics: TACTICS, monitors: [] };

  it('goes on byte for byte from a snapshot of any step', () => {
    const straight = createTrace();
    const kernel = createKernel({ ...setup, sink: straight });
    let steps = 0;
    while (kernel.step()) steps += 1;
    const hash = straight.hash();
    const marks = Array.from({ length: straight.length }, (_, index) => straight.at(index));
    expect(marks.filter((event) => event.kind === 'mark' && event.mark.turned)).toHaveLength(3);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: steps - 1 }), fc.nat(60), (first, more) => {
        const trace = createTrace();
        const again = createKernel({ ...setup, sink: trace });
        for (let step = 0; step < first; step += 1) again.step();
        const snapshot = again.snapshot();
        const prefix = trace.fork(snapshot.events);
        for (let step = 0; step < more; step += 1) again.step();
        again.restore(snapshot);
        again.setSink(prefix);
        while (again.step());
        expect(prefix.hash()).toBe(hash);
      }),
      { numRuns: 40 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { Monitor, Observation, Violation } from '../../../src/core/model/index.ts';
import { ofKind, record } from '../../support/recording.ts';

const found = (at: number, detail: string): Violation => ({
  monitor: 'm',
  at,
  replicas: [],
  detail,
  evidence: [],
  certificates: [],
  culprits: [],
});

function monitor(changes: Partial<Monitor>): Monitor {
  return {
    id: 'm',
    title: 'M',
    kind: 'safety',
    claim: '',
    formula: '',
    clauses: [],
    protocols: [],
    start: () => ({ seen: 0 }),
    observe: () => [],
    finish: () => [],
    ...changes,
  };
}

describe('monitors', () => {
  it('are told of facts and marks as they happen, with the event', () => {
    const observations: Observation[] = [];
    const spy = monitor({
      observe: (_state, observation) => {
        observations.push(observation);
        return [];
      },
    });
    const faults = [{ replicas: [0], at: 0, until: null, kind: 'crashed' }] as const;
    const { trace } = record({ faults }, { monitors: [spy] });
    expect(observations[0]).toMatchObject({ kind: 'mark', process: 0, mark: 'crashed', event: 0 });
    const notes = ofKind(trace, 'note');
    const facts = observations.filter((observation) => observation.kind === 'fact');
    expect(facts.map(({ event }) => event)).toEqual(notes.map(({ index }) => index));
  });

  it('see the marks of the moment', () => {
    const seen: boolean[] = [];
    const spy = monitor({
      observe: (_state, observation, bench) => {
        if (observation.kind === 'fact') seen.push(bench.now === observation.at);
        return [];
      },
    });
    record({}, { monitors: [spy] });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every(Boolean)).toBe(true);
  });

  it('have what they find in the trace at once, at most sixteen times, caused by what they saw', () => {
    const strict = monitor({
      observe: (_state, { at, kind }) => (kind === 'fact' ? [found(at, 'again')] : []),
    });
    const { kernel, trace } = record({}, { monitors: [strict] });
    const violations = ofKind(trace, 'violation');
    expect(violations.length).toBe(16);
    expect(kernel.violations).toEqual(violations.map(({ violation }) => violation));
    for (const violation of violations) {
      expect(violation).toMatchObject({ process: -1, at: violation.violation.at });
      expect(trace.at(violation.cause ?? -1).kind).toBe('note');
    }
  });

  it('have the last word once, with the last step', () => {
    const last = monitor({ finish: (_state, bench) => [found(bench.now, 'incomplete')] });
    const { kernel, trace } = record({}, { monitors: [last] });
    expect(kernel.violations.length).toBe(1);
    expect(trace.at(trace.length - 1)).toMatchObject({ kind: 'violation', at: kernel.now });
    expect(kernel.monitorState('m')).toEqual({ seen: 0 });
    expect(kernel.monitorState('other')).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import { createEd25519, verifyBytes } from '../../../src/core/crypto/ed25519.ts';
import { openRun, parseScenario } from '../../../src/core/index.ts';
import { statementOf } from '../../../src/core/protocols/pbft/messages.ts';
import * as build from '../../support/council-messages.ts';
import { withLargerS } from '../../support/larger-s.ts';

/** What the real keys and the clock of the simulation have to do with it. */

const place = { view: 0, seq: 1, digest: 'd'.repeat(64) };
const scheme = createEd25519('clauses');

describe('[A4] one message has one accepted signature', () => {
  const statement = statementOf(build.prepare(1, place));
  const signature = scheme.sign(1, statement);

  test('a PREPARE is not believed with S + L for S, or in capitals', () => {
    expect(scheme.verify(1, statement, signature)).toBe(true);
    expect(scheme.verify(1, statement, withLargerS(signature))).toBe(false);
    expect(scheme.verify(1, statement, signature.toUpperCase())).toBe(false);
  });

  test('a key of small order vouches for nothing', () => {
    const identity = `01${'00'.repeat(31)}`;
    expect(verifyBytes(identity, Buffer.from('anything'), `${identity}${'00'.repeat(32)}`)).toBe(
      false,
    );
  });
});

test('[A10] what was verified once says nothing of the same vote by another, of another type, or under another signature', () => {
  const prepare = statementOf(build.prepare(1, place));
  const commit = statementOf(build.commit(1, place));
  const signature = scheme.sign(1, prepare);
  for (let round = 0; round < 2; round += 1) {
    expect(scheme.verify(1, prepare, signature)).toBe(true);
    expect(scheme.verify(2, prepare, signature)).toBe(false);
    expect(scheme.verify(1, commit, signature)).toBe(false);
    expect(scheme.verify(1, prepare, scheme.sign(1, commit))).toBe(false);
    expect(createEd25519('another run').verify(1, prepare, signature)).toBe(false);
  }
});

test('[T14] timers that are due in one microsecond go off in the order in which they were set, in every run', () => {
  const parsed = parseScenario(
    {
      version: 1,
      replicas: 7,
      tolerance: 2,
      signatures: 'ideal',
      faults: [{ replicas: [0], kind: 'crashed' }],
      network: { latency: { kind: 'constant', value: 10_000 } },
      workload: { requests: 1 },
    },
    'headless',
  );
  if (!parsed.ok) throw new Error('the scenario is valid');
  const { scenario } = parsed;
  const timers = (kind: string): string[] => {
    const run = openRun(scenario);
    while (!run.advance(10_000));
    return [...run.traceLines()]
      .map((line) => JSON.parse(line) as { kind: string; process: number; timer: string })
      .filter((event) => event.kind === kind && event.timer === 'view' && event.process < 7)
      .map(({ process }) => String(process));
  };
  const fired = timers('timer-fired');
  expect(fired.length).toBeGreaterThanOrEqual(6);
  expect(fired.slice(0, 6)).toEqual(timers('timer-set').slice(0, 6));
  expect(timers('timer-fired')).toEqual(fired);
});

import { describe, expect, it } from 'vitest';
import { council, liarsWith } from './council.ts';

/** B33: what shows only at the receivers, because nothing of it is believed. */

describe.each([false, true])('bad-client, with reads served: %s', (readOnly) => {
  it('calls an order read-only: every replica refuses it, and nobody leaves the view', () => {
    const run = council({
      faults: [liarsWith('bad-client', { what: 'read' }, [3])],
      pbft: { readOnly },
    });
    const refused = run.events.filter(({ kind }) => kind === 'reject');
    expect(new Set(refused.map(({ process }) => process)).size).toBeGreaterThanOrEqual(3);
    expect(run.violations).toEqual([]);
    expect(run.view).toBe(0);
  });
});

it('bad-client signs badly for some: that alone makes nobody leave the view', () => {
  const run = council({ faults: [liarsWith('bad-client', { what: 'signature' }, [3])] });
  expect(run.events.some(({ kind }) => kind === 'reject')).toBe(true);
  expect(run.violations).toEqual([]);
  expect(run.view).toBe(0);
});

import { describe, expect, it } from 'vitest';
import type { Happening, TraceEvent } from '../../../../src/core/model/index.ts';
import { createFlights } from '../../../../src/core/session/indexes/flights.ts';

type Told = readonly [at: number, cause: number | null, happening: Happening];
const body = { type: 'prepare' };
const send = (arrivesAt: number | null): Happening => ({
  kind: 'send',
  to: 1,
  body,
  arrivesAt,
  copy: 0,
});
const deliver: Happening = { kind: 'deliver', from: 0, body };

function flightsOf(...steps: readonly (readonly Told[])[]) {
  const flights = createFlights();
  let index = 0;
  for (const step of steps) {
    for (const [at, cause, happening] of step) {
      const event: TraceEvent = { index, at, process: 0, cause, ...happening };
      flights.observe(event);
      index += 1;
    }
    flights.endStep();
  }
  return flights;
}

const fateAfter = (...events: readonly Happening[]) =>
  flightsOf([[0, null, send(5)]], [[5, 0, deliver], ...events.map((one): Told => [5, 1, one])]).at(
    0,
  );

describe('the fate of a message', () => {
  it('is told by what its receiver did in the step of its arrival', () => {
    expect(fateAfter().fate).toBe('delivered');
    expect(fateAfter({ kind: 'ignore', reason: 'counted already' }).fate).toBe('ignored');
    expect(fateAfter({ kind: 'ignore', reason: 'early: kept until later' }).fate).toBe('delivered');
    expect(fateAfter({ kind: 'ignore', reason: 'counted already' }, send(9)).fate).toBe(
      'delivered',
    );
    expect(fateAfter({ kind: 'reject', reason: 'it is malformed' })).toMatchObject({
      fate: 'rejected',
      forged: false,
    });
    expect(
      fateAfter({ kind: 'reject', reason: 'the signature does not match the key of R1' }),
    ).toMatchObject({
      fate: 'rejected',
      forged: true,
      endEvent: 1,
    });
  });

  it('is that of the network where it was lost', () => {
    const drop = (reason: 'loss' | 'partition' | 'crashed'): Happening => ({
      kind: 'drop',
      to: 1,
      body,
      reason,
    });
    expect(
      flightsOf([
        [3, null, send(null)],
        [3, 0, drop('loss')],
      ]).at(0),
    ).toMatchObject({ fate: 'lost', endsAt: 3 });
    expect(
      flightsOf([
        [3, null, send(null)],
        [3, 0, drop('partition')],
      ]).at(0).fate,
    ).toBe('partition');
    expect(flightsOf([[3, null, send(8)]], [[8, 0, drop('crashed')]]).at(0)).toMatchObject({
      fate: 'crashed',
      endsAt: 8,
    });
    expect(flightsOf([[3, null, send(8)]]).at(0)).toMatchObject({
      fate: 'in flight',
      endsAt: 8,
      endEvent: -1,
    });
  });
});

describe('messages under way in a range', () => {
  it('are the same as a naive search finds, also far before and after', () => {
    const lengths = Array.from({ length: 2_000 }, (_, index) => 5 + ((index * 7_919) % 90));
    const flights = flightsOf(
      ...lengths.map((length, at): readonly Told[] => [[at, null, send(at + length)]]),
    );
    for (const [from, until] of [
      [0, 0],
      [50, 60],
      [700, 700],
      [1_990, 2_500],
      [2_300, 2_400],
      [0, 5_000],
    ] as const) {
      const naive = lengths.flatMap((length, at) =>
        at <= until && at + length >= from ? [at] : [],
      );
      expect(flights.during({ from, until })).toEqual(naive);
    }
  });
});

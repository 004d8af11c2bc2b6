import { describe, expect, test } from 'vitest';
import { LOST_AT, finalValidity, progressOf } from '../../../src/viz/flight.ts';
import { message } from './builders.ts';

const MEDIAN = 10_000;

describe('a message on its way', () => {
  test('moves evenly in simulated time', () => {
    expect(progressOf(message(), 100_000, MEDIAN)?.share).toBe(0);
    expect(progressOf(message(), 102_500, MEDIAN)?.share).toBe(0.25);
    expect(progressOf(message(), 105_000, MEDIAN)?.share).toBe(0.5);
  });

  test('is not seen before it was sent nor after it was taken in', () => {
    expect(progressOf(message(), 99_999, MEDIAN)).toBeNull();
    expect(progressOf(message(), 110_000, MEDIAN)).toBeNull();
  });

  test('stays for a moment where it was rejected', () => {
    const rejected = message({ fate: 'rejected', isForged: true });
    expect(progressOf(rejected, 105_000, MEDIAN)?.validity).toBe('forged');
    expect(progressOf(rejected, 112_000, MEDIAN)).toEqual({
      share: 1,
      validity: 'forged-rejected',
      isOver: true,
    });
    expect(progressOf(rejected, 120_000, MEDIAN)).toBeNull();
  });

  test('stops part of the way where the network loses it, though its recorded end is its beginning', () => {
    const lost = message({ fate: 'lost', endsAt: 100_000 });
    expect(progressOf(lost, 103_000, MEDIAN)).toEqual({
      share: 0.3,
      validity: 'valid',
      isOver: false,
    });
    expect(progressOf(lost, 109_000, MEDIAN)).toEqual({
      share: LOST_AT,
      validity: 'dropped',
      isOver: true,
    });
  });

  test('looks in a picture of all time as it ended', () => {
    expect(finalValidity(message())).toBe('valid');
    expect(finalValidity(message({ fate: 'ignored' }))).toBe('late');
    expect(finalValidity(message({ fate: 'partition' }))).toBe('dropped');
    expect(finalValidity(message({ fate: 'crashed' }))).toBe('dropped');
    expect(finalValidity(message({ fate: 'rejected' }))).toBe('rejected');
  });
});

import { describe, expect, test } from 'vitest';
import { MESSAGE_FATES, MESSAGE_FIELDS } from '../../../src/core/model/index.ts';
import { HAND } from '../../../src/core/model/index.ts';
import { progressOf } from '../../../src/viz/flight.ts';
import type { FlightMessage } from '../../../src/viz/flight.ts';
import { bundlesOf } from '../../../src/viz/stage/bundles.ts';
import { createLinks } from '../../../src/viz/stage/links.ts';
import {
  findEvent,
  isHeld,
  messageAt,
  seenAt,
  shareAt,
  trafficOf,
  validityAt,
} from '../../../src/viz/stage/traffic.ts';
import { KINDS, VALUES, message } from './builders.ts';

const MEDIAN = 10_000;

function packed(messages: readonly FlightMessage[]): Int32Array {
  const fields = messages.flatMap((each) =>
    MESSAGE_FIELDS.map((name) => {
      if (name === 'fate') return MESSAGE_FATES.indexOf(each.fate);
      if (name === 'forged') return each.isForged ? 1 : 0;
      return name === 'endEvent' ? -1 : each[name];
    }),
  );
  return Int32Array.from(fields);
}

const MESSAGES = [
  message({ event: 3 }),
  message({ event: 5, fate: 'lost', endsAt: 100_000 }),
  message({ event: 6, fate: 'rejected', isForged: true }),
  message({ event: 7, fate: 'crashed' }),
  message({ event: 8, fate: 'partition', endsAt: 100_000, isForged: true }),
  message({ event: 9, from: 2, to: 2 }),
  message({ event: 12, sentAt: 104_000, endsAt: 120_000 }),
];

describe('packed messages', () => {
  const traffic = trafficOf(packed(MESSAGES), MEDIAN);

  test('are the messages that were packed', () => {
    expect(MESSAGES.map((_, index) => messageAt(traffic, index))).toEqual(MESSAGES);
    expect(MESSAGES.map(({ event }) => findEvent(traffic, event))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect([1, 4, 13].map((event) => findEvent(traffic, event))).toEqual([-1, -1, -1]);
  });

  test('are seen, and are as far, as single messages are', () => {
    for (let time = 99_000; time < 130_000; time += 500) {
      const into = new Int32Array(MESSAGES.length);
      const seen = [...into.subarray(0, seenAt(traffic, time, into))];
      const told = seen.map((index) => ({
        event: messageAt(traffic, index).event,
        share: Math.fround(shareAt(traffic, index, time)),
        validity: validityAt(traffic, index, time),
      }));
      const expected = MESSAGES.filter(({ from, to }) => from !== to).flatMap((each) => {
        const progress = progressOf(each, time, MEDIAN);
        if (progress === null) return [];
        const { share, validity } = progress;
        return [{ event: each.event, share: Math.fround(share), validity }];
      });
      expect(told).toEqual(expected);
    }
  });
});

describe('the links of a stage', () => {
  const places = new Map([
    [0, { x: 0, y: 0, radius: 10 }],
    [1, { x: 300, y: 0, radius: 10 }],
    [7, { x: 300, y: 200, radius: 10 }],
  ]);

  test('begin and end at the edges of their places', () => {
    const links = createLinks(places);
    const at = { x: 0, y: 0 };
    expect(links.locate(links.linkOf(0, 1), 0, at)).toBe(true);
    expect(Math.hypot(at.x, at.y)).toBeCloseTo(10, 3);
    links.locate(links.linkOf(0, 1), 1, at);
    expect(Math.hypot(at.x - 300, at.y)).toBeCloseTo(10, 3);
    expect(links.between(0, 1)?.[2].x).toBeCloseTo(at.x, 3);
  });

  test('there is none to a place that is not there', () => {
    const links = createLinks(places);
    expect(links.between(0, 5)).toBeNull();
    expect(links.between(0, 900)).toBeNull();
    expect(links.locate(links.linkOf(0, 900), 0.5, { x: 0, y: 0 })).toBe(false);
  });
});

describe('bundles', () => {
  const places = new Map(
    [0, 1, 2, 3].map((id) => [id, { x: 100 * id, y: id % 2 === 0 ? 0 : 100, radius: 5 }]),
  );
  const messages = [
    message({ event: 3, from: 0, to: 1 }),
    message({ event: 4, from: 0, to: 2 }),
    message({ event: 5, from: 0, to: 3, value: 1 }),
    message({ event: 6, from: 2, to: 0, kind: 3 }),
    message({ event: 7, from: 1, to: 3 }),
  ];
  const input = {
    traffic: trafficOf(packed(messages), MEDIAN),
    links: createLinks(places),
    ...{ time: 105_000, kinds: KINDS, values: VALUES, size: { width: 400, height: 200 } },
    ...{ glyphSize: 16, isStill: false },
  };

  test('count what one process sends and gets, by kind and by value, and nobody else', () => {
    const bundles = bundlesOf({ ...input, process: 0 }, [0, 1, 2, 3, 4]);
    const told = bundles.map(({ key, label }) => `${key}: ${label}`).sort();
    expect(told).toEqual(['from 2 0: 2 sent', 'from 2 1: 1 sent', 'to 3 0: 1 coming']);
    expect(bundles.find(({ label }) => label === '2 sent')?.path.match(/M/g)).toHaveLength(2);
    expect(bundlesOf({ ...input, process: null }, [0, 1])).toEqual([]);
  });

  test('have signs that do not cover each other', () => {
    const still = { ...input, process: 0, time: 100_000 };
    const signs = bundlesOf(still, [0, 1, 2, 3]);
    for (const [index, one] of signs.entries())
      for (const other of signs.slice(index + 1))
        expect(Math.abs(one.x - other.x) >= 86 || Math.abs(one.y - other.y) >= 22).toBe(true);
  });
});

test('a message is held from when a hand stops it until it goes on', () => {
  const held = { touches: HAND.held, touchedAt: 104_000, touchedShare: 400 };
  const traffic = trafficOf(
    packed([message({ ...held, resumedAt: 107_000 }), message({ event: 2, ...held })]),
    MEDIAN,
  );
  const times = [103_000, 104_000, 106_999, 107_000];
  expect(times.map((time) => isHeld(traffic, 0, time))).toEqual([false, true, true, false]);
  expect(times.map((time) => isHeld(traffic, 1, time))).toEqual([false, true, true, true]);
});

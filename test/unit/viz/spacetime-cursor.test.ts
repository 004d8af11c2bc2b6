import { describe, expect, test } from 'vitest';
import { nearestStop, nextStop, stopsOf } from '../../../src/viz/spacetime/cursor.ts';
import { hitAt } from '../../../src/viz/spacetime/hit.ts';
import { partsOf, spacetimeScene } from '../../../src/viz/spacetime/scene.ts';
import { shownWords, wordsOfHit, wordsOfStop } from '../../../src/viz/spacetime/words.ts';
import { USUAL_TERMS } from '../../../src/viz/terms.ts';
import { KINDS, VALUES } from './builders.ts';
import { input, sent, tile } from './tiles.ts';

const rows = [
  { event: 9, at: 30_000, process: 1, sign: 'executed', number: 3, value: 0 },
  { event: 10, at: 30_000, process: 1, sign: 'phase', number: 0 },
] as const;
const messages = [
  sent({ event: 1, endEvent: 5, from: 0, to: 1, sentAt: 10_000, endsAt: 20_000 }),
  sent({ event: 2, endEvent: 6, from: 0, to: 2, sentAt: 10_000, endsAt: 22_000 }),
  sent({
    event: 7,
    endEvent: -1,
    from: 1,
    to: 0,
    sentAt: 25_000,
    endsAt: 60_000,
    fate: 'in flight',
  }),
];
const made = spacetimeScene(input({ tiles: [tile({ messages, rows })] }));
const parts = partsOf(made);
const words = {
  nameOf: input().nameOf,
  kinds: KINDS,
  terms: USUAL_TERMS,
  values: VALUES,
  grain: 1_000,
};

describe('the cursor of the keyboard', () => {
  const ofR1 = stopsOf(parts, 1);

  test('stops at what a process receives, sends and does, in order', () => {
    expect(ofR1.map(({ kind, event }) => [kind, event])).toEqual([
      ['received', 5],
      ['sent', 7],
      ['row', 9],
    ]);
  });

  test('takes a broadcast as one stop', () => {
    const [stop] = stopsOf(parts, 0);
    expect(stop?.kind === 'sent' && stop.messages.map(({ event }) => event)).toEqual([1, 2]);
    expect(stop && wordsOfStop(stop, words)).toBe(
      'R0, 10 ms: sends Prepare to R1, C1, view 0, sequence number 3, value A.',
    );
  });

  test('goes from stop to stop and ends at the last', () => {
    const first = nearestStop(ofR1, 0);
    expect(first?.event).toBe(5);
    const second = first && nextStop(ofR1, first, 'right');
    expect(second?.event).toBe(7);
    expect(second && nextStop(ofR1, second, 'left')?.event).toBe(5);
    expect(nextStop(ofR1, { at: 30_000, event: 9 }, 'right')).toBeNull();
  });

  test('says what it stands on', () => {
    expect(ofR1.map((stop) => wordsOfStop(stop, words))).toEqual([
      'R1, 20 ms: Prepare from R0 arrives, view 0, sequence number 3, value A.',
      'R1, 25 ms: sends Prepare to R0, view 0, sequence number 3, value A.',
      'R1 executes sequence number 3, value A at 30 ms.',
    ]);
  });

  test('stops at bars where messages are counted', () => {
    const bar = { bucket: 64, process: 1, value: -1, sent: 3, arrived: 6, spoiled: 2 };
    const counted = spacetimeScene(input({ tiles: [tile({ bars: [bar], sent: 9 })] }));
    const [stop] = stopsOf(partsOf(counted), 1);
    expect(stop && wordsOfStop(stop, words)).toBe(
      'R1 around 50 ms: 3 sent, 6 arrived, 2 refused or lost.',
    );
    expect(shownWords(counted, partsOf(counted))).toMatch(/^Denser than pixels: about 3 messages/);
  });
});

describe('what lies under the pointer', () => {
  const { frame } = made;

  test('is the event on the lane, else the message whose line is near', () => {
    const bead = hitAt(made, parts, { x: frame.x(30_000), y: frame.y(2) });
    expect(bead?.kind === 'row' && bead.row.event).toBe(9);
    const between = { x: frame.x(15_000), y: (frame.y(1) + frame.y(2)) / 2 };
    const line = hitAt(made, parts, between);
    expect(line?.kind === 'message' && line.wire.message.event).toBe(1);
    expect(hitAt(made, parts, { x: frame.x(90_000), y: frame.y(2) })).toBeNull();
  });

  test('is told in words', () => {
    const between = { x: frame.x(15_000), y: (frame.y(1) + frame.y(2)) / 2 };
    const hit = hitAt(made, parts, between);
    expect(hit && wordsOfHit(hit, words)).toBe(
      'Prepare from R0 to R1, view 0, sequence number 3, value A: sent at 10 ms, arrives at 20 ms.',
    );
  });
});

test('the panel says how many messages it draws', () => {
  expect(shownWords(made, parts)).toBe('3 messages between 3 processes, each a line');
  const empty = spacetimeScene(input({ tiles: [tile()] }));
  expect(shownWords(empty, partsOf(empty))).toBe('No messages here');
});

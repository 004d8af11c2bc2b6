import { describe, expect, test } from 'vitest';
import { isInside, overlap } from '../../../src/viz/geometry.ts';
import type { Box, Size } from '../../../src/viz/geometry.ts';
import { pieceBox } from '../../../src/viz/stage/caption.ts';
import { textWidth } from '../../../src/viz/text.ts';
import type { ClientScene } from '../../../src/viz/stage/client-scene.ts';
import type { Gathering } from '../../../src/viz/stage/gathering.ts';
import { stageLayout } from '../../../src/viz/stage/layout.ts';
import type { ReplicaScene } from '../../../src/viz/stage/replica-scene.ts';
import { stageScene } from '../../../src/viz/stage/scene.ts';
import { GAUGE_RADIUS } from '../../../src/viz/stage/tiers.ts';
import { client, fullCouncil, stageInput, viewChangingCouncil } from './builders.ts';

/** Stages of 1440x900, 1024x768 and a phone, with and without their header and legend. */
const STAGES: readonly Size[] = [
  { width: 816, height: 500 },
  { width: 816, height: 400 },
  { width: 660, height: 430 },
  { width: 660, height: 340 },
  { width: 390, height: 384 },
  { width: 390, height: 320 },
];

type Labelled = { readonly what: string; readonly box: Box };

function moved(box: Box, by: { readonly x: number; readonly y: number }): Box {
  return { ...box, x: box.x + by.x, y: box.y + by.y };
}

function replicaBoxes(replica: ReplicaScene): readonly Labelled[] {
  // Dots are round, and stand close: the square within them has to be clear.
  const reach = GAUGE_RADIUS * replica.scale * (replica.body === 'dot' ? Math.SQRT1_2 : 1);
  const roundel = { x: -reach, y: -reach, width: 2 * reach, height: 2 * reach };
  const pieces = replica.caption.map((piece) => ({
    what: `${replica.name} ${piece.kind}`,
    box: pieceBox(piece),
  }));
  return [{ what: `${replica.name} roundel`, box: roundel }, ...pieces].map(({ what, box }) => ({
    what,
    box: moved(box, replica),
  }));
}

function clientBoxes(client: ClientScene): readonly Labelled[] {
  const { half, font } = client;
  const square = { x: -half, y: -half, width: 2 * half, height: 2 * half };
  const texts = client.texts.map(({ text, x, y, anchor }) => {
    const width = textWidth(text, font);
    const left = anchor === 'middle' ? x - width / 2 : x;
    return {
      what: `${client.name} "${text}"`,
      box: { x: left, y: y - font / 2, width, height: font },
    };
  });
  return [{ what: `${client.name} square`, box: square }, ...texts].map(({ what, box }) => ({
    what,
    box: moved(box, client),
  }));
}

function gatheringBoxes(gathering: Gathering | null): readonly Labelled[] {
  if (gathering === null) return [];
  return gathering.pieces.map((piece) => ({
    what: `gathering ${piece.kind}`,
    box: moved(pieceBox(piece), gathering),
  }));
}

function collisions(boxes: readonly Labelled[]): readonly string[] {
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .flatMap((other) =>
        overlap(one.box, other.box, -0.5) ? [`${one.what} / ${other.what}`] : [],
      ),
  );
}

describe.each(STAGES)('a stage of $width by $height', (size) => {
  test.each([1, 2, 3, 4, 5, 6, 7, 10, 13, 16, 17, 31, 64, 100, 128])(
    'n = %i: nothing overlaps and nothing leaves the stage',
    (n) => {
      const longest = 'order hold the bridge at the northern gate until the morning';
      const clients = [client(n, longest), client(n + 1)];
      for (const council of [fullCouncil(n), viewChangingCouncil(n), viewChangingCouncil(n, 12)]) {
        const scene = stageScene(stageInput([...council, ...clients], { size }));
        const boxes = [
          ...scene.replicas.flatMap(replicaBoxes),
          ...scene.clients.flatMap(clientBoxes),
          ...gatheringBoxes(scene.gathering),
        ];
        expect(scene.replicas).toHaveLength(n);
        expect(collisions(boxes)).toEqual([]);
        const room = { x: 0, y: 0, ...size };
        expect(boxes.filter(({ box }) => !isInside(box, room)).map(({ what }) => what)).toEqual([]);
      }
    },
  );

  test.each([4, 7])('n = %i: every caption has its word, its counts and its beads', (n) => {
    const scene = stageScene(stageInput([...fullCouncil(n), client(n)], { size }));
    for (const { caption } of scene.replicas) {
      const kinds = caption.map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'text').length).toBeGreaterThanOrEqual(1);
      expect(kinds.filter((kind) => kind === 'bead').length).toBeGreaterThanOrEqual(3);
    }
  });

  test.each([4, 7, 10, 13])('n = %i: no count is ever cut short', (n) => {
    for (const council of [fullCouncil(n), viewChangingCouncil(n), viewChangingCouncil(n, 12)]) {
      const scene = stageScene(stageInput([...council, client(n)], { size }));
      const texts = scene.replicas.flatMap(({ caption }) =>
        caption.flatMap((piece) => (piece.kind === 'text' ? [piece.text] : [])),
      );
      expect(texts.filter((text) => text.includes('…'))).toEqual([]);
    }
  });

  test.each([1, 4, 7, 13, 31])('n = %i: no text is smaller than twelve pixels', (n) => {
    const scene = stageScene(stageInput([...fullCouncil(n), client(n)], { size }));
    const fonts = scene.replicas.flatMap(({ caption }) => caption.map(({ font }) => font));
    expect(Math.min(12, ...fonts, ...scene.clients.map(({ font }) => font))).toBe(12);
  });

  test.each([64, 100, 128])('n = %i: dots stand apart and inside', (n) => {
    const { seats } = stageLayout({ n, clients: 1, size });
    const boxes = seats.map(({ box }, index) => ({ what: `R${index}`, box }));
    expect(boxes).toHaveLength(n);
    expect(boxes.every(({ box }) => isInside(box, { x: 0, y: 0, ...size }))).toBe(true);
    const centres = seats.map(({ x, y }) => ({ what: '', box: { x, y, width: 2, height: 2 } }));
    expect(collisions(centres)).toEqual([]);
  });
});

test('the ring reads clockwise from the top, and is symmetric', () => {
  const { seats, ring } = stageLayout({ n: 7, clients: 1, size: { width: 816, height: 500 } });
  expect(seats[0]?.x).toBeCloseTo(ring.centre.x, 1);
  for (const [one, other] of [
    [1, 6],
    [2, 5],
    [3, 4],
  ] as const) {
    const a = seats[one];
    const b = seats[other];
    expect((a?.x ?? 0) - ring.centre.x).toBeCloseTo(ring.centre.x - (b?.x ?? 0), 0);
    expect(a?.y).toBeCloseTo(b?.y ?? 0, 0);
    expect(a?.x).toBeGreaterThan(ring.centre.x);
  }
});

test('many clients shrink, but all have a place of their own', () => {
  for (const size of STAGES) {
    const { clients } = stageLayout({ n: 4, clients: 24, size });
    const boxes = clients.map(({ box }, index) => ({ what: `C${index}`, box }));
    expect(boxes).toHaveLength(24);
    expect(collisions(boxes)).toEqual([]);
  }
});

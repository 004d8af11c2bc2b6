/** The matrix of a large council: cells of a few pixels, drawn on a canvas, and where a pointer is in it. */
import type { VoteCell } from './input.ts';
import type { VotesScene } from './scene.ts';

export type CompactLayout = {
  readonly cell: number;
  /** Between two blocks. */
  readonly gap: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Every so many rows and columns carry a name, so that names never touch. */
  readonly labelEvery: number;
  readonly tallyLeft: number;
  readonly tallyWidth: number;
};

const LEFT = 40;
const TOP = 38;
const GAP = 26;
const TALLY = 76;
const CELL = { min: 4, max: 16 } as const;
const LABEL_HEIGHT = 16;
/** "R100" and a little room. */
const LABEL_WIDTH = 34;

export function compactLayout(n: number, blocks: number, width: number): CompactLayout {
  const room = width - LEFT - GAP * blocks - (TALLY + GAP) * blocks;
  const cell = Math.max(CELL.min, Math.min(CELL.max, Math.floor(room / Math.max(1, n * blocks))));
  const tallyLeft = LEFT + blocks * n * cell + GAP * blocks;
  return {
    cell,
    gap: GAP,
    left: LEFT,
    top: TOP,
    width: tallyLeft + blocks * (TALLY + GAP),
    height: TOP + n * cell + 4,
    labelEvery: labelStep(Math.max(LABEL_HEIGHT, LABEL_WIDTH) / cell),
    tallyLeft,
    tallyWidth: TALLY,
  };
}

/** Whether so many blocks stand beside each other without scrolling. */
export function fits(n: number, blocks: number, width: number): boolean {
  return compactLayout(n, blocks, width).width <= width;
}

/** 1, 2, 5, 10, 20 and so on: numbers that a reader can count on from. */
function labelStep(least: number): number {
  return [1, 2, 5, 10, 20, 25, 50].find((step) => step >= least) ?? 100;
}

export type CellAt = { readonly block: number; readonly to: number; readonly from: number };

export function cellAt(
  layout: CompactLayout,
  {
    n,
    blocks,
    x,
    y,
  }: { readonly n: number; readonly blocks: number; readonly x: number; readonly y: number },
): CellAt | null {
  const to = Math.floor((y - layout.top) / layout.cell);
  const stride = n * layout.cell + layout.gap;
  const block = Math.floor((x - layout.left) / stride);
  const from = Math.floor((x - layout.left - block * stride) / layout.cell);
  const isInside = to >= 0 && to < n && from >= 0 && from < n && block >= 0 && block < blocks;
  return isInside ? { block, to, from } : null;
}

export function cellCorner(
  layout: CompactLayout,
  n: number,
  at: CellAt,
): readonly [number, number] {
  const stride = n * layout.cell + layout.gap;
  return [
    layout.left + at.block * stride + at.from * layout.cell,
    layout.top + at.to * layout.cell,
  ];
}

/** What a theme gives: a value's colour by its tone, and the colours of what has no value. */
export type Inks = {
  readonly toneOf: (tone: string) => string;
  readonly text: string;
  readonly faint: string;
  readonly line: string;
  readonly gold: string;
  readonly font: string;
};

type Canvas = Pick<
  CanvasRenderingContext2D,
  | 'fillRect'
  | 'strokeRect'
  | 'fillText'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'fill'
  | 'stroke'
  | 'clearRect'
> &
  Pick<
    CanvasRenderingContext2D,
    | 'fillStyle'
    | 'strokeStyle'
    | 'lineWidth'
    | 'globalAlpha'
    | 'font'
    | 'textAlign'
    | 'textBaseline'
  >;

type Painting = {
  readonly scene: VotesScene;
  readonly layout: CompactLayout;
  readonly inks: Inks;
  readonly q: number;
  readonly nameOf: (id: number) => string;
  readonly titles: readonly string[];
  readonly cursor: CellAt | null;
};

export function paintCompact(canvas: Canvas, painting: Painting): void {
  const { scene, layout, inks } = painting;
  canvas.clearRect(0, 0, layout.width, layout.height);
  canvas.font = inks.font;
  paintLabels(canvas, painting);
  scene.blocks.forEach((_, block) => {
    for (const { id } of scene.rows) paintRow(canvas, painting, { block, to: id });
  });
  paintTallies(canvas, painting);
  paintCursor(canvas, painting);
}

function paintRow(
  canvas: Canvas,
  painting: Painting,
  { block, to }: Pick<CellAt, 'block' | 'to'>,
): void {
  const { scene } = painting;
  const name = scene.blocks[block];
  if (!name) return;
  for (const { id: from } of scene.rows) {
    const cell = scene.cell(name, to, from);
    if (cell) paintCell(canvas, cell, { ...painting, at: { block, to, from } });
  }
}

function paintLabels(canvas: Canvas, { scene, layout, inks, nameOf, titles }: Painting): void {
  const n = scene.rows.length;
  canvas.fillStyle = inks.text;
  canvas.textBaseline = 'middle';
  scene.rows.forEach(({ id }) => {
    if (id % layout.labelEvery !== 0) return;
    const [, y] = cellCorner(layout, n, { block: 0, to: id, from: 0 });
    canvas.textAlign = 'right';
    canvas.fillText(nameOf(id), layout.left - 6, y + layout.cell / 2);
    canvas.textAlign = 'left';
    scene.blocks.forEach((_, block) => {
      const [x] = cellCorner(layout, n, { block, to: 0, from: id });
      canvas.fillText(nameOf(id), x, layout.top - 10);
    });
  });
  scene.blocks.forEach((_, block) => {
    const [x] = cellCorner(layout, n, { block, to: 0, from: 0 });
    canvas.fillText(titles[block] ?? '', x, layout.top - 28);
    const tally = layout.tallyLeft + block * (layout.tallyWidth + layout.gap);
    canvas.fillText('Counted', tally, layout.top - 28);
  });
}

type Spot = Painting & { readonly at: CellAt };

/** Full: it counts. Small: it does not. A corner is cut from every value but the first, so that colour is not all that differs. */
function paintCell(canvas: Canvas, cell: VoteCell, { scene, layout, inks, at }: Spot): void {
  const [x, y] = cellCorner(layout, scene.rows.length, at);
  const size = layout.cell - 1;
  switch (cell.state) {
    case 'counts':
      return paintValue(canvas, cell, { x, y, size, inks });
    case 'held':
    case 'other': {
      const small = Math.max(2, Math.round(size * 0.6));
      const inset = Math.floor((size - small) / 2);
      return paintValue(canvas, cell, { x: x + inset, y: y + inset, size: small, inks });
    }
    case 'refused':
    case 'late':
    case 'lost':
      canvas.strokeStyle = cell.state === 'refused' ? inks.text : inks.faint;
      canvas.lineWidth = 1;
      canvas.beginPath();
      canvas.moveTo(x + 0.5, y + size - 0.5);
      canvas.lineTo(x + size - 0.5, y + 0.5);
      return canvas.stroke();
    case 'under-way':
    case 'due': {
      const dot = Math.max(1, Math.round(size * 0.3));
      const inset = Math.floor((size - dot) / 2);
      canvas.globalAlpha = cell.state === 'due' ? 0.45 : 1;
      canvas.fillStyle = inks.toneOf(cell.tone);
      canvas.fillRect(x + inset, y + inset, dot, dot);
      canvas.globalAlpha = 1;
      return;
    }
    case 'missing':
      canvas.strokeStyle = inks.line;
      canvas.lineWidth = 1;
      return canvas.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
  }
}

type Square = {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly inks: Inks;
};

function paintValue(canvas: Canvas, cell: VoteCell, { x, y, size, inks }: Square): void {
  canvas.fillStyle = inks.toneOf(cell.tone);
  const isFirst = cell.letter === '' || cell.letter === 'A';
  if (isFirst && !cell.isMixed) return canvas.fillRect(x, y, size, size);
  canvas.beginPath();
  canvas.moveTo(x, y);
  canvas.lineTo(x + size, y + (cell.isMixed ? 0 : size));
  canvas.lineTo(x, y + size);
  canvas.closePath();
  canvas.fill();
}

/** A bar for each row and block, and a line at the quorum. */
function paintTallies(canvas: Canvas, { scene, layout, inks, q }: Painting): void {
  const n = scene.rows.length;
  const height = Math.max(1, layout.cell - 1);
  for (const row of scene.rows) {
    const [, y] = cellCorner(layout, n, { block: 0, to: row.id, from: 0 });
    row.tallies.forEach(({ count, isReached }, block) => {
      const x = layout.tallyLeft + block * (layout.tallyWidth + layout.gap);
      canvas.fillStyle = inks.toneOf(row.tone);
      canvas.globalAlpha = isReached ? 1 : 0.5;
      canvas.fillRect(x, y, (layout.tallyWidth * count) / n, height);
      canvas.globalAlpha = 1;
    });
  }
  scene.blocks.forEach((_, block) => {
    const left = layout.tallyLeft + block * (layout.tallyWidth + layout.gap);
    const x = Math.round(left + (layout.tallyWidth * q) / n) + 0.5;
    canvas.strokeStyle = inks.text;
    canvas.lineWidth = 1;
    canvas.beginPath();
    canvas.moveTo(x, layout.top - 4);
    canvas.lineTo(x, layout.height - 4);
    canvas.stroke();
    canvas.fillStyle = inks.text;
    canvas.textAlign = 'center';
    canvas.fillText(`q = ${q}`, x, layout.top - 12);
  });
}

function paintCursor(canvas: Canvas, { scene, layout, inks, cursor }: Painting): void {
  if (!cursor) return;
  const [x, y] = cellCorner(layout, scene.rows.length, cursor);
  canvas.strokeStyle = inks.gold;
  canvas.lineWidth = 2;
  canvas.strokeRect(x - 1.5, y - 1.5, layout.cell + 2, layout.cell + 2);
}

/**
 * How large the parts of a replica are drawn. The layout takes the first tier that fits, so that text never shrinks below
 * twelve pixels and never runs into its neighbour: what finds no room is left out, and told in the replica's label instead.
 */

export type CaptionLine = 'word' | 'counts' | 'word or counts' | 'beads' | 'name';

export type Tier = {
  /** Of everything in the roundel; at 1 the gauges reach 46 pixels. */
  readonly scale: number;
  readonly font: number;
  /** Pixels kept free for a caption beside or below the roundel. */
  readonly captionWidth: number;
  readonly lines: readonly CaptionLine[];
  /** Beads of the ledger shown, the pending one included, and their size. */
  readonly beads: number;
  readonly bead: number;
  /** `dot`: a disc with an arc, without gauges and text. */
  readonly body: 'roundel' | 'seat' | 'dot';
};

export const LINE_HEIGHT: Readonly<Record<CaptionLine, number>> = {
  word: 17,
  counts: 17,
  'word or counts': 16,
  beads: 20,
  name: 15,
};

const FULL: Tier = {
  scale: 1,
  font: 13,
  captionWidth: 112,
  lines: ['word', 'counts', 'beads'],
  beads: 5,
  bead: 16,
  body: 'roundel',
};

const COMPACT: Tier = { ...FULL, scale: 0.72, font: 12, captionWidth: 88, beads: 4 };

const TINY: Tier = {
  ...COMPACT,
  scale: 0.52,
  captionWidth: 78,
  lines: ['word or counts', 'beads'],
  beads: 3,
};

const SEAT: Tier = {
  ...TINY,
  scale: 0.38,
  captionWidth: 30,
  lines: ['name'],
  beads: 0,
  body: 'seat',
};

/** From the roomiest to the smallest that still has text. */
export const TIERS: readonly Tier[] = [
  { ...FULL, scale: 1.16 },
  FULL,
  { ...FULL, scale: 0.86 },
  COMPACT,
  { ...COMPACT, scale: 0.6 },
  { ...COMPACT, scale: 0.52 },
  TINY,
  { ...TINY, scale: 0.46, bead: 14 },
  { ...TINY, scale: 0.42, lines: ['word or counts'], beads: 0 },
  SEAT,
  { ...SEAT, scale: 0.3 },
];

/** The last resort, of any size that is left. */
export function dotTier(radius: number): Tier {
  return { ...SEAT, scale: radius / GAUGE_RADIUS, captionWidth: 0, lines: [], body: 'dot' };
}

/** Radii of a roundel at scale 1. */
export const GAUGE_RADIUS = 46;
export const GAUGE_INNER = 38;
export const TIMER_RADIUS = 32.5;
export const DISC_RADIUS = 27;
/** Of a dot, between its disc and its half rings; a smaller dot has no room for it. */
export const DOT_TIMER_RADIUS = 26;
export const LEAST_DOT_WITH_TIMER = 10 / GAUGE_RADIUS;

/** Above the centre reaches the crown, below it the badge of the view. */
export const CROWN_TOP = 59;
const BADGE_DROP = 9;

export type Extent = {
  readonly radius: number;
  readonly above: number;
  readonly below: number;
  readonly captionHeight: number;
};

export function extentOf(tier: Tier): Extent {
  if (tier.body === 'dot') {
    const radius = tier.scale * GAUGE_RADIUS;
    return { radius, above: radius, below: radius, captionHeight: 0 };
  }
  return {
    radius: tier.scale * GAUGE_RADIUS,
    above: tier.scale * CROWN_TOP,
    below: tier.scale * GAUGE_RADIUS + (tier.body === 'roundel' ? BADGE_DROP : 3),
    captionHeight: tier.lines.reduce((sum, line) => sum + LINE_HEIGHT[line], 0),
  };
}

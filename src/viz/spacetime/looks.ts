/** How lines, glyphs and marks look: colour is the value, shape the kind, outline the validity. */
import type { LanePhase, LaneSign, MarkKind } from '../../core/model/index.ts';
import { glyphPath, overlayPath } from '../glyphs.ts';
import type { Validity } from '../glyphs.ts';
import { markIcon } from '../marks.ts';
import type { Wire } from './parts.ts';
import type { Ink, Pen } from './pen.ts';

/** What has happened, or in outline what is known ahead because the run is deterministic. */
export type Look = 'past' | 'future';

/** What lies outside a causal cone is so faint. */
const UNLIT = 0.12;

export function wireInk(
  { tone, validity, isLit }: Pick<Wire, 'tone' | 'validity' | 'isLit'>,
  look: Look,
  faintness: number,
): Ink {
  const base = look === 'future' ? 0.45 : (WIRE_ALPHA[validity] ?? (tone === 'v-n' ? 0.45 : 0.72));
  const alpha = base * (isLit ? faintness : UNLIT);
  const dash = look === 'future' ? [1.5, 4] : WIRE_DASH[validity];
  return { stroke: tone, width: 1.25, alpha, ...(dash === undefined ? {} : { dash }) };
}

const WIRE_ALPHA: Readonly<Partial<Record<Validity, number>>> = { late: 0.28, dropped: 0.75 };
const WIRE_DASH: Readonly<Partial<Record<Validity, readonly number[]>>> = {
  forged: [5, 3],
  'forged-rejected': [5, 3],
  rejected: [5, 3],
  dropped: [1.5, 3.5],
};

export type Placed = { readonly x: number; readonly y: number; readonly scale: number };

export function drawGlyph(
  pen: Pen,
  { tone, validity, glyph, isLit }: Pick<Wire, 'tone' | 'validity' | 'glyph' | 'isLit'>,
  at: Placed,
): void {
  const ink = GLYPH_INKS[validity](tone);
  pen.shape(glyphPath(glyph), at, isLit ? ink : { ...ink, alpha: UNLIT });
  const over = overlayPath(validity);
  if (over !== '' && isLit) pen.shape(over, at, { stroke: 'text', width: 1.7 });
}

const GLYPH_INKS: Readonly<Record<Validity, (tone: string) => Ink>> = {
  valid: (tone) => ({ fill: tone, stroke: tone, width: 0.8 }),
  late: (tone) => ({ fill: tone, stroke: tone, width: 0.8, alpha: 0.45 }),
  forged: (tone) => ({ fill: tone, isHatched: true, stroke: tone, width: 1.6 }),
  'forged-rejected': (tone) => ({ fill: tone, isHatched: true, stroke: tone, width: 1.6 }),
  rejected: (tone) => ({ fill: 'ground', stroke: tone, width: 1.8 }),
  dropped: (tone) => ({ fill: 'ground', stroke: tone, width: 1.6, dash: [1.6, 1.9] }),
  due: (tone) => ({ stroke: tone, width: 1.4, dash: [1.6, 1.9] }),
};

export function shadeInk(phase: Exclude<LanePhase, 'idle'>, look: Look): Ink {
  if (phase === 'changing view')
    return look === 'future'
      ? { stroke: 'ctl', width: 1, dash: [2, 3], alpha: 0.5 }
      : { fill: 'surface-2', stroke: 'ctl', width: 1, dash: [2, 3] };
  return { fill: 'text-3', alpha: look === 'future' ? 0.08 : SHADE_ALPHA[phase] };
}

const SHADE_ALPHA = { 'pre-prepared': 0.14, prepared: 0.28, committed: 0.46 } as const;

export function laneInk(mark: MarkKind, isChosen: boolean): Ink {
  if (mark === 'crashed') return { stroke: 'line-2', width: 1, dash: [1, 5], alpha: 0.8 };
  const stroke = isChosen ? 'text-2' : mark === 'loyal' ? 'line-2' : 'ctl';
  return { stroke, width: isChosen ? 1.5 : 1, ...(mark === 'loyal' ? {} : { dash: [5, 4] }) };
}

type Drawn = { readonly path: string; readonly ink: Ink };

const LINE: Ink = { stroke: 'text-2', width: 1.8 };
const STRONG: Ink = { stroke: 'text', width: 2 };

/** In a box of 16 units; most stand on the lane. */
export const SIGN_SHAPES: Readonly<Partial<Record<LaneSign, Drawn>>> = {
  timer: { path: 'M-4 -8H4M0 -8V-1', ink: LINE },
  'view-change': { path: 'M-4.500 -9L0 -1L4.500 -9', ink: LINE },
  'view-entered': { path: 'M-4.500 -9L0 -1L4.500 -9Z', ink: { fill: 'text', ...LINE } },
  stable: { path: 'M-4 0H4M0 -4V4', ink: STRONG },
  installed: { path: 'M-5 -1V5H5V-1M0 -7V2M-3 -1L0 2L3 -1', ink: LINE },
  accepted: { path: 'M-5 -1L-1.500 3L5 -5', ink: STRONG },
  turned: { path: 'M-6 -5L-1 0L-6 5M1 5H6', ink: STRONG },
  proof: { path: 'M0 -8V-1M0 2V4', ink: STRONG },
  crash: { path: markIcon('crashed').line, ink: LINE },
  recover: { path: 'M-4 -6L6 0L-4 6Z', ink: { fill: 'ground', ...LINE } },
};

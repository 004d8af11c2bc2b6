/** What pictures are drawn with: a canvas on the screen, the text of an SVG file for taking away. Colours are names of tokens. */
import type { Box, Point } from '../geometry.ts';

export type Ink = {
  readonly fill?: string;
  /** Fills with hatching of the fill's colour: what is forged. */
  readonly isHatched?: boolean;
  readonly stroke?: string;
  readonly width?: number;
  readonly alpha?: number;
  readonly dash?: readonly number[];
};

export type Lettering = {
  readonly size: number;
  readonly fill: string;
  readonly weight?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** A rim of this colour keeps the text legible over lines. */
  readonly halo?: string;
  readonly alpha?: number;
};

export interface Pen {
  rect(box: Box, ink: Ink): void;
  /** Lines between pairs of points, as x and y of each end, one after the other. */
  segments(ends: readonly number[], ink: Ink): void;
  /** Squares around points, as x and y one after the other. */
  dots(points: readonly number[], size: number, ink: Ink): void;
  shape(path: string, place: Point & { readonly scale: number }, ink: Ink): void;
  text(words: string, at: Point, lettering: Lettering): void;
  /** Until it is told otherwise, only what lies in the box is drawn. */
  clip(box: Box): void;
  unclip(): void;
}

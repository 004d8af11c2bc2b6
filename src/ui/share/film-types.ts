/** What is to be filmed, and what comes of it. */
import type { Size } from '../../viz/geometry.ts';

export type Film = {
  readonly count: number;
  readonly framesPerSecond: number;
  readonly size: Size;
  /** Draws the frame of that number. */
  readonly draw: (frame: number, canvas: HTMLCanvasElement) => Promise<void>;
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
};

export type Video = { readonly blob: Blob; readonly ending: 'mp4' | 'webm' | 'gif' };

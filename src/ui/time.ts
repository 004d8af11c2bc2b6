/** Simulated time as people read it. */
import type { Micros } from '../core/model/index.ts';

export function milliseconds(at: Micros, digits = 1): string {
  return `${(at / 1000).toFixed(digits)} ms`;
}

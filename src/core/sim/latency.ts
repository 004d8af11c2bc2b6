import { below } from '../base/draw.ts';
import type { Latency, Micros } from '../model/index.ts';

/** The delay of a message that drew this word. Only operations that every engine computes alike. */
export function delayOf(latency: Latency, word: number): Micros {
  switch (latency.kind) {
    case 'constant':
      return latency.value;
    case 'uniform':
      return latency.min + below(word, latency.max - latency.min + 1);
    case 'long-tailed': {
      // The odds u/(1-u) are below 1 for half of the draws and have a heavy tail: the median is exact.
      const u = word / 0x100000000;
      const excess = Math.floor(((latency.median - latency.min) * u) / (1 - u));
      return Math.min(latency.max, latency.min + excess);
    }
  }
}

/** Measures frames in the page: what lies between them, and how much of it scripts used. */
import type { Page } from '@playwright/test';

export type Frames = {
  /** Milliseconds from one frame to the next. */
  readonly between: readonly number[];
  /** Milliseconds that the page's own callbacks took in each. */
  readonly script: readonly number[];
};

/** Has to run before the page's own scripts: wraps the callbacks of frames in a stopwatch. */
export async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const stopwatch = { spent: 0 };
    Object.assign(globalThis, { parleyStopwatch: stopwatch });
    const request = globalThis.requestAnimationFrame.bind(globalThis);
    globalThis.requestAnimationFrame = (callback) =>
      request((now) => {
        const start = performance.now();
        callback(now);
        stopwatch.spent += performance.now() - start;
      });
  });
}

export async function measureFrames(page: Page, milliseconds: number): Promise<Frames> {
  return page.evaluate(async (length) => {
    const stopwatch = Reflect.get(globalThis, 'parleyStopwatch') as { spent: number };
    const between: number[] = [];
    const script: number[] = [];
    const start = performance.now();
    let last = start;
    stopwatch.spent = 0;
    while (last - start < length) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      between.push(now - last);
      script.push(stopwatch.spent);
      stopwatch.spent = 0;
      last = now;
    }
    return { between: between.slice(1), script: script.slice(1) };
  }, milliseconds);
}

/** The value that so large a share of the figures is at or below. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** How smooth the space-time diagram is with more than a hundred thousand messages: figures to read, nothing that could fail. */
import type { Page } from '@playwright/test';
import { print } from '../support/counted.ts';
import { test } from './lab-test.ts';
import { linkTo } from './lab.ts';

/** A frame at sixty a second, in milliseconds. */
const FRAME = 1_000 / 60;

const RUNS = [
  ['n = 31, 60 requests', { replicas: 31, tolerance: 10, workload: { requests: 60 } }],
  ['n = 100, 2 requests', { replicas: 100, tolerance: 33, workload: { requests: 2 } }],
] as const;

for (const [name, scenario] of RUNS) {
  test(`the space-time diagram, ${name}`, async ({ page }) => {
    await page.goto(linkTo({ ...scenario, signatures: 'ideal', until: 60_000_000 }));
    await page.waitForFunction(
      () =>
        /^[0-9a-f]{64}$/.test(
          document.querySelector('[data-testid=trace-hash]')?.textContent ?? '',
        ),
      null,
      { timeout: 240_000 },
    );
    await page.getByRole('button', { name: 'Show the whole run (0)' }).click();
    await page.waitForTimeout(3_000);
    print(`${name}: ${(await page.locator('.diagram-said').textContent()) ?? ''}`);
    await measure(page, `${name}, still`, 'still');
    await measure(page, `${name}, zooming in`, 'in');
    await page.waitForTimeout(2_000);
    print(`${name}, after that: ${(await page.locator('.diagram-said').textContent()) ?? ''}`);
    await measure(page, `${name}, moving`, 'move');
    await measure(page, `${name}, zooming out`, 'out');
  });
}

type Way = 'still' | 'in' | 'out' | 'move';

async function measure(page: Page, name: string, way: Way): Promise<void> {
  const { frames, blocked } = await page.evaluate(drive, way);
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const ratio = (ms: number): string => `${(ms / FRAME).toFixed(2)} frames`;
  const worst = blocked.length === 0 ? 'none' : `${Math.max(...blocked).toFixed(0)} ms`;
  print(
    `  ${name}: median ${ratio(at(0.5))}, 95 % ${ratio(at(0.95))}, longest ${ratio(at(1))}; ` +
      `tasks over 50 ms: ${blocked.length}, the longest ${worst}`,
  );
}

/** Runs in the page: turns the wheel in every frame for three seconds, and notes the times between frames and long tasks. */
async function drive(way: Way): Promise<{ readonly frames: number[]; readonly blocked: number[] }> {
  const canvas = document.querySelector('.spacetime-drawing');
  if (!canvas) throw new Error('There is no diagram.');
  const box = canvas.getBoundingClientRect();
  const blocked: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) blocked.push(entry.duration);
  });
  observer.observe({ type: 'longtask' });
  const frames: number[] = [];
  const start = performance.now();
  let last = start;
  const turns: Readonly<Record<Way, WheelEventInit | null>> = {
    still: null,
    in: { deltaY: -18 },
    out: { deltaY: 18 },
    move: { deltaX: 14 },
  };
  while (last - start < 3_000) {
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    frames.push(now - last);
    last = now;
    const turn = turns[way];
    if (turn === null) continue;
    const place = { clientX: box.left + box.width * 0.4, clientY: box.top + box.height / 2 };
    canvas.dispatchEvent(
      new WheelEvent('wheel', { ...turn, ...place, bubbles: true, cancelable: true }),
    );
  }
  observer.disconnect();
  return { frames, blocked };
}

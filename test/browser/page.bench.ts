/** How fast the page answers: figures to read on a quiet machine, nothing that could fail a test run. */
import type { Page } from '@playwright/test';
import { print } from '../support/counted.ts';
import { measureFrames, quantile, watchFrames } from './frames.ts';
import { expect, test } from './lab-test.ts';
import { linkTo } from './lab.ts';
import type { Lab } from './lab.ts';

/** What the issue of the Lab asks of a council of four, in milliseconds. */
const FIRST_FRAME_GOAL = 300;
/** Sixty frames a second. */
const FRAME_GOAL = 1_000 / 60;
const MEASURED_MS = 3_000;
const VISITS = 5;
const CHANGES = ['crashed', 'loyal', 'crashed', 'loyal', 'crashed', 'loyal', 'crashed'];

test('from a change to its first frame, n = 4', async ({ lab, page }) => {
  await lab.open();
  await lab.press('n', 'n');
  const took: number[] = [];
  for (const kind of CHANGES) took.push(await page.evaluate(timeToShow, kind));
  print(`first frame after a change: ${told(took, FIRST_FRAME_GOAL)}`);
  await page.close();
});

/** A browser that has never seen the page, each time. */
test('from the address to the first paint, and to the first run with signatures', async ({
  browser,
  site,
}) => {
  const figures: Arrival[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    figures.push(await arrive(await context.newPage(), site));
    await context.close();
  }
  const told = (name: keyof Arrival): string => {
    const all = figures.map((figure) => figure[name]);
    return [0.5, 1].map((share) => quantile(all, share).toFixed(0)).join(' / ');
  };
  print(
    `from the address, in ms (p50 / max of ${VISITS}): first paint ${told('paint')}, ` +
      `stage drawn ${told('stage')}, run signed, verified and hashed ${told('hash')}`,
  );
});

for (const n of [4, 7, 13, 31, 100]) {
  test(`frames while it plays, n = ${n}`, async ({ lab }) => {
    await open(lab, n);
    await printFrames(lab, `n = ${n}, from the start`);
  });
}

/** All messages of a phase are under way at once, because all take equally long. */
for (const n of [31, 100]) {
  test(`frames with every commit in flight, n = ${n}`, async ({ lab, page }) => {
    await open(lab, n);
    await lab.press('n', 'n', '[', '[');

    const count = n * (n - 1);
    const points = page.locator('canvas.stage-points');
    await expect(points).toHaveAttribute('data-count', `${count}`);
    await printFrames(lab, `n = ${n}, ${count} messages in flight`);
  });
}

type Arrival = { readonly paint: number; readonly stage: number; readonly hash: number };

async function arrive(page: Page, site: string): Promise<Arrival> {
  await page.addInitScript(() => {
    const seen = { stage: 0, hash: 0 };
    Object.assign(globalThis, { parleySeen: seen });
    new MutationObserver(() => {
      const hash = document.querySelector('[data-testid="trace-hash"]')?.textContent ?? '';
      if (document.querySelector('.stage-canvas .replica')) seen.stage ||= performance.now();
      if (/^[0-9a-f]{64}$/.test(hash)) seen.hash ||= performance.now();
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await page.goto(site);
  const seen = await page.waitForFunction(() => {
    const found = Reflect.get(globalThis, 'parleySeen') as Omit<Arrival, 'paint'>;
    return found.hash > 0 && found;
  });
  const paint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  const { stage, hash } = (await seen.jsonValue()) || { stage: Number.NaN, hash: Number.NaN };
  return { paint, stage, hash };
}

async function open(lab: Lab, replicas: number): Promise<void> {
  await watchFrames(lab.page);
  const tolerance = Math.floor((replicas - 1) / 3);
  const network = { latency: { kind: 'constant', value: 10_000 } };
  const workload = { requests: replicas > 31 ? 1 : 4 };
  await lab.open(
    linkTo({
      replicas,
      tolerance,
      network,
      workload,
      signatures: replicas > 16 ? 'ideal' : 'ed25519',
    }),
  );
}

async function printFrames(lab: Lab, title: string): Promise<void> {
  const session = await lab.page.context().newCDPSession(lab.page);
  await session.send('Performance.enable');
  await lab.play();
  const before = await busy(session);
  const { between, script } = await measureFrames(lab.page, MEASURED_MS);
  const mainThread = (1_000 * ((await busy(session)) - before)) / between.length;
  const perSecond = 1_000 / (between.reduce((sum, each) => sum + each, 0) / between.length);
  print(
    `${title}: ${perSecond.toFixed(0)} frames a second\n` +
      `  a frame takes ${told(between, FRAME_GOAL)}\n` +
      `  its scripts take ${told(script, FRAME_GOAL)}; the main thread ${mainThread.toFixed(1)} ms in all`,
  );
  await lab.page.close();
}

type Session = Awaited<ReturnType<ReturnType<Lab['page']['context']>['newCDPSession']>>;

/** Seconds that the page's main thread has worked so far. */
async function busy(session: Session): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

/** Runs in the page: marks R3 and waits for the frame in which the stage says so. */
async function timeToShow(kind: string): Promise<number> {
  const chooser = document.querySelector<HTMLSelectElement>('select[aria-label="Fault of R3"]');
  const roundel = document.querySelector('.stage-canvas [aria-label^="R3"]');
  if (!chooser || !roundel) throw new Error('R3 is nowhere to be seen.');
  const start = performance.now();
  const seen = new Promise<number>((resolve) => {
    new MutationObserver((_, observer) => {
      if (!(roundel.getAttribute('aria-label') ?? '').toLowerCase().includes(kind)) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - start));
    }).observe(roundel, { attributes: true });
  });
  chooser.value = kind;
  chooser.dispatchEvent(new Event('change', { bubbles: true }));
  return seen;
}

/** Median, ninety-fifth percentile, maximum, and how the first two stand to a goal. */
function told(figures: readonly number[], goal: number): string {
  const [middle, most, worst] = [0.5, 0.95, 1].map((share) => quantile(figures, share));
  const rounded = [middle, most, worst].map((figure) => (figure ?? Number.NaN).toFixed(1));
  const ratios = [middle, most].map((figure) => ((figure ?? Number.NaN) / goal).toFixed(2));
  return `${rounded.join(' / ')} ms (p50 / p95 / max), ${ratios.join(' / ')} times the goal`;
}

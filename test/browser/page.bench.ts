/** How fast the page answers: figures to read on a quiet machine, nothing that could fail a test run. */
import { measureFrames, quantile, watchFrames } from './frames.ts';
import { test } from './lab-test.ts';
import { linkTo } from './lab.ts';
import type { Lab } from './lab.ts';

/** What the issue of the Lab asks of a council of four, in milliseconds. */
const FIRST_FRAME_GOAL = 300;
/** Sixty frames a second. */
const FRAME_GOAL = 1_000 / 60;
const MEASURED_MS = 3_000;
const CHANGES = ['crashed', 'loyal', 'crashed', 'loyal', 'crashed', 'loyal', 'crashed'];

test('from a change to its first frame, n = 4', async ({ lab, page }) => {
  await lab.open();
  await lab.press('n', 'n');
  const took: number[] = [];
  for (const kind of CHANGES) took.push(await page.evaluate(timeToShow, kind));
  print(`first frame after a change: ${told(took, FIRST_FRAME_GOAL)}`);
  await page.close();
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

    const count = await page.locator('canvas.stage-points').getAttribute('data-count');
    await printFrames(lab, `n = ${n}, ${count ?? ''} messages in flight`);
  });
}

async function open(lab: Lab, replicas: number): Promise<void> {
  test.setTimeout(300_000);
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
    { timeout: 240_000 },
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

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

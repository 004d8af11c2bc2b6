/** How fast the page answers: figures to read on a quiet machine, nothing that could fail a test run. */
import { test } from './lab-test.ts';
import type { Lab } from './lab.ts';

/** What the issue of the Lab asks of a council of four, in milliseconds. */
const FIRST_FRAME_GOAL = 300;
const CHANGES = ['crashed', 'loyal', 'crashed', 'loyal', 'crashed', 'loyal', 'crashed'];

test('from a change to its first frame, n = 4', async ({ lab, page }) => {
  await lab.open();
  await lab.press('n', 'n');
  const took: number[] = [];
  for (const kind of CHANGES) took.push(await page.evaluate(timeToShow, kind));
  const median = middle(took);
  print(
    `first frame after a change: ${spread(took)} ms, ${ratio(median, FIRST_FRAME_GOAL)} the goal`,
  );
});

for (const [n, preset] of [
  [4, 'A calm council'],
  [7, 'Seven withstand two traitors'],
] as const) {
  test(`frames while it plays, n = ${n}`, async ({ lab, page }) => {
    await lab.open();
    if (n !== 4) await lab.choosePreset(preset);
    await printFrames(lab, n, await playFor(lab, page.evaluate.bind(page)));
  });
}

test('frames while it plays, n = 13', async ({ lab, page }) => {
  await lab.open();
  await lab.change(() => lab.type(/^replicas n/, '13'));
  await printFrames(lab, 13, await playFor(lab, page.evaluate.bind(page)));
});

type Evaluate = (run: () => Promise<number[]>) => Promise<number[]>;

async function playFor(lab: Lab, evaluate: Evaluate): Promise<number[]> {
  await lab.play();
  return evaluate(frameTimes);
}

async function printFrames(lab: Lab, n: number, frames: readonly number[]): Promise<void> {
  const perSecond = 1_000 / middle(frames);
  print(`n = ${n}: ${perSecond.toFixed(0)} frames a second, a frame takes ${spread(frames)} ms`);
  await lab.page.close();
}

/** Runs in the page: the milliseconds between frames over three seconds. */
async function frameTimes(): Promise<number[]> {
  const frames: number[] = [];
  const start = performance.now();
  let last = start;
  while (last - start < 3_000) {
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    frames.push(now - last);
    last = now;
  }
  return frames;
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

function middle(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

function spread(figures: readonly number[]): string {
  const rounded = [Math.min(...figures), middle(figures), Math.max(...figures)];
  return rounded.map((figure) => figure.toFixed(0)).join(' / ');
}

function ratio(figure: number, goal: number): string {
  return `${(figure / goal).toFixed(2)} times`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

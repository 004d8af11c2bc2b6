/** How the page answers while the whole map is computed at 200 runs a square, and how long that takes. */
import { measureFrames, quantile, watchFrames } from './frames.ts';
import { expect, test } from './lab-test.ts';

const MEASURED_MS = 10_000;

test('the whole map in the pool, and the frames meanwhile', async ({ page }) => {
  await watchFrames(page);
  await page.goto('#threshold');
  const map = page.getByRole('region', { name: 'How many traitors can a council survive?' });
  await map.getByRole('button', { name: 'Run again' }).click();
  const { between, script } = await measureFrames(page, MEASURED_MS);
  for (const [name, figures] of [
    ['from frame to frame', between],
    ['scripts in a frame', script],
  ] as const) {
    const [median, most, longest] = [0.5, 0.95, 1].map((share) =>
      quantile(figures, share).toFixed(1),
    );
    process.stdout.write(
      `${name}: ${median} ms at the median, ${most} at 95 %, ${longest} at most\n`,
    );
  }
  const done = map.getByText(/^Computed here in \d+ s/);
  await expect(done).toBeVisible();
  process.stdout.write(`${(await done.textContent()) ?? ''}\n`);
});

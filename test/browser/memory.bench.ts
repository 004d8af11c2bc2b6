/**
 * What the page and its worker hold while it plays on and on: an hour of it, at a pace that takes a minute and a half. Figures to
 * read; nothing here fails a test run.
 */
import type { CDPSession, Page } from '@playwright/test';
import { test } from './lab-test.ts';
import { linkTo } from './lab.ts';

/** An order each 50 ms of simulated time. At 1x a message delay of 10 ms lasts a second, so that 36 s are an hour of play. */
const HOUR = linkTo({
  network: { latency: { kind: 'constant', value: 10_000 } },
  workload: { requests: 720, interval: 50_000 },
  until: 60_000_000,
});
const SAMPLES_A_ROUND = 6;
const MEGABYTE = 1_000_000;

test('memory in an hour of play, twice over', async ({ lab, page }) => {
  test.setTimeout(900_000);
  await lab.open(HOUR, { timeout: 300_000 });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const end = Number((await page.getByTestId('clock').textContent())?.match(/\/ ([\d.]+)/)?.[1]);
  print(`${await eventsOf(page)} events recorded, ${(end / 1000).toFixed(1)} s of simulated time`);
  print(await sample(session, page, 'before'));
  for (const round of ['first', 'second']) {
    await lab.press('Home');
    await lab.fastest();
    await lab.play();
    for (let part = 1; part <= SAMPLES_A_ROUND; part += 1) {
      const until = (end * part) / SAMPLES_A_ROUND;
      while ((await lab.time()) < until - 1) await page.waitForTimeout(500);
      print(await sample(session, page, `${round} time, at ${(until / 1000).toFixed(0)} s`));
    }
  }
  await page.close();
});

async function eventsOf(page: Page): Promise<string> {
  const facts = page.getByRole('region', { name: 'Proof in sight' }).locator('dt, dd');
  const texts = await facts.allTextContents();
  return texts[texts.indexOf('Events') + 1] ?? '';
}

async function sample(session: CDPSession, page: Page, when: string): Promise<string> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name: string): number =>
    metrics.find((each) => each.name === name)?.value ?? Number.NaN;
  const heaps = [metric('JSHeapUsedSize'), ...(await workerHeaps(page))];
  const [own, worker] = heaps.map((bytes) => (bytes / MEGABYTE).toFixed(1));
  return `${when}: page ${own} MB, worker ${worker} MB, ${metric('Nodes')} nodes, ${metric('JSEventListeners')} listeners`;
}

/** What a worker's scripts hold, not yet collected garbage included. */
async function workerHeaps(page: Page): Promise<readonly number[]> {
  return await Promise.all(
    page.workers().map((worker) =>
      worker.evaluate(() => {
        const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } };
        return memory?.usedJSHeapSize ?? Number.NaN;
      }),
    ),
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

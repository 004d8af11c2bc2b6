/**
 * What the page and its worker hold while it plays on and on: an hour of it, at a pace that takes a minute and a half. Figures to
 * read; nothing here fails a test run.
 */
import type { CDPSession, Page } from '@playwright/test';
import { print } from '../support/counted.ts';
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
  await lab.open(HOUR);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const lines = { page: session, worker: await reachWorker(session) };
  const end = Number((await page.getByTestId('clock').textContent())?.match(/\/ ([\d.]+)/)?.[1]);
  print(`${await eventsOf(page)} events recorded, ${(end / 1000).toFixed(1)} s of simulated time`);
  print(await sample(lines, 'before'));
  for (const round of ['first', 'second']) {
    await lab.press('Home');
    await lab.fastest();
    await lab.play();
    for (let part = 1; part <= SAMPLES_A_ROUND; part += 1) {
      const until = (end * part) / SAMPLES_A_ROUND;
      while ((await lab.time()) < until - 1) await page.waitForTimeout(500);
      print(await sample(lines, `${round} time, at ${(until / 1000).toFixed(0)} s`));
    }
  }
  await page.close();
});

async function eventsOf(page: Page): Promise<string> {
  const facts = page.getByRole('region', { name: 'Proof in sight' }).locator('dt, dd');
  const texts = await facts.allTextContents();
  return texts[texts.indexOf('Events') + 1] ?? '';
}

type Lines = { readonly page: CDPSession; readonly worker: Ask };

async function sample({ page, worker }: Lines, when: string): Promise<string> {
  await page.send('HeapProfiler.collectGarbage');
  await worker('HeapProfiler.collectGarbage');
  const { metrics } = await page.send('Performance.getMetrics');
  const metric = (name: string): number =>
    metrics.find((each) => each.name === name)?.value ?? Number.NaN;
  const { usedSize, backingStorageSize } = await worker('Runtime.getHeapUsage');
  const [own, heap, buffers] = [metric('JSHeapUsedSize'), usedSize, backingStorageSize].map(
    (bytes) => (bytes / MEGABYTE).toFixed(1),
  );
  return (
    `${when}: page ${own} MB, worker ${heap} MB and ${buffers} MB of records, ` +
    `${metric('Nodes')} nodes, ${metric('JSEventListeners')} listeners`
  );
}

type Ask = (method: string) => Promise<HeapUsage>;
type HeapUsage = { readonly usedSize: number; readonly backingStorageSize: number };

/** A line to the page's first worker, through which the browser answers about that worker's own heap. */
async function reachWorker(session: CDPSession): Promise<Ask> {
  const waiting = new Map<number, (usage: HeapUsage) => void>();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id: number; result: HeapUsage };
    waiting.get(id)?.(result);
  });
  const attached = new Promise<string>((resolve) =>
    session.on('Target.attachedToTarget', ({ sessionId }) => resolve(sessionId)),
  );
  const wanted = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };
  await session.send('Target.setAutoAttach', wanted);
  const sessionId = await attached;
  let count = 0;
  return async (method) => {
    const id = (count += 1);
    const answer = new Promise<HeapUsage>((resolve) => waiting.set(id, resolve));
    const message = JSON.stringify({ id, method });
    await session.send('Target.sendMessageToTarget', { message, sessionId });
    return await answer;
  };
}

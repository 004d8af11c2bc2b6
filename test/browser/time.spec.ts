import { finishedRun, firstAnswerAt, presetNamed } from './engine.ts';
import { expect, test } from './lab-test.ts';

test.describe('time', () => {
  test('a calm decision at 1x takes four to seven seconds', async ({ lab, page }) => {
    const answered = firstAnswerAt(finishedRun(presetNamed('calm-council')));
    await page.clock.install();
    await lab.open();
    // From here on the page's clock moves only when told to, so that a slow machine changes nothing.
    await page.clock.pauseAt(Date.now() + 60_000);
    await lab.button('Play').click();
    let seconds = 0;
    while (seconds < 10 && (await lab.time()) < answered) {
      await page.clock.runFor(100);
      seconds += 0.1;
    }
    expect(seconds).toBeGreaterThanOrEqual(4);
    expect(seconds).toBeLessThanOrEqual(7);
  });

  test('steps forward and back by events', async ({ lab }) => {
    await lab.open();
    await lab.press('.', '.', '.');
    const third = await lab.time();
    await lab.press('.');
    await lab.press(',');
    await expect.poll(() => lab.time()).toBe(third);
  });

  test('goes from phase to phase of a sequence number', async ({ lab }) => {
    await lab.open();
    const times: number[] = [];
    for (let phase = 0; phase < 4; phase += 1) {
      const before = await lab.time();
      await lab.press('n');
      await expect.poll(() => lab.time()).toBeGreaterThanOrEqual(before);
      times.push(await lab.time());
    }
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeGreaterThan(0);
  });

  test('scrubs back to what was, and the run stays the same', async ({ lab, page }) => {
    await lab.open();
    const hash = await lab.traceHash();
    await lab.press('n', 'n');
    const early = await lab.explanation();
    const at = await lab.time();
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
    const scrubber = page.getByRole('slider', { name: 'Playhead' });
    await scrubber.click({ position: { x: 40, y: 20 } });
    await expect.poll(() => lab.time()).toBeLessThan(100);
    await expect(lab.outcome).toHaveText('Running');
    await lab.press('ArrowLeft', 'Home');
    await expect(lab.clock).toHaveText('0.0');
    await lab.press('n', 'n');
    await expect.poll(() => lab.time()).toBe(at);
    expect(await lab.explanation()).toBe(early);
    expect(await lab.traceHash()).toBe(hash);
  });

  test('a change keeps the playhead, and undo returns to the old branch', async ({ lab }) => {
    await lab.open();
    const calm = await lab.traceHash();
    await lab.press('n', 'n', 'n');
    const at = await lab.time();
    await lab.change(() => lab.mark('R0', 'Crashed'));
    expect(await lab.time()).toBeCloseTo(at, 1);
    expect(await lab.traceHash()).not.toBe(calm);
    await lab.change(() => lab.press('Control+z'));
    expect(await lab.traceHash()).toBe(calm);
    expect(await lab.time()).toBeCloseTo(at, 1);
    await lab.change(() => lab.press('Control+Shift+Z'));
    expect(await lab.traceHash()).not.toBe(calm);
  });
});

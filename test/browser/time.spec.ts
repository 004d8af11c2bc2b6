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

  test('steps both ways by phase, decision and view from one menu', async ({ lab, page }) => {
    await lab.open();
    await lab.press('u');
    const menu = page.getByRole('region', { name: 'Moving through the run' });
    await menu.getByRole('button', { name: 'Next decision' }).click();
    const first = await lab.time();
    await menu.getByRole('button', { name: 'Next decision' }).click();
    expect(await lab.time()).toBeGreaterThan(first);
    await menu.getByRole('button', { name: 'Decision before' }).click();
    expect(await lab.time()).toBe(first);
    await menu.getByRole('button', { name: 'Phase before' }).click();
    expect(await lab.time()).toBeLessThan(first);
    await lab.press('Escape');
    await expect(menu).toHaveCount(0);
  });

  test('runs until a replica does something, and says when it never does', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await lab.press('u');
    const menu = page.getByRole('region', { name: 'Moving through the run' });
    await menu.getByLabel('What is to happen').selectOption({ label: 'an order is executed' });
    await menu.getByLabel('Whom it concerns').selectOption({ label: 'R2' });
    await menu.getByRole('button', { name: 'Run until the next' }).click();
    await expect.poll(() => lab.time()).toBeGreaterThan(0);
    expect(await lab.explanation()).toContain('R2');
    await menu.getByLabel('What is to happen').selectOption({ label: 'a violation' });
    await menu.getByRole('button', { name: 'Run until the next' }).click();
    await expect(page.getByText('Nothing like that happens behind the playhead.')).toBeVisible();
  });

  test('plays backwards', async ({ lab }) => {
    await lab.open();
    await lab.toEnd();
    const end = await lab.time();
    await lab.press('r');
    await expect.poll(() => lab.time()).toBeLessThan(end);
    await lab.press('r');
    await expect(lab.button('Play')).toBeVisible();
    expect(await lab.time()).toBeGreaterThan(0);
  });

  test('repeats a stretch between A and B', async ({ lab, page }) => {
    await page.clock.install();
    await lab.open();
    await lab.press('n', 'i');
    const from = await lab.time();
    await lab.press('n', 'n', 'o');
    const until = await lab.time();
    // Long enough on the page's own clock to play the whole run many times.
    await page.clock.pauseAt(Date.now() + 60_000);
    await lab.button('Play').click();
    await page.clock.runFor(20_000);
    const at = await lab.time();
    expect(at).toBeGreaterThanOrEqual(from);
    expect(at).toBeLessThanOrEqual(until);
    await expect(lab.button('Pause')).toBeVisible();
  });

  test('returns to a bookmark', async ({ lab, page }) => {
    await lab.open();
    await lab.press('n', 'n');
    const at = await lab.time();
    await lab.press('m', 'Home', 'u');
    const menu = page.getByRole('region', { name: 'Moving through the run' });
    const name = menu.getByRole('textbox', { name: /^Name of the bookmark/ });
    await name.fill('prepared');
    await name.press('Enter');
    await menu.getByRole('button', { name: 'Go to the bookmark prepared' }).click();
    expect(await lab.time()).toBe(at);
    await menu.getByRole('button', { name: 'Remove the bookmark prepared' }).click();
    await expect(name).toHaveCount(0);
  });

  test('the list of events follows the playhead, and the playhead follows the list', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await page.getByRole('tab', { name: 'Events' }).click();
    const list = page.getByRole('listbox', { name: 'Events' });
    await expect(list.getByRole('option').first()).toBeVisible();
    await lab.press('Shift+N');
    await expect(list.locator('[aria-current="step"]').first()).toContainText(/COMMIT/);
    await page.getByRole('searchbox', { name: 'Search in the events' }).fill('r2 executes');
    await expect(page.getByText(/^5 of \d+ events$/)).toBeVisible();
    await list.getByRole('option').nth(1).click();
    const second = await lab.time();
    await list.press('ArrowDown');
    await expect.poll(() => lab.time()).toBeGreaterThan(second);
    await expect(list.getByRole('option', { selected: true })).toContainText(/^\d+\.\d ms/);
  });

  test('what has not happened is hidden everywhere', async ({ lab, page }) => {
    await lab.open();
    await lab.choosePreset('Two traitors fork four');
    await lab.press('h');
    await expect(page.getByTestId('clock')).toHaveText('0.0 / … ms');
    await expect(lab.button('Next violation')).toBeEnabled();
    await page.getByRole('tab', { name: 'Branches' }).click();
    await expect(page.getByText('unsafe')).toHaveCount(0);
    await page.getByRole('tab', { name: 'Events' }).click();
    // What the council begins with has happened; nothing else has.
    const list = page.getByRole('listbox', { name: 'Events' });
    await expect(list.getByRole('option').first()).toBeVisible();
    await expect(list.getByRole('option', { name: /PREPARE/ })).toHaveCount(0);
    await expect(page.locator('.flag')).toHaveCount(0);
    await lab.press('v');
    await expect(page.locator('.flag.is-past').first()).toBeAttached();
    await expect(page.locator('.flag.is-ahead')).toHaveCount(0);
    await expect(page.getByRole('slider', { name: 'Playhead' })).toHaveAttribute(
      'aria-valuemax',
      String(Math.round(await lab.time())),
    );
  });
});

import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { axeFinds } from './axe.ts';
import { expect, test } from './lab-test.ts';

const figure = (page: Page, title: string): Locator =>
  page.getByRole('figure').filter({ has: page.getByText(title, { exact: true }) });

const stopped = (page: Page): Locator => page.getByRole('button', { name: 'Run again' });

/** The cells of a chart's table for the council or time-out of that name. */
function cells(chart: Locator, name: string): Locator {
  const header = chart.page().getByRole('rowheader', { name, exact: true });
  return chart.getByRole('row').filter({ has: header }).getByRole('cell');
}

async function saved(page: Page, button: Locator): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return {
    name: download.suggestedFilename(),
    text: await readFile(await download.path(), 'utf8'),
  };
}

test.describe('what a decision costs', () => {
  test('is measured at once, and told for the council that is chosen', async ({ page }) => {
    await page.goto('');
    await page.getByRole('navigation', { name: 'Pages' }).getByText('Costs').click();
    const messages = figure(page, 'Messages for one decision');
    await expect(cells(messages, '4')).toHaveText(['29']);
    await expect(cells(messages, '16')).toHaveText(['497']);
    const signatures = figure(page, 'Signatures for one decision');
    await expect(cells(signatures, '16')).toHaveText(['512', '49']);
    await expect(page.getByText(/sends 497 messages with 121,794 bytes/)).toBeVisible();
    await page.getByLabel('A council of').selectOption('n = 4');
    await expect(page.getByText(/sends 29 messages/)).toBeVisible();
    await expect(page).toHaveURL(/#costs\?show=decision&n=4&/);
  });

  test('goes on while the page answers, and can be stopped and made anew', async ({ page }) => {
    await page.goto('#costs');
    await page.getByRole('button', { name: 'Stop here' }).click();
    await expect(stopped(page)).toBeVisible();
    const count = page.getByTestId('measured');
    const before = await count.textContent();
    await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
    await expect(count).toHaveText(before ?? '');
    await stopped(page).click();
    await expect(page.getByRole('button', { name: 'Stop here' })).toBeVisible();
  });

  test('is taken along as figures, picture and scenario', async ({ page }) => {
    await page.goto('#costs');
    const chart = figure(page, 'Messages for one decision');
    await expect(cells(chart, '7')).toHaveText(['92']);
    await page.getByRole('button', { name: 'Stop here' }).click();
    const data = await saved(page, chart.getByRole('button', { name: 'Save the data as CSV' }));
    expect(data.name).toBe('parley-cost-messages.csv');
    expect(data.text).toContain('n,"messages, measured"\r\n1,2\r\n4,29\r\n7,92');
    const picture = await saved(
      page,
      chart.getByRole('button', { name: 'Save the picture as SVG' }),
    );
    expect(picture.text).toMatch(/^<svg/);
    expect(picture.text).toContain('Messages for one decision');
    const scenario = await saved(
      page,
      chart.getByRole('button', { name: 'Save the scenario as a JSON file' }),
    );
    expect(JSON.parse(scenario.text)).toMatchObject({ version: 1, replicas: 16, tolerance: 5 });
  });

  test('a council’s run opens in the Lab', async ({ page }) => {
    await page.goto('#costs?n=7');
    await page.getByRole('button', { name: 'Open in the Lab' }).click();
    await expect(page.getByTestId('outcome')).toBeVisible();
    await expect(page.getByLabel('Fault of R6')).toBeVisible();
    await expect(page.getByLabel('Fault of R7')).toHaveCount(0);
  });
});

test.describe('how long to wait', () => {
  test('is measured for a time-out and a network, with back-off and without', async ({ page }) => {
    await page.goto('#costs?show=timers&timeout=200');
    await expect(page.getByRole('radio', { name: '5 to 15 ms' })).toBeChecked();
    const recovery = figure(page, 'Time to recover from the crash');
    await expect(cells(recovery, '5')).toHaveText([/^[1-9]/, 'never']);
    await expect(cells(recovery, '90')).toHaveText([/^2\d\d/, /^2\d\d/]);
    await expect(cells(figure(page, 'View changes'), '200')).toHaveText(['1', '1']);
    await expect(page.getByText(/1 view change, and the crash costs/)).toBeVisible();
    await page.getByRole('radio', { name: '20 to 60 ms' }).check();
    await expect(page).toHaveURL(/delay=far/);
    await expect(cells(recovery, '90')).toHaveCount(0);
    await page.getByRole('button', { name: 'Stop here' }).click();
  });

  test('an address that cannot be read says so, and the usual is shown', async ({ page }) => {
    await page.goto('#costs?show=timers&timeout=7');
    await expect(page.getByRole('alert')).toContainText('timeout is one of 5, 8');
    await expect(page.getByLabel('A time-out of')).toHaveValue('90');
  });
});

test.describe('for everyone', () => {
  for (const [width, height] of [
    [1440, 900],
    [1024, 768],
    [390, 844],
  ] as const) {
    test(`nothing is cut off and axe finds nothing at ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      for (const query of ['?n=4', '?show=timers']) {
        await page.goto(`#costs${query}`);
        await expect(page.getByRole('figure').first().getByRole('row')).not.toHaveCount(1);
        await page.getByRole('button', { name: 'Stop here' }).click();
        const main = page.getByRole('main');
        expect(
          await main.evaluate((node) => node.scrollWidth - node.clientWidth),
        ).toBeLessThanOrEqual(0);
        expect(await axeFinds(page)).toEqual([]);
      }
    });
  }
});

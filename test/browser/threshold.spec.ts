/** The threshold page as a person reads it, walks over it, computes it again and takes it along. */
import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from '@playwright/test';
import { axeFinds } from './axe.ts';
import { expect, test } from './lab-test.ts';

/** Generous, because a busy machine computes slowly; nothing waits longer than it needs. */

function square(page: Page, name: RegExp): Locator {
  return page.getByRole('gridcell', { name });
}

async function openMap(page: Page, address = '#threshold'): Promise<void> {
  await page.goto(address);
  await expect(square(page, /^4 replicas, 2 traitors: forked/)).toBeVisible();
}

async function saved(page: Page, button: Locator): Promise<Download> {
  const download = page.waitForEvent('download');
  await button.click();
  return download;
}

test('the map is there at once, labelled with when it was computed and its hash', async ({
  page,
}) => {
  await openMap(page);
  await expect(
    page.getByText(/Computed beforehand on \d{4}-\d\d-\d\d, result [0-9a-f]{8}/),
  ).toHaveCount(2);
  await expect(page.getByText('In all 59 squares the runs say what theory says.')).toBeVisible();
  await expect(square(page, /^5 replicas, 1 traitor: agreed/)).toBeVisible();
  await expect(square(page, /^5 replicas, 2 traitors: deceived/)).toBeVisible();
});

test('a square is chosen, explained, and its run opened in the Lab where it broke', async ({
  lab,
  page,
}) => {
  await openMap(page);
  await square(page, /^7 replicas, 3 traitors/).click();
  await expect(page).toHaveURL(/#threshold\?n=7&t=3/);
  const panel = page.getByRole('complementary', { name: 'The chosen square' });
  await expect(panel.getByRole('heading', { name: '7 replicas, 3 traitors' })).toBeVisible();
  await expect(panel).toContainText('against three traitors it takes ten replicas');
  await expect(panel).toContainText('2q − n = 3');
  const row = panel.getByRole('row', { name: /^Forks the council/ });
  await expect(row).toBeVisible();
  await expect(panel.getByRole('img', { name: /executed different requests/ })).toBeVisible();
  await panel.getByRole('button', { name: 'Open in Lab' }).click();
  await expect(lab.outcome).toContainText('Forked');
  expect(await lab.time()).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'Threshold' }).click();
  await expect(square(page, /^4 replicas, 2 traitors: forked/)).toBeVisible();
});

test('arrow keys walk over the map, and the address keeps the place', async ({ lab, page }) => {
  await openMap(page, '#threshold?n=5&t=1');
  await square(page, /^5 replicas, 1 traitor:/).focus();
  await lab.press('ArrowRight', 'ArrowUp');
  await expect(square(page, /^6 replicas, 2 traitors/)).toBeFocused();
  await expect(square(page, /^6 replicas, 2 traitors/)).toHaveAttribute('aria-selected', 'true');
  await lab.press('End');
  await expect(square(page, /^13 replicas, 2 traitors/)).toBeFocused();
  await expect(page).toHaveURL(/#threshold\?n=13&t=2$/);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: '13 replicas, 2 traitors' })).toBeVisible();
});

test('on a phone the chosen square is in sight, wherever it is', async ({ lab, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('#threshold?n=12&t=3');
  const chosen = square(page, /^12 replicas, 3 traitors: agreed/);
  await expect(chosen).toBeInViewport({ ratio: 0.9 });
  await chosen.focus();
  await lab.press('Home');
  await expect(square(page, /^3 replicas, 3 traitors/)).toBeInViewport({ ratio: 0.9 });
});

test('the rule decides: with 2f + 1 five replicas fork with one traitor', async ({ page }) => {
  await openMap(page, '#threshold?n=5&t=1');
  await page.getByLabel('Quorum rule').selectOption('2f+1');
  await expect(square(page, /^5 replicas, 1 traitor: forked/)).toBeVisible();
  await expect(page).toHaveURL(/rule=2f%2B1/);
  await expect(page.getByText('with quorums of four these five hold')).toBeVisible();
});

test('a wrong address is told, and the page is there', async ({ page }) => {
  await openMap(page, '#threshold?n=99&rule=most');
  await expect(page.getByRole('alert')).toContainText(
    'rule is one of intersect, 2f+1, n-f, not “most”',
  );
  const [told, next] = await Promise.all([
    page.getByRole('alert').boundingBox(),
    page.getByLabel('Quorum rule').boundingBox(),
  ]);
  expect((next?.y ?? Infinity) - (told?.y ?? 0) - (told?.height ?? 0)).toBeLessThan(60);
});

test('the map is computed again, stopped, and what came stays', async ({ page }) => {
  await openMap(page, '#threshold?n=4&t=2');
  await page.getByLabel('Runs a square').selectOption('64');
  const map = page.getByRole('region', { name: 'How many traitors can a council survive?' });
  await expect(map.getByText('Nothing has been computed for this choice.')).toBeVisible();
  await map.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(map.getByRole('progressbar')).toBeVisible();
  await expect(square(page, /^4 replicas, 2 traitors: forked/)).toBeVisible();
  // The page answers all the while.
  await square(page, /^4 replicas, 1 traitor/).click();
  await expect(page.getByRole('heading', { name: '4 replicas, 1 traitor' })).toBeVisible();
  await expect(page.getByText(/Here they are not all done/)).toBeVisible();
  // Behind another rule it goes on, in sight.
  await page.getByLabel('Quorum rule').selectOption('2f+1');
  await expect(
    map.getByRole('button', { name: 'Stop the map of intersect with 64 runs' }),
  ).toBeVisible();
  await page.getByLabel('Quorum rule').selectOption('intersect');
  await map.getByRole('button', { name: 'Stop here' }).click();
  await expect(map.getByText('Computed here, not to its end.')).toBeVisible();
  await expect(square(page, /^4 replicas, 2 traitors: forked/)).toBeVisible();
});

test('the dial says why three cannot and five are no better than four', async ({ page }) => {
  await openMap(page);
  const dial = page.getByRole('region', { name: /Is there a quorum that survives/ });
  await expect(dial).toContainText(
    'no run stalled with q up to 2, and none broke safety from q = 3 on. No q is both',
  );
  await expect(dial).toContainText('That is no better than four');
  const table = dial.getByRole('table');
  await expect(
    table.getByRole('row', { name: /^4 1 3 1 64 0 0 0 0 64 yes yes yes yes q = 3 works/ }),
  ).toHaveCount(1);
  await dial.getByLabel('Traitors, and promised f').selectOption('2');
  await expect(
    page.getByRole('heading', { name: 'Is there a quorum that survives two traitors?' }),
  ).toBeVisible();
  await expect(table.getByRole('row', { name: /^7 2 5 2 64 .* q = 5 works/ })).toHaveCount(1);
});

test('a square of the dial is chosen by keys, told, and its run opened in the Lab where it broke', async ({
  lab,
  page,
}) => {
  await openMap(page);
  const dial = page.getByRole('region', { name: /Is there a quorum that survives/ });
  await dial.getByRole('gridcell', { name: /^n = 3, q = 2: live and unsafe/ }).focus();
  await lab.press('ArrowDown', 'ArrowDown', 'ArrowRight');
  await expect(page).toHaveURL(/council=5&q=3$/);
  const chosen = dial.getByRole('region', { name: '5 replicas, a quorum of 3, 1 traitor' });
  await expect(chosen).toContainText('q = 3 ≤ n − f = 4; 2q − n = 1 ≤ f = 1');
  await expect(chosen).toContainText('with quorums of four these five hold');
  await page.reload();
  await expect(chosen.getByRole('img', { name: /executed different requests/ })).toBeVisible();
  await chosen.getByRole('button', { name: 'Open in Lab' }).click();
  await expect(lab.outcome).toContainText('Forked');
  expect(await lab.time()).toBeGreaterThan(0);
});

test('the map is taken along as data, picture and sweep', async ({ page }) => {
  await openMap(page);
  const bar = page.getByRole('group', {
    name: 'Take away: How many traitors can a council survive?',
  });
  const csv = await saved(page, bar.getByRole('button', { name: 'Save the data as CSV' }));
  const lines = readFileSync(await csv.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines).toHaveLength(60);
  expect(lines.some((line) => line.startsWith('4,2,1,3,forked,'))).toBe(true);
  const sweep = await saved(
    page,
    bar.getByRole('button', { name: 'Save the sweep as a JSON file' }),
  );
  expect(JSON.parse(readFileSync(await sweep.path(), 'utf8'))).toMatchObject({
    runs: 200,
    deal: 'turns',
    quorum: 'intersect',
  });
  const svg = await saved(page, bar.getByRole('button', { name: 'Save the picture as SVG' }));
  const drawing = readFileSync(await svg.path(), 'utf8');
  expect(drawing).toContain('the line n = 3t + 1');
  expect(drawing).toContain('Deceived');
  const png = await saved(page, bar.getByRole('button', { name: 'Save the picture as PNG' }));
  expect(
    readFileSync(await png.path())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});

for (const scheme of ['dark', 'light'] as const)
  for (const [width, height] of [
    [1440, 900],
    [1024, 768],
    [390, 844],
  ] as const)
    test(`fits ${width} by ${height}, ${scheme}, and axe finds nothing`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      await openMap(page);
      for (const button of await page.getByRole('button', { name: 'Open in Lab' }).all())
        await expect(button).toBeEnabled();
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider).toBeLessThanOrEqual(0);
      expect(await axeFinds(page)).toEqual([]);
    });

/** The whole app as one file, opened from disk. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { PAGES } from '../../src/store/pages.ts';
import { finishedRun, presetNamed } from './engine.ts';
import { expect, test } from './lab-test.ts';
import { linkTo } from './lab.ts';

const FILE = new URL('../../dist-single/parley.html', import.meta.url);

test.beforeAll(() => {
  if (!existsSync(fileURLToPath(FILE)))
    throw new Error('There is no single file yet: run npm run build:single.');
});

/** What the page fetched from anywhere but itself. */
function fetched(page: Page): readonly string[] {
  const addresses: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) addresses.push(request.url());
  });
  return addresses;
}

test('plays a preset, asks for no other file, and comes to the trace hash of Node', async ({
  lab,
  page,
}) => {
  const addresses = fetched(page);
  const preset = presetNamed('two-traitors-fork-four');
  await lab.open(FILE.href);
  await lab.choosePreset(preset.title);
  await lab.fastest();
  await lab.button('Play').click();
  await expect(lab.outcome).toHaveText('Forked');
  expect(await lab.traceHash()).toBe(finishedRun(preset).report().trace.hash);
  expect(addresses).toEqual([FILE.href]);
});

test('opens a link, and shows every panel', async ({ lab, page }) => {
  await lab.open(FILE.href + linkTo({ replicas: 7, tolerance: 2 }));
  await expect(page.getByRole('textbox', { name: /^replicas n/ })).toHaveValue('7');
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await expect(page.getByText('Laying out …')).toHaveCount(0);
  }
});

test('has the other pages, and their workers', async ({ page }) => {
  for (const { id } of PAGES.filter((each) => each.id !== 'lab')) {
    await page.goto(`${FILE.href}#${id}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
});

for (const [format, forget] of [
  ['video', ''],
  ['GIF', 'VideoEncoder'],
] as const) {
  test(`makes a ${format}`, async ({ lab, page }) => {
    await page.addInitScript((name) => Reflect.deleteProperty(globalThis, name), forget);
    await lab.open(FILE.href);
    await lab.button('Save and share').click();
    await page.getByRole('menuitem', { name: 'Save a video …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save a video' });
    await dialog.getByLabel('Until (ms)').fill('5');
    await dialog.getByLabel('Speed (×)').fill('10');
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Make the video' }).click();
    const path = await (await download).path();
    expect(readFileSync(path).length).toBeGreaterThan(1_000);
  });
}

/** What is taken along: files saved, opened, dropped and pasted, as a person does it. */
import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { finishedRun, presetNamed } from './engine.ts';
import { expect, test } from './lab-test.ts';
import type { Lab } from './lab.ts';

async function saved(page: Page, act: () => Promise<unknown>): Promise<Download> {
  const download = page.waitForEvent('download');
  await act();
  return download;
}

async function choose(lab: Lab, item: string): Promise<void> {
  await lab.button('Save and share').click();
  await lab.page.getByRole('menuitem', { name: item }).click();
}

async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

/** Drops a file on the page, as the browser does it when a person lets go of it there. */
async function drop(page: Page, content: string | readonly number[]): Promise<void> {
  const data = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    const part = typeof given === 'string' ? given : new Uint8Array(given);
    transfer.items.add(new File([part], 'dropped.json'));
    return transfer;
  }, content);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await expect(page.getByText('Drop a scenario, a recording or a link')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await expect(page.getByText('Drop a scenario, a recording or a link')).toBeHidden();
}

test('a recording is saved, dropped on another page, and proves to be the same run', async ({
  lab,
  page,
}) => {
  await lab.open();
  await lab.choosePreset('The primary crashes');
  await lab.press('n', 'n');
  const at = await lab.time();
  const hash = await lab.traceHash();
  const file = await saved(page, () => lab.press('Control+s'));
  expect(file.suggestedFilename()).toMatch(/^parley-crashed-primary-seed-\d+\.recording\.json$/);
  const text = await textOf(file);
  await lab.choosePreset('A calm council');
  await drop(page, text);
  await expect(page.getByRole('status').getByText(/it has the trace hash/)).toBeVisible();
  expect(await lab.traceHash()).toBe(hash);
  expect(await lab.time()).toBeCloseTo(at, 0);
});

test('a scenario is saved from the menu by keys alone, and opened from a file', async ({
  lab,
  page,
}) => {
  await lab.open();
  await lab.button('Save and share').focus();
  await lab.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Copy link' })).toBeFocused();
  await lab.press('Home', 'ArrowDown', 'ArrowDown', 'ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Save the scenario' })).toBeFocused();
  const file = await saved(page, () => lab.press('Enter'));
  await expect(lab.button('Save and share')).toBeFocused();
  expect(JSON.parse(await textOf(file))).toMatchObject({ version: 1 });
  const chooser = page.waitForEvent('filechooser');
  await lab.press('Control+o');
  await lab.change(async () => {
    const buffer = Buffer.from('{"version":1,"seed":99}');
    await (await chooser).setFiles({ name: 'x.json', mimeType: 'application/json', buffer });
  });
  await expect(page.getByRole('textbox', { name: /^seed/ })).toHaveValue('99');
});

test('the trace has the bytes that the command line writes', async ({ lab, page }) => {
  const preset = presetNamed('calm-council');
  await lab.open();
  const file = await saved(page, () => choose(lab, 'Save the trace'));
  await expect(lab.button('Save and share')).toBeFocused();
  const lines = [...finishedRun(preset).traceLines()].map((line) => `${line}\n`).join('');
  expect(await textOf(file)).toBe(lines);
});

const HOSTILE: readonly (readonly [title: string, content: string | readonly number[], RegExp])[] =
  [
    ['no JSON', 'Dear all, please find', /is not valid JSON/],
    ['bytes', [137, 80, 78, 71, 255, 254, 0], /is not text/],
    ['too much', 'x'.repeat(5_000_000), /too large/],
    ['nesting', `{"version":1,"title":${'['.repeat(99_999)}${']'.repeat(99_999)}}`, /title/],
    ['a huge council', '{"version":1,"replicas":1e9}', /replicas/],
    ['a prototype', '{"version":1,"__proto__":{"replicas":9}}', /__proto__/],
    ['markup', '{"version":1,"protocol":"<img src=x onerror=alert(1)>"}', /protocol/],
    ['another version', '{"version":7,"scenario":{"version":1}}', /must be 1; it is 7/],
  ];

for (const [title, content, message] of HOSTILE) {
  test(`a dropped file with ${title} says what is wrong and changes nothing`, async ({
    lab,
    page,
  }) => {
    await lab.open();
    const hash = await lab.traceHash();
    await drop(page, content);
    await expect(page.getByRole('alert')).toContainText('This file could not be read');
    await expect(page.getByRole('alert')).toContainText(message);
    expect(await lab.traceHash()).toBe(hash);
    await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}

test('a recording that was changed is opened, and said to be another run', async ({
  lab,
  page,
}) => {
  await lab.open();
  const file = await saved(page, () => choose(lab, 'Save the recording'));
  const changed = (await textOf(file)).replace('"scenario":{', '"scenario":{"seed":1234,');
  await drop(page, changed.replace(/("seed":1234,.*?),"seed":\d+/, '$1'));
  await expect(page.getByRole('alert')).toContainText('This is another run');
});

async function saveFrom(page: Page, dialog: string, button: string): Promise<Download> {
  const box = page.getByRole('dialog', { name: dialog });
  return await saved(page, () => box.getByRole('button', { name: button }).click());
}

test('the stage is saved as an SVG that looks the same without the page', async ({
  lab,
  page,
  context,
}) => {
  await lab.open();
  await lab.choosePreset('Two traitors fork four');
  await lab.press('n', 'n', 'n');
  await lab.explanation();
  await choose(lab, 'Save a picture …');
  await page.getByRole('radio', { name: /SVG/ }).check();
  const file = await saveFrom(page, 'Save a picture', 'Save');
  expect(file.suggestedFilename()).toMatch(/-stage-\d+ms\.svg$/);
  const svg = await textOf(file);
  expect(svg).toContain('data:font/woff2');
  expect(svg).not.toContain('var(');
  expect(svg).not.toMatch(/class=|https?:\/\/(?!www\.w3\.org)/);
  const viewer = await context.newPage();
  await viewer.goto('about:blank');
  await viewer.setContent(svg.replace(/^<\?xml.*?\?>/, ''));
  for (const label of ['R0', 'R1', 'R2', 'R3', 'Colluding'])
    await expect(viewer.locator('text', { hasText: label }).first()).toBeVisible();
});

test('the diagram is saved as a PNG of twice its size on the screen', async ({ lab, page }) => {
  await lab.open();
  await choose(lab, 'Save a picture …');
  await page.getByRole('radio', { name: 'The space-time diagram' }).check();
  await page.getByRole('checkbox', { name: /title/ }).uncheck();
  await page.getByRole('checkbox', { name: /legend/ }).uncheck();
  const shown = await page.locator('.diagram-canvas').boundingBox();
  const file = await saveFrom(page, 'Save a picture', 'Save');
  const png = readFileSync(await file.path());
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(Math.ceil(shown?.width ?? 0) * 2);
  expect(png.readUInt32BE(20)).toBe(Math.ceil(shown?.height ?? 0) * 2);
});

test('a stretch is saved as a video, and can be stopped', async ({ lab, page }) => {
  await lab.open();
  await choose(lab, 'Save a video …');
  const dialog = page.getByRole('dialog', { name: 'Save a video' });
  await dialog.getByLabel('Until (ms)').fill('0');
  await expect(dialog.getByRole('button', { name: 'Make the video' })).toBeDisabled();
  await dialog.getByLabel('Until (ms)').fill('10');
  await dialog.getByLabel('Speed (×)').fill('10');
  await expect(dialog.getByRole('status')).toContainText('frames of 1280 × 720');
  const file = await saveFrom(page, 'Save a video', 'Make the video');
  expect(file.suggestedFilename()).toMatch(/\.(mp4|webm)$/);
  expect(readFileSync(await file.path()).length).toBeGreaterThan(2_000);
  await expect(dialog).toHaveCount(0);

  await choose(lab, 'Save a video …');
  await dialog.getByRole('button', { name: 'Make the video' }).click();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('.film')).toHaveCount(0);
});

test('a browser without an encoder makes a GIF', async ({ lab, page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'VideoEncoder');
  });
  await lab.open();
  await choose(lab, 'Save a video …');
  const dialog = page.getByRole('dialog', { name: 'Save a video' });
  await expect(dialog).toContainText('becomes a GIF');
  await dialog.getByLabel('Until (ms)').fill('5');
  await dialog.getByLabel('Speed (×)').fill('10');
  const file = await saveFrom(page, 'Save a video', 'Make the video');
  expect(
    readFileSync(await file.path())
      .subarray(0, 6)
      .toString(),
  ).toBe('GIF89a');
});

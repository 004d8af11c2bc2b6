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
  await lab.press('ArrowDown', 'ArrowDown');
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
